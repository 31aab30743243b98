/**
 * What the benches ask of a page and of the simulated controller.
 */

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('playwright-core').CDPSession} Session */
/** @typedef {import('../../ui-tests/lib/simulator.mjs').Simulator} Simulator */
/** @typedef {{ no: number, path: string }} Request As the simulator notes it; numbers go on and on. */

/**
 * What the main thread has done so far, in time of the processor: whatever else runs on the machine does not count. The page needs
 * `Performance.enable` with the time domain `threadTicks`.
 *
 * @param {Session} session
 * @returns {Promise<number>} milliseconds
 */
export async function busy(session) {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(metric => metric.name === 'TaskDuration')?.value ?? Number.NaN) * 1000;
}

/**
 * @param {Page} page
 * @param {string} command
 */
export function execute(page, command) {
  return page.evaluate(id => Reflect.get(window, 'jupyterapp').commands.execute(id), command);
}

/**
 * Bytes of the page's heap, after garbage collection.
 *
 * @param {Session} session
 * @returns {Promise<number>}
 */
export async function usedHeap(session) {
  await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize;
}

/**
 * Enters an access token as a user would in the dialog.
 *
 * @param {string} url Of the Jupyter server.
 * @param {string} token
 */
export async function enterToken(url, token) {
  const headers = { 'content-type': 'application/json' };
  await fetch(`${url}/vcp/api/connection/token`, { method: 'PUT', body: JSON.stringify({ token }), headers });
}

/**
 * @param {Simulator} simulator
 * @returns {Promise<number>} of the latest request
 */
export async function lastRequest(simulator) {
  const { requests } = /** @type {{ requests: Request[] }} */ (await simulator.control('GET', '/requests'));
  return requests.at(-1)?.no ?? 0;
}

/**
 * @param {Simulator} simulator
 * @param {number} no
 * @returns {Promise<number>} how often the list of unit groups was asked for after request `no`
 */
export async function listsSince(simulator, no) {
  const { requests } = /** @type {{ requests: Request[] }} */ (await simulator.control('GET', `/requests?since=${no}`));
  return requests.filter(request => request.path.endsWith('/vcs')).length;
}
