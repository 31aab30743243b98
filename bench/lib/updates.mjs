/**
 * Updates of the explorer: what one costs the page, and how that grows with the number of nodes.
 */
import { longTasksSince } from './longTasks.mjs';
import { busy, execute, lastRequest, listsSince } from './measures.mjs';
import { progress } from './progress.mjs';

/** @typedef {import('./measures.mjs').Page} Page */
/** @typedef {import('./measures.mjs').Session} Session */
/** @typedef {import('./measures.mjs').Simulator} Simulator */

/** Milliseconds from which the browser calls a task long. */
const LONG_TASK = 50;

/** Milliseconds for the rest of an update: effects, timers, the saved state. Twice of it ends before the next poll. */
export const AFTERMATH = 2_000;

/** Updates of one kind; the figures are their medians, long tasks are of all. */
const ROUNDS = 3;

/** Milliseconds of work below which a ratio would be one of chance. */
const LEAST = 1;

/**
 * Refreshes and says what that cost the page, without what JupyterLab does anyway in such a time.
 *
 * @param {Page} page
 * @param {Session} session
 * @param {Simulator} simulator
 */
async function update(page, session, simulator) {
  const from = await page.evaluate(() => performance.now());
  const before = await lastRequest(simulator);
  const start = await busy(session);
  await execute(page, 'vcp:refresh-explorer');
  await page.waitForTimeout(AFTERMATH);
  const end = await busy(session);
  const longTasks = await longTasksSince(page, from);
  const lists = await listsSince(simulator, before);
  const rest = await busy(session);
  await page.waitForTimeout(AFTERMATH);
  const idle = (await busy(session)) - rest;
  return { work: end - start - idle, idle, lists, longTasks };
}

/** @param {readonly number[]} values */
function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
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
  const longTasks = rounds.flatMap(round => round.longTasks);
  return {
    changedGroups: groups,
    listRequests: Math.max(...rounds.map(round => round.lists)),
    workMedian: median(rounds.map(round => round.work)),
    idleMedian: median(rounds.map(round => round.idle)),
    longTasks: longTasks.filter(duration => duration > LONG_TASK).length,
    longestTask: Math.max(0, ...longTasks)
  };
}

/** Unit groups with nodes: those that can change by themselves. */
async function computeGroups(/** @type {string} */ url) {
  const { unitGroups } = await (await fetch(`${url}/vcp/api/unit-groups?privileged=1`)).json();
  return unitGroups.filter((/** @type {{ units: { nodes: unknown[] }[] }} */ group) => group.units.some(unit => unit.nodes.length > 0))
    .length;
}

/**
 * Updates without any change, with one per cent of the unit groups changed, and with all of them.
 *
 * @param {Page} page
 * @param {Session} session
 * @param {Simulator} simulator
 * @param {string} url Of the Jupyter server.
 */
export async function allUpdates(page, session, simulator, url) {
  const all = await computeGroups(url);
  const results = [];
  for (const changed of [0, Math.ceil(all / 100), all]) {
    progress(`updates, ${changed} unit groups changed`);
    results.push(await updates(page, session, simulator, changed));
  }
  return results;
}

/**
 * How many times the work of a tenth of the nodes each kind of update takes; null where there is hardly any work.
 *
 * @param {readonly { workMedian: number }[]} large
 * @param {readonly { workMedian: number }[]} small
 */
export function growthOf(large, small) {
  return large.map(({ workMedian }, index) => {
    const tenth = small[index]?.workMedian ?? Number.NaN;
    return tenth >= LEAST ? workMedian / tenth : null;
  });
}
