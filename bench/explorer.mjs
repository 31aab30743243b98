/**
 * Explorer at the size of a university: the tree of unit groups while updates arrive, while it scrolls, while one types in the filter,
 * and after hundreds of refreshes.
 *
 *     node bench/explorer.mjs [--nodes 10000] [--refreshes 500]
 *
 * Measures the environment of the repository, which should hold a production build (`bench/run.sh` makes one), against a simulated
 * controller with 500 unit groups; the same updates with a tenth of the nodes say how the cost grows. The peer is a list of bare rows
 * in the same browser: what scrolling 24-pixel rows costs at the least. Writes bench/results/explorer.json.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { chromium } from '@playwright/test';

import { LAUNCH_OPTIONS } from '../ui-tests/lib/chromium.mjs';
import { startJupyter } from '../ui-tests/lib/jupyter.mjs';
import { ROOT } from '../ui-tests/lib/processes.mjs';
import { startSimulator } from '../ui-tests/lib/simulator.mjs';
import { restored } from '../ui-tests/lib/startupBytes.mjs';
import { startFrames, stopFrames, summary } from './lib/frames.mjs';
import { showBareList } from './lib/bareList.mjs';

/** Milliseconds from which the browser calls a task long. */
const LONG_TASK = 50;

/** Milliseconds for the rest of an update: effects, timers, the saved state. */
const AFTERMATH = 2_000;

/** Updates of one kind; the figures are their medians, long tasks are of all. */
const ROUNDS = 3;

/** Pixels per frame and frames of a scroll: thirteen new rows with every frame, as under a hard fling, through all 10,000. */
const SCROLL = { step: 320, frames: 840 };

/** Milliseconds between two keystrokes in the filter: a fast typist. */
const PACE = 80;
const TYPED = 'group-01 running 172.30 aws state:error ';

const PANEL = '#jp-vcp-explorer';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('playwright-core').CDPSession} Session */
/** @typedef {import('../ui-tests/lib/simulator.mjs').Simulator} Simulator */

/** Runs in the page before anything else: notes every long task, in ms since the page began. */
function noteLongTasks() {
  /** @type {{ start: number, duration: number }[]} */
  const tasks = [];
  Reflect.set(window, 'vcpLongTasks', tasks);
  new PerformanceObserver(list => {
    for (const { startTime, duration } of list.getEntries()) {
      tasks.push({ start: startTime, duration });
    }
  }).observe({ type: 'longtask', buffered: true });
}

/**
 * What the main thread has done so far, in time of the processor: whatever else runs on the machine does not count.
 *
 * @param {Session} session
 * @returns {Promise<number>} milliseconds
 */
async function busy(session) {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(metric => metric.name === 'TaskDuration')?.value ?? 0) * 1000;
}

/**
 * @param {Page} page
 * @param {string} command
 */
function execute(page, command) {
  return page.evaluate(id => Reflect.get(window, 'jupyterapp').commands.execute(id), command);
}

/**
 * Refreshes and says what that cost the page.
 *
 * @param {Page} page
 * @param {Session} session
 * @param {Simulator} simulator
 */
async function update(page, session, simulator) {
  const from = await page.evaluate(() => performance.now());
  const { requests: before } = /** @type {{ requests: { seq: number }[] }} */ (await simulator.control('GET', '/requests'));
  const spent = await busy(session);
  await execute(page, 'vcp:refresh-explorer');
  await page.waitForTimeout(AFTERMATH);
  const work = (await busy(session)) - spent;
  const { requests: after } = /** @type {{ requests: { path: string }[] }} */ (await simulator.control('GET', '/requests'));
  const tasks = await page.evaluate(
    since => Reflect.get(window, 'vcpLongTasks').filter((/** @type {{ start: number }} */ task) => task.start >= since),
    from
  );
  return {
    work,
    lists: after.slice(before.length).filter(request => request.path.endsWith('/vcs')).length,
    longTasks: tasks.map((/** @type {{ duration: number }} */ task) => task.duration)
  };
}

/**
 * @param {Page} page
 * @param {Session} session
 * @param {Simulator} simulator
 * @param {number} groups How many change before each refresh.
 */
async function updates(page, session, simulator, groups) {
  const rounds = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    if (groups > 0) {
      await simulator.control('POST', '/churn', { groups });
    }
    rounds.push(await update(page, session, simulator));
  }
  const works = rounds.map(round => round.work).sort((a, b) => a - b);
  const longTasks = rounds.flatMap(round => round.longTasks);
  return {
    changedGroups: groups,
    listRequests: Math.max(...rounds.map(round => round.lists)),
    workMedian: works[Math.floor(works.length / 2)] ?? Number.NaN,
    longTasks: longTasks.filter(duration => duration > LONG_TASK).length,
    longestTask: Math.max(0, ...longTasks)
  };
}

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
  for (let i = 0; i < TYPED.length; i += 1) {
    await page.keyboard.press('Backspace', { delay: PACE / 2 });
  }
}

