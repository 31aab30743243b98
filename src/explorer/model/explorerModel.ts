import type { IDisposable } from '@lumino/disposable';
import { Debouncer } from '@lumino/polling';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import type { UnitType } from '../../api/types';
import type { IClient, IConnection } from '../../tokens';
import type { Feature, FeatureMatrix, ISupport } from '../domain/features';
import { readFeatures, supportOf } from '../domain/features';
import type { Operation, Reason, Verdict } from '../domain/operations';
import { judge, rightsFault } from '../domain/operations';
import type { Choice } from '../domain/selection';
import type { ISummary } from '../domain/summary';
import { summarize } from '../domain/summary';
import type { Place } from '../domain/tree';
import { findPlace, findPlaces, keyOf, stateOf } from '../domain/tree';
import type { CloudModel } from './cloudModel';
import type { Announcement, IExplorerState } from './explorerState';
import type { Order } from './orders';
import { Orders } from './orders';
import type { IRemembered } from './remembered';
import { TreeState } from './treeState';

/** Milliseconds to wait for further changes before the state is saved. */
const SAVE_AFTER = 500;

/** State of the explorer: which rows are shown and open, where the focus is, and the orders given to rows. */
export class ExplorerModel implements IDisposable {
  constructor(options: ExplorerModel.IOptions) {
    this._options = options;
    const { remembered } = options;
    this._view = new TreeState(remembered);
    this._wantsAll = remembered.all ?? options.showAll;
    this._orders = new Orders({ client: options.client });
    this._saver = new Debouncer(() => options.save({ ...this._view.remember(), all: this._wantsAll }), SAVE_AFTER);
    this._state = this._compute();
    options.clouds.changed.connect(this._onTree, this);
    options.connection.changed.connect(this._onConnection, this);
    this._orders.changed.connect(this._update, this);
    this._onConnection();
    this._onTree();
  }

