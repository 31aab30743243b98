/** Spans of time, in the largest unit that says enough. */

export type DurationUnit = 'second' | 'minute' | 'hour' | 'day';

export interface IDuration {
  readonly count: number;
  readonly unit: DurationUnit;
}

const SECOND = 1000;
const STEPS: readonly (readonly [DurationUnit, number])[] = [
  ['day', 86_400 * SECOND],
  ['hour', 3_600 * SECOND],
  ['minute', 60 * SECOND],
  ['second', SECOND]
];

/**
 * Time that passed since a date.
 *
 * @param date - RFC 3339, or the controller's own text.
 * @param now - Milliseconds since the epoch.
 * @returns Null when the date cannot be read. A date in the future, from a clock that differs, counts as now.
 */
export function since(date: string | null | undefined, now: number): IDuration | null {
  const start = date ? Date.parse(date) : NaN;
  return Number.isNaN(start) ? null : toDuration(now - start);
}

/** A span of milliseconds in whole units, rounded down. */
export function toDuration(milliseconds: number): IDuration {
  const span = Math.max(0, milliseconds);
  const [unit, size] = STEPS.find(([, step]) => span >= step) ?? ['second', SECOND];
  return { count: Math.floor(span / size), unit };
}
