/** A replacement of the characters from `start` to `end` (exclusive; UTF-16 units) by `insert`. */
export interface ITextEdit {
  readonly start: number;
  readonly end: number;
  readonly insert: string;
}

/**
 * The smallest single replacement that makes `after` of `before`, or null when they are equal.
 *
 * Small edits keep undo steps and other people's cursors where they are. A surrogate pair is never cut in two: the shared document would
 * store each half as a replacement character.
 */
export function smallestEdit(before: string, after: string): ITextEdit | null {
  if (before === after) {
    return null;
  }
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) {
    start += 1;
  }
  if (start > 0 && isHighSurrogate(before.charCodeAt(start - 1))) {
    start -= 1;
  }
  let tail = 0;
  while (tail < shorter - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) {
    tail += 1;
  }
  if (tail > 0 && isLowSurrogate(before.charCodeAt(before.length - tail))) {
    tail -= 1;
  }
  return { start, end: before.length - tail, insert: after.slice(start, after.length - tail) };
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
