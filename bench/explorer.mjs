/**
 * Explorer at the size of a university: the tree of unit groups while updates arrive, while it scrolls, while one types in the filter,
 * and after hundreds of refreshes.
 *
 *     node bench/explorer.mjs [--nodes 10000] [--refreshes 500]
 *
 * Measures the environment of the repository, which should hold a production build (`bench/run.sh` makes one), against a simulated
 * controller with 500 unit groups; the same updates with a tenth of the nodes, in a tenth of the unit groups, say how the cost grows.
 * The peer is a list of bare rows in the same browser: what scrolling 24-pixel rows costs at the least. Work is time of the processor;
 * long tasks and frames are times of the clock, so the load of the machine before and after stands beside them.
 *
 * It takes a quarter of an hour, most of it for the 500 refreshes: each is a request of half a second at the Jupyter server and the
 * simulated controller, and is waited for. Every figure goes into bench/results/explorer.json as soon as it is there, so that a run that
 * is cut off is not lost; what it is at is said on the error stream.
 */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';

import { chromium } from '@playwright/test';

import { LAUNCH_OPTIONS } from '../ui-tests/lib/chromium.mjs';
import { startJupyter } from '../ui-tests/lib/jupyter.mjs';
import { startSimulator } from '../ui-tests/lib/simulator.mjs';
import { restored } from '../ui-tests/lib/startupBytes.mjs';
import { startFrames, stopFrames, summary } from './lib/frames.mjs';
import { showBareList } from './lib/bareList.mjs';
import { heapOver } from './lib/heap.mjs';
import { noteLongTasks } from './lib/longTasks.mjs';
import { busy, enterToken, execute } from './lib/measures.mjs';
import { progress } from './lib/progress.mjs';
import { resultsFile } from './lib/results.mjs';
import { AFTERMATH, allUpdates, growthOf } from './lib/updates.mjs';

/** Pixels per frame and frames of a scroll: thirteen new rows with every frame, as under a hard fling, through all 12,000. */
const SCROLL = { step: 320, frames: 900 };

/** Milliseconds between two keystrokes in the filter: a fast typist. */
const PACE = 80;

/** Every word of it finds fewer rows than the one before, and the last still finds some. */
const TYPED = 'group running 10.3 aws group-0 state:run ';

const PANEL = '#jp-vcp-explorer';

/** @typedef {import('./lib/measures.mjs').Page} Page */
/** @typedef {import('./lib/measures.mjs').Session} Session */
/** @typedef {import('./lib/measures.mjs').Simulator} Simulator */

/**
 * Frames while something goes on, and what each of them cost the page.
 *
 * @param {Page} page
 * @param {Session} session
 * @param {() => Promise<unknown>} action
 */
async function framesOf(page, session, action) {
  await startFrames(page);
  const spent = await busy(session);
  await action();
  const work = (await busy(session)) - spent;
  const frames = summary(await stopFrames(page));
  return { ...frames, workPerFrame: work / frames.frames };
}

/**
 * Scrolls an element at a steady rate, one step per frame, there and back again.
 *
 * @param {Page} page
 * @param {string} selector
 */
async function scroll(page, selector) {
  await page.locator(selector).evaluate(
    (element, { step, frames }) =>
      new Promise(resolve => {
        let direction = 1;
        const next = (/** @type {number} */ left) => {
          const before = element.scrollTop;
          element.scrollTop += direction * step;
          direction = element.scrollTop === before ? -direction : direction;
          if (left > 0) {
            requestAnimationFrame(() => next(left - 1));
          } else {
            resolve(undefined);
          }
        };
        next(frames);
      }),
    SCROLL
  );
}

/** Types into the filter and takes it back. */
async function type(/** @type {Page} */ page) {
  await page.keyboard.type(TYPED, { delay: PACE });
  if ((await page.locator(`${PANEL} [role=treeitem]`).count()) === 0) {
    throw new Error('The filter finds nothing: filtering an empty tree costs nothing.');
  }
  for (let i = 0; i < TYPED.length; i += 1) {
    await page.keyboard.press('Backspace', { delay: PACE / 2 });
  }
}

