import type { IDisposable } from '@lumino/disposable';
import { Debouncer } from '@lumino/polling';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import type { UnitType } from '../../api/types';
import type { IClient, IConnection } from '../../tokens';
import type { IAttachments } from '../domain/attachments';
import type { Feature, ISupport } from '../domain/features';
import type { Operation, Reason, Verdict } from '../domain/operations';
import { judge, rightsFault } from '../domain/operations';
import type { ISummary } from '../domain/summary';
import { summarize } from '../domain/summary';
import type { Place } from '../domain/tree';
import { findPlace, findPlaces, keyOf, stateOf } from '../domain/tree';
import { BulkOrders } from './bulkOrders';
import { Circumstances } from './circumstances';
import type { CloudModel } from './cloudModel';
import type { Announcement, IExplorerState } from './explorerState';
import type { Order, OrderOutcome } from './orders';
import { Orders } from './orders';
import type { IRemembered } from './remembered';
import { TreeWalk } from './treeWalk';

/** Milliseconds to wait for further changes before the state is saved. */
const SAVE_AFTER = 500;

/** State of the explorer: which rows are shown and open, where the focus is, and the orders given to rows. */
export class ExplorerModel extends TreeWalk implements IDisposable {
  constructor(options: ExplorerModel.IOptions) {
    const { remembered } = options;
    super(remembered);
    this._options = options;
    this._wantsAll = remembered.all ?? options.showAll;
    this._orders = new Orders({
      client: options.client,
      look: async () => {
        await this.refresh();
        return options.clouds.error === null;
      },
      onNoEffect: (place, operation, error) => {
        this._announced.emit({ kind: 'failed', place, operation, error });
      }
    });
    this._circumstances = new Circumstances({ orders: this._orders, role: () => this._role(), tree: () => this.view.tree });
    this.bulk = new BulkOrders({
      circumstances: this._circumstances,
      needsPrivilege: place => this.needsPrivilege(place),
      onFailure: remembered.onFailure,
      save: () => void this._saver.invoke()
    });
    this._saver = new Debouncer(
      () => options.save({ ...this.view.remember(), all: this._wantsAll, onFailure: this.bulk.onFailure }),
      SAVE_AFTER
    );
    this._state = this._compute();
    options.clouds.changed.connect(this._onTree, this);
    options.connection.changed.connect(this._onConnection, this);
    this._orders.changed.connect(this._update, this);
    this._onConnection();
    this._onTree();
  }

  /** Plans of operations on several places. */
  readonly bulk: BulkOrders;

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
    return judge(operation, place, this._circumstances.current);
  }

  /** What is attached where. */
  get attachments(): IAttachments {
    return this._circumstances.attachments;
  }

  /** Own unit groups are reached without; the rights of a super user are used only where they are needed. */
  needsPrivilege({ group }: Pick<Place, 'group'>): boolean {
    return this._options.clouds.privileged && group.owner !== this._options.connection.state?.authority?.user;
  }

  /** Why no unit group can be created; null when one can. */
  creationFault(): Reason | null {
    return rightsFault(this._role());
  }

  /** Sends an order and says how it went; a refusal stays with the row. */
  async give(place: Place, order: Order): Promise<OrderOutcome> {
    const outcome = await this._orders.give(place, order, this.needsPrivilege(place));
    const { operation } = order;
    this._announced.emit(outcome.taken ? { kind: 'taken', place, operation } : { kind: 'failed', place, operation, error: outcome.error });
    // Also after a refusal: the tree may be older than the reason for it, and an order without an answer may have arrived.
    await this.refresh();
    return outcome;
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
    return this._circumstances.supportOf(provider, feature);
  }

  dismissFailure(key: string): void {
    this._orders.dismiss(key);
  }

  /** Gets what a command needs that comes before the panel was shown: the tree, and what the providers can. Never rejects. */
  async prepare(): Promise<void> {
    if (this._options.clouds.unitGroups === null) {
      await this.refresh();
    }
    await this.loadFeatures().catch(() => undefined);
  }

  /** Loads the feature matrix, once. Without it, everything counts as possible and the controller has the last word. */
  async loadFeatures(): Promise<void> {
    if (await this._circumstances.loadFeatures(this._options.client)) {
      this._update();
    }
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
    const selected = this.view.selected.size;
    this.view.setTree(tree);
    if (tree) {
      this._orders.settle(tree);
    }
    this.arranged();
    this._announceFocused(before);
    const left = this.view.selected.size;
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

  protected override arranged(): void {
    this._update();
    if (this.view.tree) {
      void this._saver.invoke();
    }
  }

  protected override moved(): void {
    this._update();
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
    const { tree, rows, filter, focused, selected, hiddenSelected } = this.view;
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
      verdicts: this._circumstances.version
    };
  }

  private readonly _options: ExplorerModel.IOptions;
  private readonly _orders: Orders;
  private readonly _circumstances: Circumstances;
  private readonly _saver: Debouncer<void>;
  private readonly _changed = new Signal<this, void>(this);
  private readonly _announced = new Signal<this, Announcement>(this);
  private _state: IExplorerState;
  private _wantsAll: boolean;
  private _summary: { readonly tree: unknown; readonly summary: ISummary } = { tree: undefined, summary: summarize([]) };
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
