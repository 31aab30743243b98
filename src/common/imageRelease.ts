/**
 * The last part of the names of base containers: which release of a version an image is. Pure.
 */

/** `number` and `date` are releases after the final one; `other` is whatever the rules do not know. */
export type ReleaseKind = 'final' | 'rc' | 'number' | 'date' | 'dev' | 'other';

/** The release that a tag names. A final release has no part of its own in the tag, so only its kind. */
export interface IRelease {
  readonly kind: ReleaseKind;
  /** Of `rc`, `number` and `date`; a date is read as a number, 20230226. */
  readonly number?: number;
  /** Words after a release that was understood. */
  readonly extra?: string;
  /** The whole part as it stands in the tag; missing when it is empty. */
  readonly raw?: string;
}

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether eight digits are a day of the calendar, YYYYMMDD. */
function isDate(digits: string): boolean {
  const [year, month, day] = [Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6, 8))];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = month === 2 && !leap ? 28 : (DAYS[month - 1] ?? 0);
  return digits.length === 8 && day >= 1 && day <= days;
}

const FINAL: IRelease = { kind: 'final' };
const NUMBERED = /^(rc)?([0-9]+)$/;

/** Reads a word with a number; null when it is none. */
function readNumbered(word: string): { readonly kind: ReleaseKind; readonly number: number } | null {
  const [, candidate, digits] = NUMBERED.exec(word) ?? [];
  if (digits === undefined) {
    return null;
  }
  return { kind: candidate !== undefined ? 'rc' : isDate(digits) ? 'date' : 'number', number: Number(digits) };
}

/**
 * Reads what stands behind operating system, architecture and marks of a tag.
 *
 * @param words - The rest of the tag, split at its hyphens; empty for a final release.
 */
export function readRelease(words: readonly string[]): IRelease {
  const [first] = words;
  if (first === undefined) {
    return FINAL;
  }
  const raw = words.join('-');
  const numbered = readNumbered(first);
  if (numbered === null && first !== 'dev') {
    // What was not understood has no end that anybody could tell: the whole rest is kept as one.
    return raw === '' ? { kind: 'other' } : { kind: 'other', raw };
  }
  const read: IRelease = numbered === null ? { kind: 'dev', raw } : { kind: numbered.kind, number: numbered.number, raw };
  return words.length === 1 ? read : { ...read, extra: words.slice(1).join('-') };
}