  get state(): IExplorerState {
    return this._state;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get announced(): ISignal<this, Announcement> {
    return this._announced;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** The place that has the focus, or null. */
  get focusedPlace(): Place | null {
    return this._state.focused === null ? null : this.find(this._state.focused);
  }

  /** What operations are about: the selected places in the order of the tree, or the one with the focus when nothing is selected. */
  get selectedPlaces(): readonly Place[] {
    const { selected, focused, tree } = this._state;
    const keys = selected.size > 0 || focused === null ? selected : [focused];
    return findPlaces(tree ?? [], keys);
  }

  find(key: string): Place | null {
    return findPlace(this._state.tree ?? [], key);
  }

  setFilter(query: string): void {
    this._view.setFilter(query);
    this._viewChanged();
  }

  focus(key: string): void {
    this._view.focus(key);
    this._update();
  }

  /** Puts the focus on a shown row and selects as told. */
  select(key: string, choice: Choice): void {
    this._view.select(key, choice);
    this._update();
  }

  /** Selects all shown rows of the kind of the one with the focus. */
  selectAll(): void {
    this._view.selectAll();
    this._update();
  }

  clearSelection(): void {
    this._view.clearSelection();
    this._update();
  }

  /** A key of the tree view with Shift: selects up to where it goes. Answers whether it meant something. */
  extend(key: string): boolean {
    const meant = this._view.extend(key);
    this._update();
    return meant;
  }

  /** Puts the focus on a place that may be hidden. */
  reveal(key: string): void {
    this._view.reveal(key);
    this._viewChanged();
  }

  toggle(key: string): void {
    this._view.toggle(key);
    this._viewChanged();
  }

  /** A key of the tree view. Answers whether it meant something. */
  press(key: string): boolean {
    const meant = this._view.press(key);
    this._viewChanged();
    return meant;
  }

  /** A letter typed in the tree: type-ahead. */
  type(letter: string): void {
    this._view.type(letter);
    this._update();
  }

  async setAll(all: boolean): Promise<void> {
    this._wantsAll = all;
    void this._saver.invoke();
    await this._options.clouds.setPrivileged(all && this._canSeeAll());
  }

  refresh(): Promise<void> {
    return this._options.clouds.refresh();
  }

  /** Whether an operation is possible, and if not, why; null when it does not exist for such a place. */
  judge(operation: Operation, place: Place): Verdict | null {
    const ordered = new Set([...this._orders.states].filter(([, order]) => order.phase === 'given').map(([key]) => key));
    return judge(operation, place, { role: this._role(), features: this._features, ordered });
  }

  /** Why no unit group can be created; null when one can. */
  creationFault(): Reason | null {
    return rightsFault(this._role());
  }

  /** Sends an order and says how it went; a refusal stays with the row. */
  async give(place: Place, order: Order): Promise<boolean> {
    const taken = await this._orders.give(place, order, this._needsPrivilege(place));
    const error = this._orders.states.get(keyOf(place))?.error ?? null;
    this._announced.emit({ kind: taken ? 'taken' : 'failed', place, operation: order.operation, error });
    if (taken) {
      await this.refresh();
    }
    return taken;
  }

  /** Creates a unit group and puts the focus on it. Rejects with an `ApiError`. */
  async createGroup(name: string, type: UnitType): Promise<void> {
    const client = await this._options.client();
    const id = await client.createUnitGroup(name, type);
    await this.refresh();
    this.reveal(id);
  }

  /** Says aloud that a text is on the clipboard. */
  tellCopied(text: string): void {
    this._announced.emit({ kind: 'copied', text });
  }

  /** What is known of a provider's feature; null when nothing is. */
  supportOf(provider: string, feature: Feature): ISupport | null {
    return supportOf(this._features, provider, feature);
  }

  dismissFailure(key: string): void {
    this._orders.dismiss(key);
  }

  /** Loads the feature matrix, once. Without it, everything counts as possible and the controller has the last word. */
  async loadFeatures(): Promise<void> {
    if (this._features.size > 0) {
      return;
    }
    const client = await this._options.client();
    const { providers } = await client.getProviders();
    this._features = readFeatures(providers.map(provider => provider.schema));
    this._update();
  }

  dispose(): void {
    if (this._isDisposed) {
      return;
    }
    this._isDisposed = true;
    this._options.clouds.changed.disconnect(this._onTree, this);
    this._options.connection.changed.disconnect(this._onConnection, this);
    this._orders.dispose();
    this._saver.dispose();
    Signal.clearData(this);
  }

  private _onTree(): void {
    const tree = this._options.clouds.unitGroups;
    const before = this.focusedPlace;
    const selected = this._view.selected.size;
    this._view.setTree(tree);
    if (tree) {
      this._orders.settle(tree);
    }
    this._viewChanged();
    this._announceFocused(before);
    const left = this._view.selected.size;
    if (left < selected) {
      this._announced.emit({ kind: 'deselected', count: selected - left, left });
    }
  }

  private _announceFocused(before: Place | null): void {
    const after = before && this.find(keyOf(before));
    if (before && !after) {
      this._announced.emit({ kind: 'gone', place: before });
    } else if (before && after && stateOf(before) !== stateOf(after)) {
      this._announced.emit({ kind: 'state', place: after, state: stateOf(after) });
    }
  }

  private _onConnection(): void {
    void this._options.clouds.setPrivileged(this._wantsAll && this._canSeeAll());
    this._update();
  }

  private _role(): string | null {
    return this._options.connection.state?.authority?.role ?? null;
  }

  private _canSeeAll(): boolean {
    return this._options.connection.state?.authority?.userRole === 'super';
  }

  /** A new object when the orders, the provider features or the role differ. */
  private _verdicts(): unknown {
    const parts = [this._orders.states, this._features, this._role()];
    if (parts.some((part, index) => part !== this._judgedBy[index])) {
      this._judgedBy = parts;
    }
    return this._judgedBy;
  }

  /** Own unit groups are reached without; extra rights are asked for only where they are needed. */
  private _needsPrivilege(place: Place): boolean {
    return this._options.clouds.privileged && place.group.owner !== this._options.connection.state?.authority?.user;
  }

  private _viewChanged(): void {
    this._update();
    if (this._view.tree) {
      void this._saver.invoke();
    }
  }

  private _update(): void {
    if (this._isDisposed) {
      return;
    }
    const next = this._compute();
    const old = this._state;
    if ((Object.keys(next) as (keyof IExplorerState)[]).some(key => next[key] !== old[key])) {
      this._state = next;
      this._changed.emit();
    }
  }

  private _compute(): IExplorerState {
    const { clouds } = this._options;
    const { tree, rows, filter, focused, selected, hiddenSelected } = this._view;
    if (this._summary.tree !== tree) {
      this._summary = { tree, summary: summarize(tree ?? []) };
    }
    return {
      tree,
      rows,
      filter,
      focused,
      selected,
      hiddenSelected,
      orders: this._orders.states,
      summary: this._summary.summary,
      error: clouds.error,
      all: clouds.privileged,
      canSeeAll: this._canSeeAll(),
      verdicts: this._verdicts()
    };
  }

  private readonly _options: ExplorerModel.IOptions;
  private readonly _orders: Orders;
  private readonly _saver: Debouncer<void>;
  private readonly _changed = new Signal<this, void>(this);
  private readonly _announced = new Signal<this, Announcement>(this);
  private _state: IExplorerState;
  private readonly _view: TreeState;
  private _wantsAll: boolean;
  private _features: FeatureMatrix = new Map();
  private _summary: { readonly tree: unknown; readonly summary: ISummary } = { tree: undefined, summary: summarize([]) };
  private _judgedBy: readonly unknown[] = [];
  private _isDisposed = false;
}

export namespace ExplorerModel {
  export interface IOptions {
    readonly clouds: Pick<CloudModel, 'unitGroups' | 'error' | 'privileged' | 'changed' | 'refresh' | 'setPrivileged'>;
    readonly connection: Pick<IConnection, 'state' | 'changed'>;
    readonly client: () => Promise<IClient>;
    readonly remembered: IRemembered;
    /** Everybody's unit groups at first, where the role allows it. */
    readonly showAll: boolean;
    readonly save: (remembered: IRemembered) => Promise<void> | void;
  }
}
