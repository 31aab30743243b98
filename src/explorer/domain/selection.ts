/**
 * Several rows chosen at once (ARIA Authoring Practices, pattern *Tree View*, multi-select).
 *
 * While nothing is selected, the row with the focus is what operations are about. A range, and *select all*, take rows of one kind only:
 * the unit that stands between two nodes would otherwise be swept in, and deleted with everything in it.
 */
import type { IRow } from './rows';
import type { IUnitGroup } from './tree';
import { findPlace } from './tree';

export interface ISelection {
  /** Keys of the selected rows, shown or not. */
  readonly keys: ReadonlySet<string>;
  /** Row where the present range begins; null: the next one begins at the row with the focus. */
  readonly anchor: string | null;
  /** What was selected before the present range, which is added to it: so going back makes the range smaller again. */
  readonly base: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

export const NOTHING_SELECTED: ISelection = { keys: NONE, anchor: null, base: NONE };

/**
 * What choosing a row means: it and nothing else (a plain click); the other way round (its tick, the space bar); one more or one less
 * (Ctrl); everything up to it (Shift).
 */
export type Choice = 'only' | 'toggle' | 'add' | 'range';

/**
 * @param rows - The shown rows.
 * @param focused - Key of the row that had the focus before.
 */
export function choose(selection: ISelection, choice: Choice, key: string, rows: readonly IRow[], focused: string | null): ISelection {
  switch (choice) {
    case 'only':
      return NOTHING_SELECTED;
    case 'toggle':
      return toggled(selection.keys, key);
    case 'add':
      return toggled(selection.keys.size === 0 && focused !== null && focused !== key ? new Set([focused]) : selection.keys, key);
    case 'range':
      return ranged(selection, key, rows, focused);
  }
}

function toggled(selected: ReadonlySet<string>, key: string): ISelection {
  const keys = new Set(selected);
  if (!keys.delete(key)) {
    keys.add(key);
  }
  return { ...NOTHING_SELECTED, keys };
}

function ranged({ keys, anchor, base }: ISelection, key: string, rows: readonly IRow[], focused: string | null): ISelection {
  const indexOf = (sought: string | null): number => rows.findIndex(row => row.key === sought);
  const to = indexOf(key);
  const begin = indexOf(anchor ?? focused);
  const from = begin < 0 ? to : begin;
  const kind = rows[from]?.place.kind;
  const range = rows.slice(Math.min(from, to), Math.max(from, to) + 1).filter(row => row.place.kind === kind);
  const kept = anchor === null ? keys : base;
  return { keys: new Set([...kept, ...range.map(row => row.key)]), anchor: rows[from]?.key ?? null, base: kept };
}

/** Selects, besides what is selected, all shown rows of the kind of the one with the focus. */
export function withAll(selection: ISelection, rows: readonly IRow[], focused: string | null): ISelection {
  const kind = rows.find(row => row.key === focused)?.place.kind;
  return { ...NOTHING_SELECTED, keys: new Set([...selection.keys, ...rows.filter(row => row.place.kind === kind).map(row => row.key)]) };
}

/** Without some rows. */
export function deselect({ keys }: ISelection, left: ReadonlySet<string>): ISelection {
  return { ...NOTHING_SELECTED, keys: new Set([...keys].filter(key => !left.has(key))) };
}

/** Ends the present range: the next begins where the focus then is. */
export function endRange(selection: ISelection): ISelection {
  return selection.anchor === null ? selection : { ...NOTHING_SELECTED, keys: selection.keys };
}

/** Without what is not in the tree any more. Answers the same object when everything is still there. */
export function restrict(selection: ISelection, tree: readonly IUnitGroup[]): ISelection {
  const exists = (key: string): boolean => findPlace(tree, key) !== null;
  const left = (keys: ReadonlySet<string>): ReadonlySet<string> => new Set([...keys].filter(exists));
  if ([...selection.keys, ...selection.base].every(exists) && (selection.anchor === null || exists(selection.anchor))) {
    return selection;
  }
  const { anchor } = selection;
  return { keys: left(selection.keys), anchor: anchor !== null && exists(anchor) ? anchor : null, base: left(selection.base) };
}
