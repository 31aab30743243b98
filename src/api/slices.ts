/** Milliseconds of work at a stretch: half a frame, so that the page goes on scrolling and taking keys. */
const SLICE = 8;

/** Does one step per value, in order, and lets the browser in between; what is done within half a frame is done at once. */
export async function inSlices<T, R>(values: readonly T[], step: (value: T) => R): Promise<readonly R[]> {
  const results: R[] = [];
  let end = performance.now() + SLICE;
  for (const value of values) {
    if (performance.now() >= end) {
      await new Promise(resolve => setTimeout(resolve));
      end = performance.now() + SLICE;
    }
    results.push(step(value));
  }
  return results;
}