/**
 * @param {Page} page
 * @param {Session} session
 */
async function frames(page, session) {
  progress('scrolling');
  const scrolling = await framesOf(page, session, () => scroll(page, `${PANEL} [role=tree]`));
  await page.locator(`${PANEL} [role=search] input`).click();
  await page.waitForTimeout(500);
  progress('typing');
  const typing = await framesOf(page, session, () => type(page));
  return { scrolling, typing };
}

/**
 * @template T
 * @typedef {(page: Page, session: Session, simulator: Simulator, url: string) => Promise<T>} Measure `url` of the Jupyter server.
 */

/**
 * Opens the explorer on a controller with so many nodes and runs `measure`.
 *
 * @template T
 * @param {import('@playwright/test').Browser} browser
 * @param {number} nodes
 * @param {Measure<T>} measure
 */
async function withExplorer(browser, nodes, measure) {
  progress(`${nodes} nodes`);
  const simulator = await startSimulator({ scenario: 'large', nodes });
  const jupyter = await startJupyter({ services: simulator.services });
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    await enterToken(jupyter.url, simulator.services.tokens.super);
    await context.addInitScript(noteLongTasks);
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    await page.goto(`${jupyter.url}/lab`);
    await restored(page);
    await execute(page, 'vcp:open-explorer');
    await page.locator(`${PANEL} [role=switch]`).click();
    await page.locator(`${PANEL} [role=treeitem]`).first().waitFor({ timeout: 60_000 });
    await execute(page, 'vcp:refresh-explorer');
    await page.waitForTimeout(AFTERMATH);
    return await measure(page, session, simulator, jupyter.url);
  } finally {
    await context.close();
    await jupyter.stop();
    await simulator.stop();
  }
}

/**
 * What scrolling bare rows costs in the same browser.
 *
 * @param {import('@playwright/test').Browser} browser
 * @param {number} rows
 */
async function bareRows(browser, rows) {
  progress('bare rows');
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await showBareList(page, rows);
  return framesOf(page, session, () => scroll(page, '#list'));
}

const note = resultsFile('explorer');
const { values } = parseArgs({ options: { nodes: { type: 'string', default: '10000' }, refreshes: { type: 'string', default: '500' } } });
const nodes = Number(values.nodes);
const refreshes = Number(values.refreshes);
const load = { before: loadavg()[0] ?? Number.NaN, after: Number.NaN };
note({ nodes, load });
const browser = await chromium.launch(LAUNCH_OPTIONS);
try {
  const { peer } = note({ peer: await bareRows(browser, nodes) });
  const { small } = note({ small: await withExplorer(browser, nodes / 10, allUpdates) });
  await withExplorer(browser, nodes, async (page, session, simulator, url) => {
    const { updates } = note({ updates: await allUpdates(page, session, simulator, url) });
    const { growth } = note({ growth: growthOf(updates, small) });
    console.table(updates.map((result, index) => ({ ...result, timesTheWorkOfATenth: growth[index] })));
    const { scrolling, typing } = note(await frames(page, session));
    console.table({ 'explorer, scrolling': scrolling, 'bare rows, scrolling': peer, 'explorer, typing': typing });
    if (refreshes > 0) {
      const { heap } = note({ heap: await heapOver(page, session, simulator, refreshes) });
      console.log(`heap: ${heap.bytesPerRefresh.toFixed(0)} bytes per refresh, ${heap.listRequests} lists`);
    }
  });
  load.after = loadavg()[0] ?? Number.NaN;
  note({ load });
  console.log(`${nodes} nodes; load of the machine ${load.before.toFixed(1)} before, ${load.after.toFixed(1)} after`);
} finally {
  await browser.close();
}
