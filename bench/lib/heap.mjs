/**
 * Memory of the page over many refreshes.
 */
import { execute, lastRequest, listsSince, usedHeap } from './measures.mjs';
import { progress } from './progress.mjs';

/** @typedef {import('./measures.mjs').Page} Page */
/** @typedef {import('./measures.mjs').Session} Session */
/** @typedef {import('./measures.mjs').Simulator} Simulator */

/** Refreshes of which one brings a change, and how many unit groups change then. */
const CHANGES = { every: 10, groups: 5 };

/**
 * Bytes of the heap while refreshing, after garbage collection. `listRequests` says that the refreshes were made, one request each.
 *
 * @param {Page} page
 * @param {Session} session
 * @param {Simulator} simulator
 * @param {number} refreshes
 */
export async function heapOver(page, session, simulator, refreshes) {
  const samples = [];
  const before = await lastRequest(simulator);
  const every = Math.max(1, Math.floor(refreshes / 10));
  for (let done = 0; done <= refreshes; done += 1) {
    if (done % CHANGES.every === CHANGES.every - 1) {
      await simulator.control('POST', '/churn', { groups: CHANGES.groups });
    }
    await execute(page, 'vcp:refresh-explorer');
    if (done % every === 0) {
      const bytes = await usedHeap(session);
      samples.push({ refreshes: done, bytes });
      progress(`${done} of ${refreshes} refreshes, heap ${(bytes / 1e6).toFixed(1)} MB`);
    }
  }
  // The first sample still has what the page needs once and keeps.
  return { samples, listRequests: await listsSince(simulator, before), bytesPerRefresh: slope(samples.slice(1)) };
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
