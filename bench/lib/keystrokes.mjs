/**
 * From a keystroke to what it changes in the page.
 */

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').Locator} Locator */

/**
 * Milliseconds since the key's event.
 *
 * @typedef {object} Sample
 * @property {number} changed When the text had changed.
 * @property {number} painted When that was painted.
 */

/** Runs in the page: notes a sample for each keystroke that changes the shown text. The page needs `definePainted`. */
function observe(/** @type {Element} */ shown) {
  /** @type {Sample[]} */
  const samples = [];
  let pressed = 0;
  document.addEventListener('keydown', event => (pressed = event.timeStamp), { capture: true });
  new MutationObserver(async () => {
    if (pressed === 0) {
      return;
    }
    const start = pressed;
    const changed = performance.now() - start;
    pressed = 0;
    samples.push({ changed, painted: (await Reflect.get(window, 'vcpPainted')()) - start });
  }).observe(shown, { subtree: true, childList: true, characterData: true });
  Reflect.set(window, 'vcpBenchSamples', samples);
}

/**
 * Samples of what is typed by `type`.
 *
 * @param {Page} page
 * @param {Locator} shown What changes with each keystroke.
 * @param {() => Promise<unknown>} type Presses keys, and waits until the last has had its effect.
 * @returns {Promise<readonly Sample[]>}
 */
export async function keystrokes(page, shown, type) {
  await shown.evaluate(observe);
  await type();
  return page.evaluate(() => Reflect.get(window, 'vcpBenchSamples'));
}

/**
 * @param {readonly number[]} values
 * @param {number} share 0.5: the median.
 */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
