/**
 * Image catalog over real registries (distribution 2.8 and 3): from the command to the first sorted rows of 10,000 and 100,000 tags, the
 * search over all of them, memory, what is asked of the registry, and a registry of 3,001 repositories; beside the command line tools that
 * list the same registry, in the same run.
 *
 *     node bench/images.mjs [--tags 10000,100000] [--repositories 3001] [--rounds 3]
 *
 * Measures the environment of the repository, which should hold a production build (`bench/run.sh` makes one). Each round has a Jupyter
 * server and a browser's cache of its own: nothing was asked before. Times are of the clock, the registry's own work in them, so the load
 * of the machine stands beside each, and as `work` what the page did in time of the processor; `registry` is what the registry itself takes
 * to send the list, below which nobody can get. The counted requests are of a round of its own, through a proxy. Every figure goes into
 * bench/results/images.json as soon as it is there.
 */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';

import { chromium } from '@playwright/test';

import { LAUNCH_OPTIONS } from '../ui-tests/lib/chromium.mjs';
import { startJupyter } from '../ui-tests/lib/jupyter.mjs';
import { registryProgram, startRegistry } from '../ui-tests/lib/registry.mjs';
import { manyTags } from '../ui-tests/lib/registryStorage.mjs';
import { startSimulator } from '../ui-tests/lib/simulator.mjs';
import { labPage, openTimed, ROW, showAll, UNLOADED, visibleRows } from './lib/catalogPanel.mjs';
import { search } from './lib/catalogSearch.mjs';
import { startCountingProxy } from './lib/countingProxy.mjs';
import { quantile } from './lib/keystrokes.mjs';
import { longTasksSince } from './lib/longTasks.mjs';
import { busy, enterToken, usedHeap } from './lib/measures.mjs';
import { progress } from './lib/progress.mjs';
import { registryFolder } from './lib/registryFolders.mjs';
import { installedPeers, repositoryTimes, tagTimes } from './lib/registryPeers.mjs';
import { resultsFile } from './lib/results.mjs';

const REPOSITORY = 'vcp/base';

/** Milliseconds in which nothing more is asked of the registry: all that can be seen is known. */
const QUIET = 2_000;

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').Browser} Browser */
/** @typedef {import('../ui-tests/lib/simulator.mjs').Simulator} Simulator */

/**
 * A page of a Jupyter server that has just been started and knows one registry.
 *
 * @template T
 * @param {{ browser: Browser, simulator: Simulator }} setup
 * @param {string} registry URL.
 * @param {(page: Page) => Promise<T>} measure
 */
async function withLab({ browser, simulator }, registry, measure) {
  const traits = [`--VcpExtension.registries={'official': {'url': '${registry}'}, 'user': None, 'harbor': None}`];
  const jupyter = await startJupyter({ services: simulator.services, traits });
  try {
    await enterToken(jupyter.url, simulator.services.tokens.regular);
    const page = await labPage(browser, jupyter.url);
    const result = await measure(page);
    await page.context().close();
    return result;
  } finally {
    await jupyter.stop();
  }
}

/** Milliseconds until a registry has sent all of an answer. */
async function answerTime(/** @type {string} */ url) {
  const start = performance.now();
  await (await fetch(url)).arrayBuffer();
  return performance.now() - start;
}

/**
 * From the command to the first rows, which must be the newest of each line.
 *
 * @param {Page} page
 * @param {readonly string[]} tags
 */
async function firstRows(page, tags) {
  const { ms, texts } = await openTimed(page, ROW);
  const places = texts.map(text => tags.indexOf(text));
  // The versions of `manyTags` rise with its numbers.
  const sorted = places.every((place, row) => place >= 0 && (row === 0 || place < (places[row - 1] ?? 0)));
  if (!sorted || (places[0] ?? 0) < tags.length - 50) {
    throw new Error(`These are not the newest images: ${texts.join(', ')}`);
  }
  return ms;
}

/**
 * One look at a registry with many tags, and once the peers at the same.
 *
 * @param {{ browser: Browser, simulator: Simulator }} setup
 * @param {import('../ui-tests/lib/registry.mjs').Registry} registry
 * @param {readonly string[]} tags
 */
async function tagRound(setup, registry, tags) {
  const [load] = loadavg();
  const catalog = await withLab(setup, registry.url, async page => {
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const empty = await usedHeap(session);
    const before = await busy(session);
    const start = await page.evaluate(() => performance.now());
    const opened = await firstRows(page, tags);
    const work = (await busy(session)) - before;
    const longestTask = Math.max(0, ...(await longTasksSince(page, start)));
    const typed = await search(page, REPOSITORY, tags);
    return { opened, work, longestTask, typed, heap: { empty, more: (await usedHeap(session)) - empty } };
  });
  const own = await answerTime(`${registry.url}/v2/${REPOSITORY}/tags/list`);
  return { load, ...catalog, registry: own, peers: await tagTimes(registry.address, REPOSITORY, tags.length) };
}

