/**
 * Which rows are shown, and in which order.
 *
 * A row moves only when the user asks for it: while the operation goes on, rows that begin to match the filter are added at the end, and
 * those that no longer do stay where they are until the filter is chosen again.
 */
import type { IRow, RowState } from './batch';

export const ROW_FILTERS = ['all', 'failed', 'skipped', 'left', 'done'] as const;
export type RowFilter = (typeof ROW_FILTERS)[number];

export interface IArrangement {
  readonly filter: RowFilter;
  /** Failed first, then what was not sent, then what goes on, then what is done; else the order of the operation. */
  readonly failedFirst: boolean;
  /** Places of the shown rows in the batch. */
  readonly order: readonly number[];
}

const RANK: Readonly<Record<RowState, number>> = { failed: 0, skipped: 1, ordered: 2, waiting: 3, done: 4 };

/** Arranges all rows anew, because the user has chosen so. */
export function arrange(rows: readonly IRow[], filter: RowFilter, failedFirst: boolean): IArrangement {
  const order = matching(rows, filter);
  const rank = (index: number): number => RANK[rows[index]?.state ?? 'done'];
  return { filter, failedFirst, order: failedFirst ? order.sort((a, b) => rank(a) - rank(b) || a - b) : order };
}

/** The arrangement after the rows have moved on; the same object when it is still right. */
export function keepUp(arrangement: IArrangement, rows: readonly IRow[]): IArrangement {
  const shown = new Set(arrangement.order);
  const added = matching(rows, arrangement.filter).filter(index => !shown.has(index));
  return added.length === 0 ? arrangement : { ...arrangement, order: [...arrangement.order, ...added] };
}

export function matches({ state }: IRow, filter: RowFilter): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'left':
      return state === 'waiting' || state === 'ordered';
    default:
      return state === filter;
  }
}

function matching(rows: readonly IRow[], filter: RowFilter): number[] {
  return rows.flatMap((row, index) => (matches(row, filter) ? [index] : []));
}