/**
 * @param {Page} page
 * @param {Session} session
 */
async function frames(page, session) {
  const scrolling = await framesOf(page, session, () => scroll(page, `${PANEL} [role=tree]`));
  await page.locator(`${PANEL} [role=search] input`).click();
  await page.waitForTimeout(500);
  const typing = await framesOf(page, session, () => type(page));
  return { scrolling, typing };
}

/**
 * Bytes of the heap while refreshing, after garbage collection; every tenth refresh brings a change.
 *
 * @param {Page} page
 * @param {Session} session
 * @param {Simulator} simulator
 * @param {number} refreshes
 */
async function heap(page, session, simulator, refreshes) {
  const samples = [];
  const every = Math.max(1, Math.floor(refreshes / 10));
  for (let done = 0; done <= refreshes; done += 1) {
    if (done % 10 === 5) {
      await simulator.control('POST', '/churn', { groups: 5 });
    }
    await execute(page, 'vcp:refresh-explorer');
    if (done % every === 0) {
      await session.send('HeapProfiler.collectGarbage');
      const { usedSize } = await session.send('Runtime.getHeapUsage');
      samples.push({ refreshes: done, bytes: usedSize });
    }
  }
  return { samples, bytesPerRefresh: slope(samples.slice(1)) };
}

/**
 * Least squares: what one more refresh leaves behind.
 *
 * @param {readonly { refreshes: number, bytes: number }[]} samples
 */
function slope(samples) {
  const mean = (/** @type {readonly number[]} */ values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const x = mean(samples.map(sample => sample.refreshes));
  const y = mean(samples.map(sample => sample.bytes));
  const above = samples.reduce((sum, sample) => sum + (sample.refreshes - x) * (sample.bytes - y), 0);
  const below = samples.reduce((sum, sample) => sum + (sample.refreshes - x) ** 2, 0);
  return below === 0 ? Number.NaN : above / below;
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
  const simulator = await startSimulator({ scenario: 'large', nodes });
  const jupyter = await startJupyter({ services: simulator.services });
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    const token = JSON.stringify({ token: simulator.services.tokens.super });
    await fetch(`${jupyter.url}/vcp/api/connection/token`, { method: 'PUT', body: token, headers: { 'content-type': 'application/json' } });
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

/** Unit groups with nodes: those that can change by themselves. */
async function computeGroups(/** @type {string} */ url) {
  const { unitGroups } = await (await fetch(`${url}/vcp/api/unit-groups?privileged=1`)).json();
  return unitGroups.filter((/** @type {{ units: { nodes: unknown[] }[] }} */ group) => group.units.some(unit => unit.nodes.length > 0))
    .length;
}

/** @type {Measure<Awaited<ReturnType<typeof updates>>[]>} */
async function allUpdates(page, session, simulator, url) {
  const results = [];
  for (const changed of [0, 5, await computeGroups(url)]) {
    results.push(await updates(page, session, simulator, changed));
  }
  return results;
}

const { values } = parseArgs({ options: { nodes: { type: 'string', default: '10000' }, refreshes: { type: 'string', default: '500' } } });
const nodes = Number(values.nodes);
const refreshes = Number(values.refreshes);
const load = loadavg()[0];
const browser = await chromium.launch(LAUNCH_OPTIONS);
try {
  const small = await withExplorer(browser, nodes / 10, allUpdates);
  const large = await withExplorer(browser, nodes, async (page, session, simulator, url) => ({
    updates: await allUpdates(page, session, simulator, url),
    ...(await frames(page, session)),
    heap: refreshes > 0 ? await heap(page, session, simulator, refreshes) : null
  }));
  const bare = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const bareSession = await bare.context().newCDPSession(bare);
  await bareSession.send('Performance.enable', { timeDomain: 'threadTicks' });
  await showBareList(bare, nodes);
  const peer = await framesOf(bare, bareSession, () => scroll(bare, '#list'));
  const growth = large.updates.map((result, index) => result.workMedian / (small[index]?.workMedian ?? Number.NaN));
  const results = { date: new Date().toISOString(), load, nodes, small, ...large, peer, growth };
  const folder = path.join(ROOT, 'bench', 'results');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'explorer.json'), JSON.stringify(results, null, 2));
  console.log(`${nodes} nodes; load of the machine ${load?.toFixed(1)}`);
  console.table(large.updates.map((result, index) => ({ ...result, timesTheWorkOfATenth: growth[index] })));
  console.table({ 'explorer, scrolling': large.scrolling, 'bare rows, scrolling': peer, 'explorer, typing': large.typing });
  console.log(`heap: ${large.heap ? `${large.heap.bytesPerRefresh.toFixed(0)} bytes per refresh` : 'not measured'}`);
} finally {
  await browser.close();
}
