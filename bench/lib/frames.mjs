/**
 * Frames of a page: the times between animation frames, as the browser gives them.
 */

/** Milliseconds of one frame at 60 Hz. */
const FRAME = 1000 / 60;

/** A frame counts as late from here: the next one could have been painted in its place. */
const LATE = FRAME * 1.5;

/** @typedef {import('@playwright/test').Page} Page */

/** @param {Page} page */
export async function startFrames(page) {
  await page.evaluate(() => {
    /** @type {number[]} */
    const times = [];
    const note = (/** @type {number} */ time) => {
      times.push(time);
      Reflect.set(window, 'vcpFrame', requestAnimationFrame(note));
    };
    Reflect.set(window, 'vcpFrames', times);
    Reflect.set(window, 'vcpFrame', requestAnimationFrame(note));
  });
}

/**
 * @param {Page} page
 * @returns {Promise<readonly number[]>} milliseconds between frames
 */
export async function stopFrames(page) {
  const times = await page.evaluate(() => {
    cancelAnimationFrame(Reflect.get(window, 'vcpFrame'));
    return /** @type {readonly number[]} */ (Reflect.get(window, 'vcpFrames'));
  });
  return times.slice(1).map((time, index) => time - (times[index] ?? time));
}

/** @param {readonly number[]} spans */
export function summary(spans) {
  const late = spans.filter(span => span > LATE);
  const total = spans.reduce((sum, span) => sum + span, 0);
  return {
    frames: spans.length,
    perSecond: (spans.length / total) * 1000,
    onTime: 1 - late.length / spans.length,
    late: late.length,
    worst: Math.max(0, ...spans)
  };
}
