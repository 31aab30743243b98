/**
 * What a bench that takes minutes is at, for whoever waits for it.
 */

/** @param {string} what */
export function progress(what) {
  console.error(`${performance.now().toFixed(0).padStart(8)} ms  ${what}`);
}
