/**
 * A bulk operation as the domain needs to know it. The shapes of the REST contract fit these by structure; declared here as well because
 * the domain imports nothing from outside its folder.
 */

export type RowState = 'waiting' | 'ordered' | 'done' | 'failed' | 'skipped';

/** Unit group, or unit of it, or node or disk of that. */
export interface ITarget {
  /** Id of the unit group. */
  readonly group: string;
  readonly groupName: string;
  readonly unit?: string;
  /** Id of the node or disk. */
  readonly node?: string;
  /** Number of the node or disk. */
  readonly number?: number;
}

export interface IRow {
  readonly target: ITarget;
  readonly state: RowState;
  /** The state that was seen last of the unit or node, in the controller's word. */
  readonly lastState: string | null;
  readonly failure: IFailure | null;
  /** RFC 3339. */
  readonly startedAt: string | null;
  readonly endedAt: string | null;
}

export interface IFailure {
  readonly code: string;
  /** The server half's words, English. */
  readonly message: string;
  readonly upstreamStatus?: number | null;
  /** The controller's own words. */
  readonly upstreamMessage?: string | null;
}

export interface IBatch {
  readonly id: string;
  readonly state: 'running' | 'stopping' | 'ended';
  readonly rows: readonly IRow[];
  /** RFC 3339. */
  readonly startedAt: string;
  readonly updatedAt: string;
}

/** Number of rows by state; `left`: those that may still change, i.e. waiting and ordered. */
export interface ICounts extends Readonly<Record<RowState, number>> {
  readonly total: number;
  readonly left: number;
}

/** What became of the whole: `incomplete`: nothing has failed, but not everything was sent. */
export type Outcome = 'running' | 'stopping' | 'succeeded' | 'failed' | 'incomplete';

export function hasEnded({ state }: IBatch): boolean {
  return state === 'ended';
}

export function countRows({ rows }: IBatch): ICounts {
  const counts = { waiting: 0, ordered: 0, done: 0, failed: 0, skipped: 0 };
  for (const { state } of rows) {
    counts[state] += 1;
  }
  return { ...counts, total: rows.length, left: counts.waiting + counts.ordered };
}

export function outcome(batch: IBatch): Outcome {
  if (batch.state !== 'ended') {
    return batch.state;
  }
  const { failed, skipped } = countRows(batch);
  if (failed > 0) {
    return 'failed';
  }
  return skipped > 0 ? 'incomplete' : 'succeeded';
}

/** Targets of the rows that did not come to a good end: those that failed, and those that were not sent. */
export function unfinished<R extends IRow>(rows: readonly R[]): readonly R['target'][] {
  return rows.filter(({ state }) => state === 'failed' || state === 'skipped').map(({ target }) => target);
}

/** Milliseconds that the whole has taken so far, or had taken when it ended; 0 when the dates cannot be read. */
export function elapsed(batch: IBatch, now: number): number {
  return span(batch.startedAt, hasEnded(batch) ? batch.updatedAt : null, now);
}

/** The same of one row; null before it was sent. */
export function rowElapsed({ startedAt, endedAt }: IRow, now: number): number | null {
  return startedAt === null ? null : span(startedAt, endedAt, now);
}

function span(start: string, end: string | null, now: number): number {
  const milliseconds = (end === null ? now : Date.parse(end)) - Date.parse(start);
  // A server whose clock is ahead must not count backwards.
  return Number.isNaN(milliseconds) ? 0 : Math.max(0, milliseconds);
}

/** A span as a clock shows it: `0:07`, `12:30`, `1:02:03`. */
export function clockText(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** The target as a path of names: `demo/web/3`. */
export function targetPath({ groupName, unit, node, number }: ITarget): string {
  const last = number === undefined ? node : String(number);
  return [groupName, unit, last].filter(part => part !== undefined).join('/');
}
