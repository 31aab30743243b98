import { makeFilter } from '../domain/filter';
import { moveFor, nearestRow, typeAhead } from '../domain/moves';
import type { IExceptions, IExpansion, IRow } from '../domain/rows';
import { adopt, flatten, fromExceptions, toExceptions } from '../domain/rows';
import type { Choice } from '../domain/selection';
import { choose, deselect, endRange, NOTHING_SELECTED, restrict, withAll } from '../domain/selection';
import type { IUnitGroup } from '../domain/tree';
import { findPlace, parentKey } from '../domain/tree';

/** Milliseconds after which a letter begins a new search. */
const TYPE_AHEAD_PAUSE = 700;

/** Keys that go on with a range when Shift is held. */
const EXTENDING: ReadonlySet<string> = new Set(['ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown']);

/**
 * Which rows of the tree are shown, which are selected, and which has the focus. It emits nothing; its owner does.
 *
 * #### Notes
 * `rows` is made anew only when tree, expansion or filter differ: polls that bring nothing and moves of the focus must cost nothing.
 */
export class TreeState {
  constructor(options: TreeState.IOptions) {
    this._filter = options.filter;
    this._expansion = fromExceptions(options);
  }

  get tree(): readonly IUnitGroup[] | null {
    return this._tree;
  }

  get rows(): readonly IRow[] {
    return this._rows;
  }

  get filter(): string {
    return this._filter;
  }

  /** Key of the row that has, or would get, the focus. */
  get focused(): string | null {
    return this._focused ?? this._rows[0]?.key ?? null;
  }

  /** Keys of the selected rows; those that a filter or a closed row hides are among them. Empty: only the focus counts. */
  get selected(): ReadonlySet<string> {
    return this._selection.keys;
  }

  /** Number of selected rows that are not shown. */
  get hiddenSelected(): number {
    const { keys } = this._selection;
    if (keys.size === 0) {
      return 0;
    }
    this._shownKeys ??= new Set(this._rows.map(row => row.key));
    const shown = this._shownKeys;
    return [...keys].filter(key => !shown.has(key)).length;
  }

  /** Takes over a new tree. What is no longer in it is no longer selected. */
  setTree(tree: readonly IUnitGroup[] | null): void {
    if (tree === this._tree) {
      return;
    }
    this._tree = tree;
    this._expansion = tree ? adopt(tree, this._expansion) : this._expansion;
    this._selection = restrict(this._selection, tree ?? []);
    this._arrange();
  }

  setFilter(query: string): void {
    this._filter = query;
    this._arrange();
  }

  focus(key: string): void {
    this._focused = key;
    this._selection = endRange(this._selection);
  }

  /** Puts the focus on a shown row and selects as told. */
  select(key: string, choice: Choice): void {
    this._selection = choose(this._selection, choice, key, this._rows, this._focused);
    this._focused = key;
  }

  /** Selects all shown rows of the kind of the one with the focus. */
  selectAll(): void {
    this._selection = withAll(this._selection, this._rows, this.focused);
  }

  deselect(keys: ReadonlySet<string>): void {
    this._selection = deselect(this._selection, keys);
  }

  clearSelection(): void {
    this._selection = NOTHING_SELECTED;
  }

  /** A key of the tree view with Shift: moves the focus and selects everything in between. Answers whether it meant something. */
  extend(key: string): boolean {
    const before = this.focused;
    const move = EXTENDING.has(key) ? moveFor(key, this._rows, before) : null;
    if (!move || !('to' in move)) {
      return false;
    }
    this._typed = '';
    this._selection = choose(this._selection, 'range', move.to, this._rows, before);
    this._focused = move.to;
    return true;
  }

  /** Puts the focus on a place that may be hidden: opens what is above it, and drops a filter that hides it. */
  reveal(key: string): void {
    const above: string[] = [];
    for (let up = parentKey(key); up !== null; up = parentKey(up)) {
      above.push(up);
    }
    this._expand(above);
    if (findPlace(this._tree ?? [], key)) {
      this._focused = key;
      if (!this._isShown(key)) {
        this.setFilter('');
      }
    }
  }

  toggle(key: string): void {
    const row = this._rows.find(one => one.key === key);
    if (row?.expanded) {
      this._collapse(key);
    } else if (row?.expanded === false) {
      this._expand([key]);
    }
  }

  /** A key of the tree view. Answers whether it meant something. */
  press(key: string): boolean {
    const move = moveFor(key, this._rows, this.focused);
    if (!move) {
      return false;
    }
    this._typed = ''; // Having moved, one types another name.
    this._selection = endRange(this._selection);
    if ('to' in move) {
      this._focused = move.to;
    } else if ('open' in move) {
      this._expand(move.open);
    } else {
      this._collapse(move.close);
    }
    return true;
  }

  /** A letter typed in the tree: goes to the next row that begins with what was typed so far. */
  type(letter: string): void {
    const now = Date.now();
    this._typed = now - this._typedAt > TYPE_AHEAD_PAUSE ? letter : this._typed + letter;
    this._typedAt = now;
    this._focused = typeAhead(this._typed, this._rows, this.focused) ?? this._focused;
  }

  /** What to remember, without rows that are gone. */
  remember(): TreeState.IOptions {
    return { filter: this._filter, ...toExceptions(this._tree ?? [], this._expansion) };
  }

  private _expand(keys: readonly string[]): void {
    this._expansion = { ...this._expansion, expanded: new Set([...this._expansion.expanded, ...keys]) };
    this._arrange();
  }

  private _collapse(key: string): void {
    const expanded = new Set([...this._expansion.expanded].filter(other => other !== key));
    this._expansion = { ...this._expansion, expanded };
    this._arrange();
  }

  private _arrange(): void {
    const before = this._rows;
    this._shownKeys = null;
    this._rows = flatten(this._tree ?? [], this._expansion.expanded, makeFilter(this._filter));
    if (this._focused !== null && before.length > 0 && !this._isShown(this._focused)) {
      this._focused = nearestRow(before, this._rows, this._focused);
    }
  }

  private _isShown(key: string): boolean {
    return this._rows.some(row => row.key === key);
  }

  private _tree: readonly IUnitGroup[] | null = null;
  private _rows: readonly IRow[] = [];
  /** Made when it is asked for: 10,000 rows may be selected at once. */
  private _shownKeys: ReadonlySet<string> | null = null;
  private _filter: string;
  private _focused: string | null = null;
  private _expansion: IExpansion;
  private _selection = NOTHING_SELECTED;
  private _typed = '';
  private _typedAt = 0;
}

export namespace TreeState {
  export interface IOptions extends IExceptions {
    readonly filter: string;
  }
}