/**
 * What is asked of the registry until all that can be seen is known, without scrolling.
 *
 * @param {{ browser: Browser, simulator: Simulator }} setup
 * @param {string} url Of the registry.
 * @param {readonly string[]} tags
 */
async function requests(setup, url, tags) {
  const proxy = await startCountingProxy(url);
  const settled = async (/** @type {Page} */ page) => {
    for (let before = -1; before < proxy.paths().length;) {
      before = proxy.paths().length;
      await page.waitForTimeout(QUIET);
    }
    const paths = proxy.paths();
    const images = paths.filter(path => /\/(manifests|blobs)\//.test(path)).length;
    const result = { images, lists: paths.length - images, mostAtOnce: proxy.mostAtOnce(), visibleRows: await visibleRows(page) };
    proxy.reset();
    return result;
  };
  try {
    return await withLab(setup, proxy.url, async page => {
      await firstRows(page, tags);
      const newest = await settled(page);
      await showAll(page);
      return { newest, all: await settled(page) };
    });
  } finally {
    await proxy.stop();
  }
}

/**
 * A registry with many repositories: from the command until all their names are there.
 *
 * @param {{ browser: Browser, simulator: Simulator }} setup
 * @param {import('../ui-tests/lib/registry.mjs').Registry} registry
 * @param {number} repositories
 */
async function repositoryRound(setup, registry, repositories) {
  const [load] = loadavg();
  const { ms, texts } = await withLab(setup, registry.url, page => openTimed(page, UNLOADED));
  // All but vcp/base, whose tags are shown.
  if (!texts[0]?.replaceAll(',', '').includes(` ${repositories - 1} `)) {
    throw new Error(`Not all repositories are there: ${texts[0]}`);
  }
  return { load, complete: ms, peers: await repositoryTimes(registry.address, repositories) };
}

/**
 * @template T
 * @param {2 | 3} version
 * @param {string} storage
 * @param {(registry: import('../ui-tests/lib/registry.mjs').Registry) => Promise<T>} measure
 */
async function withRegistry(version, storage, measure) {
  const registry = await startRegistry({ version, storage });
  try {
    return await measure(registry);
  } finally {
    await registry.stop();
  }
}

/** @param {readonly Record<string, number | null>[]} rounds */
function medians(rounds) {
  const names = Object.keys(rounds[0] ?? {});
  const median = (/** @type {string} */ name) => {
    const values = rounds.map(round => round[name] ?? Number.NaN);
    return values.some(Number.isNaN) ? null : quantile(values, 0.5);
  };
  return Object.fromEntries(names.map(name => [name, median(name)]));
}

/** @param {Record<string, unknown>} row */
function rounded(row) {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === 'number' ? Number(value.toPrecision(3)) : value])
  );
}

/**
 * Rounds of one kind.
 *
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} round
 * @returns {Promise<T[]>}
 */
async function repeat(name, round) {
  const results = [];
  for (let number = 1; number <= rounds; number += 1) {
    progress(`${name}, round ${number} of ${rounds}`);
    results.push(await round());
  }
  return results;
}

const { values } = parseArgs({
  options: {
    tags: { type: 'string', default: '10000,100000' },
    repositories: { type: 'string', default: '3001' },
    rounds: { type: 'string', default: '3' }
  }
});
const rounds = Number(values.rounds);
const repositories = Number(values.repositories);
const versions = /** @type {const} */ ([2, 3]).filter(version => registryProgram(version) !== undefined);
const note = resultsFile('images');
note({ peers: installedPeers() });

/** @type {Record<string, unknown>[]} */
const table = [];
const simulator = await startSimulator();
const browser = await chromium.launch(LAUNCH_OPTIONS);
try {
  const setup = { browser, simulator };
  for (const version of versions) {
    for (const count of values.tags.split(',').map(Number)) {
      const tags = manyTags(count);
      const name = `registry ${version}, ${count} tags`;
      await withRegistry(version, registryFolder(1, count), async registry => {
        const results = await repeat(name, () => tagRound(setup, registry, tags));
        progress(`${name}, requests`);
        const asked = await requests(setup, registry.url, tags);
        note({ [name]: { rounds: results, requests: asked } });
        console.log(`${name}: ${JSON.stringify(asked)}`);
        const figures = results.map(({ load = 0, opened, work, longestTask, registry, typed, heap, peers }) => ({
          ...{ load, opened, work, longestTask, registry, ...peers },
          ...{ keystroke: typed.median, worstKeystroke: typed.worst, heapMB: heap.more / 1e6 }
        }));
        table.push({ name, ...medians(figures) });
      });
    }
    const name = `registry ${version}, ${repositories} repositories`;
    await withRegistry(version, registryFolder(repositories, 1), async registry => {
      const results = await repeat(name, () => repositoryRound(setup, registry, repositories));
      note({ [name]: { rounds: results } });
      table.push({ name, ...medians(results.map(({ load = 0, complete, peers }) => ({ load, opened: complete, ...peers }))) });
    });
  }
  note({ table });
  console.table(table.map(rounded));
} finally {
  await browser.close();
  await simulator.stop();
}
