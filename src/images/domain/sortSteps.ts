/** Sorting in steps, for lists that would hold up the page if they were sorted at once. */

/** Values that are sorted, or merged, between two steps: some tenths of a millisecond. */
const STEP = 512;

/** Merges two neighbouring sorted parts of `from` into `to`. */
function* merge(
  from: Uint32Array,
  to: Uint32Array,
  [start, middle, end]: readonly [number, number, number],
  compare: (a: number, b: number) => number
): Generator<void, void> {
  let left = start;
  let right = middle;
  for (let at = start; at < end; at++) {
    const a = from[left] ?? 0;
    const b = from[right] ?? 0;
    const takeLeft = left < middle && (right >= end || compare(a, b) <= 0);
    to[at] = takeLeft ? a : b;
    left += takeLeft ? 1 : 0;
    right += takeLeft ? 0 : 1;
    if (at % STEP === 0) {
      yield;
    }
  }
}

/**
 * The numbers from 0 to `count - 1` in the order of `compare`; equal ones keep their order.
 *
 * @returns A generator that does a little at a time; its result is the sorted list.
 */
export function* sortSteps(count: number, compare: (a: number, b: number) => number): Generator<void, Uint32Array> {
  let sorted = Uint32Array.from({ length: count }, (_, number) => number);
  for (let start = 0; start < count; start += STEP) {
    sorted.subarray(start, start + STEP).sort(compare);
    yield;
  }
  let spare = new Uint32Array(count);
  for (let width = STEP; width < count; width *= 2) {
    for (let start = 0; start < count; start += 2 * width) {
      yield* merge(sorted, spare, [start, Math.min(start + width, count), Math.min(start + 2 * width, count)], compare);
    }
    [sorted, spare] = [spare, sorted];
  }
  return sorted;
}
