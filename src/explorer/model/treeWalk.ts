import type { Choice } from '../domain/selection';
import { TreeState } from './treeState';

/** What a user does in the tree: goes about, opens and closes, filters, selects. */
export abstract class TreeWalk {
  constructor(remembered: TreeState.IOptions) {
    this.view = new TreeState(remembered);
  }

  setFilter(query: string): void {
    this.view.setFilter(query);
    this.arranged();
  }

  focus(key: string): void {
    this.view.focus(key);
    this.moved();
  }

  /** Puts the focus on a shown row and selects as told. */
  select(key: string, choice: Choice): void {
    this.view.select(key, choice);
    this.moved();
  }

  /** Selects all shown rows of the kind of the one with the focus. */
  selectAll(): void {
    this.view.selectAll();
    this.moved();
  }

  /** Takes rows out of the selection; those that are not in it do not matter. */
  deselect(keys: ReadonlySet<string>): void {
    this.view.deselect(keys);
    this.moved();
  }

  clearSelection(): void {
    this.view.clearSelection();
    this.moved();
  }

  /** A key of the tree view with Shift: selects up to where it goes. Answers whether it meant something. */
  extend(key: string): boolean {
    const meant = this.view.extend(key);
    this.moved();
    return meant;
  }

  /** Puts the focus on a place that may be hidden. */
  reveal(key: string): void {
    this.view.reveal(key);
    this.arranged();
  }

  toggle(key: string): void {
    this.view.toggle(key);
    this.arranged();
  }

  /** A key of the tree view. Answers whether it meant something. */
  press(key: string): boolean {
    const meant = this.view.press(key);
    this.arranged();
    return meant;
  }

  /** A letter typed in the tree: type-ahead. */
  type(letter: string): void {
    this.view.type(letter);
    this.moved();
  }

  /** Focus or selection may differ. */
  protected abstract moved(): void;

  /** The rows may differ, in a way that is worth remembering. */
  protected abstract arranged(): void;

  protected readonly view: TreeState;
}
