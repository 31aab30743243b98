/**
 * Days and clock times in a time zone, as a calendar on the wall shows them. Days are counted by the calendar, never in steps of 24
 * hours: where clocks change, a day has 23 or 25.
 */

/** A day, `YYYY-MM-DD`. Such texts sort as the days do. */
export type Day = string;

/** A day and a time of it, `YYYY-MM-DDTHH:MM`: what `<input type="datetime-local">` holds. */
export type WallTime = string;

const MINUTE = 60_000;
const DAY = 86_400_000;

/**
 * What clock and calendar show.
 *
 * @param instant - Milliseconds since the epoch.
 * @param timeZone - IANA name, e.g. `Asia/Tokyo`.
 */
export function wallTimeOf(instant: number, timeZone: string): WallTime {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value])
  );
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

export function dayOf(instant: number, timeZone: string): Day {
  return wallTimeOf(instant, timeZone).slice(0, 10);
}

/**
 * When the clock shows the time; null when the text is no time. One that is skipped as clocks go forward is as much later, and of one
 * that comes twice as clocks go back, the first is meant: so JavaScript's own `Date` has it.
 */
export function instantOf(wallTime: WallTime, timeZone: string): number | null {
  const utc = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(wallTime) ? Date.parse(`${wallTime}:00Z`) : NaN;
  if (Number.isNaN(utc)) {
    return null;
  }
  // The offset depends on the instant that is looked for: guess, look, and guess again.
  const first = utc - offsetAt(utc, timeZone);
  const second = utc - offsetAt(first, timeZone);
  const exact = [first, second].filter(instant => wallTimeOf(instant, timeZone) === wallTime);
  return exact.length > 0 ? Math.min(...exact) : Math.max(first, second);
}

export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY).toISOString().slice(0, 10);
}

/** Day of the week, 0 for Sunday. */
export function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

/** Whether the text is a day that exists. */
export function isDay(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Milliseconds by which the clock is ahead of UTC. */
function offsetAt(instant: number, timeZone: string): number {
  const minute = Math.floor(instant / MINUTE) * MINUTE;
  return Date.parse(`${wallTimeOf(minute, timeZone)}:00Z`) - minute;
}

const FORMATS = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs a thousand times as much as using it. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = FORMATS.get(timeZone);
  if (known) {
    return known;
  }
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit'
  });
  FORMATS.set(timeZone, format);
  return format;
}
