import type { IDisposable } from '@lumino/disposable';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import { ApiError } from '../../api/errors';
import type { IClient, ITarget } from '../../tokens';
import type { BatchTarget, NodeOperation, UnitOperation } from '../../api/types';
import type { Operation } from '../domain/operations';
import { isPassing, unitIsBusy } from '../domain/states';
import type { IUnitGroup, Place } from '../domain/tree';
import { findPlace, keyOf, membersBelow, stateOf } from '../domain/tree';

/** What can be ordered for a place, with what the order needs. */
export type Order =
  /** `force` (the default): with everything below. Without it the controller refuses to delete what is not empty. */
  | { readonly operation: 'delete'; readonly force?: boolean }
  | { readonly operation: 'add_nodes'; readonly count: number; readonly addresses: readonly string[] }
  | { readonly operation: 'rename'; readonly name: string }
  | { readonly operation: 'change_owner'; readonly owner: string }
  | { readonly operation: UnitOperation | NodeOperation };

/** An order as its row shows it. */
export interface IOrderState {
  readonly operation: Operation;
  /** `given`: the controller has not acted on it as far as the tree shows. */
  readonly phase: 'given' | 'failed';
  /** Why it failed; null while it has not. */
  readonly error: unknown;
}

interface IEntry extends IOrderState {
  readonly place: Place;
}

export type OrdersByKey = ReadonlyMap<string, IOrderState>;

/** What became of giving an order. */
export type OrderOutcome = { readonly taken: true } | { readonly taken: false; readonly error: unknown };

/** Milliseconds within which an order that was taken has to change something; as the server half has it for bulk operations. */
const EFFECT_WITHIN = 60_000;

/** Orders that are done once the controller has taken them: no state passes by that one could wait for. */
const AT_ONCE: ReadonlySet<Operation> = new Set(['rename', 'change_owner', 'watch', 'unwatch', 'backup', 'clear_processing']);

/**
 * Orders that this page has given and that the tree does not show yet, so that a row can say at once what is coming.
 */
export class Orders implements IDisposable {
  constructor(options: Orders.IOptions) {
    this._options = options;
  }

  /** By key of the place; another map whenever something changed. */
  get states(): OrdersByKey {
    return this._states;
  }

  /** Keys of units whose processing flag this page has cleared, until their state changes; another set whenever one came or went. */
  get cleared(): ReadonlySet<string> {
    return this._cleared;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Sends an order. Why it failed stays with the place too, for as long as the place exists. */
  async give(place: Place, order: Order, privileged: boolean): Promise<OrderOutcome> {
    const key = keyOf(place);
    const entry: IEntry = { operation: order.operation, phase: 'given', error: null, place };
    this._set(key, entry);
    try {
      await send(await this._options.client(), targetOf(place, privileged), order);
      this._taken(key, entry);
      return { taken: true };
    } catch (error) {
      if (this._states.get(key) === entry) {
        this._set(key, { ...entry, phase: 'failed', error });
      }
      return { taken: false, error };
    }
  }

  /** Takes the note of a failed order off its place. */
  dismiss(key: string): void {
    if (this._states.get(key)?.phase === 'failed') {
      this._keep(([other]) => other !== key);
    }
  }

  /** Forgets the orders that the tree now shows. */
  settle(tree: readonly IUnitGroup[]): void {
    this._keep(([key, entry]) => {
      const now = findPlace(tree, key);
      return now !== null && (entry.phase === 'failed' || !shows(entry, now));
    });
    const kept = [...this._clearedIn].filter(([key, state]) => {
      const now = findPlace(tree, key);
      return now !== null && stateOf(now) === state;
    });
    if (kept.length < this._clearedIn.size) {
      this._clearedIn = new Map(kept);
      this._cleared = new Set(this._clearedIn.keys());
    }
  }

  dispose(): void {
    if (this._isDisposed) {
      return;
    }
    this._isDisposed = true;
    this._timers.forEach(clearTimeout);
    this._states = new Map();
    Signal.clearData(this);
  }

  private _taken(key: string, entry: IEntry): void {
    if (entry.operation === 'clear_processing') {
      this._clearedIn = new Map([...this._clearedIn, [key, stateOf(entry.place)]]);
      this._cleared = new Set(this._clearedIn.keys());
    }
    if (AT_ONCE.has(entry.operation)) {
      this._keep(([, other]) => other !== entry);
    } else {
      const timer = setTimeout(() => {
        this._timers.delete(timer);
        void this._doubt(key, entry);
      }, EFFECT_WITHIN);
      this._timers.add(timer);
    }
  }

  /** An accepted order is no success (HTTP 202): where a fresh tree shows nothing of it, that is said, and the place is free again. */
  private async _doubt(key: string, entry: IEntry): Promise<void> {
    if (this._states.get(key) !== entry) {
      return;
    }
    const fresh = await this._options.look();
    if (this._states.get(key) !== entry) {
      return;
    }
    if (fresh) {
      const error = new ApiError({ kind: 'failure', failure: { code: 'no_effect', message: '' }, message: 'The order had no effect.' });
      this._set(key, { ...entry, phase: 'failed', error });
      this._options.onNoEffect(entry.place, entry.operation, error);
    } else {
      this._keep(([, other]) => other !== entry);
    }
  }

  private _set(key: string, entry: IEntry): void {
    if (!this._isDisposed) {
      this._states = new Map([...this._states, [key, entry]]);
      this._changed.emit();
    }
  }

  private _keep(test: (entry: [string, IEntry]) => boolean): void {
    const kept = [...this._states].filter(test);
    if (kept.length < this._states.size) {
      this._states = new Map(kept);
      this._changed.emit();
    }
  }

  private readonly _options: Orders.IOptions;
  private readonly _changed = new Signal<this, void>(this);
  private _states: ReadonlyMap<string, IEntry> = new Map();
  /** Key of a unit -> the state in which its flag was cleared. */
  private _clearedIn: ReadonlyMap<string, string> = new Map();
  private _cleared: ReadonlySet<string> = new Set();
  private readonly _timers = new Set<ReturnType<typeof setTimeout>>();
  private _isDisposed = false;
}

export namespace Orders {
  export interface IOptions {
    readonly client: () => Promise<Pick<IClient, 'remove' | 'addNodes' | 'updateUnitGroup' | 'operate'>>;
    /** Asks for the tree, which is settled with before this resolves. Answers whether it came. */
    readonly look: () => Promise<boolean>;
    /** Called when an order that was taken has changed nothing in time. */
    readonly onNoEffect: (place: Place, operation: Operation, error: ApiError) => void;
  }
}

/** The place as the REST contract names it. */
export function targetOf(place: Place, privileged: boolean): ITarget {
  const group = place.group.id;
  switch (place.kind) {
    case 'group':
      return { group, privileged };
    case 'unit':
      return { group, unit: place.unit.name, privileged };
    case 'node':
      return { group, unit: place.unit.name, node: place.node.id, privileged };
    case 'disk':
      return { group, unit: place.unit.name, node: place.disk.id, privileged };
  }
}

/** The place as a row of a bulk operation, with what its report calls it. */
export function batchTargetOf(place: Place, privileged: boolean): BatchTarget {
  const member = place.kind === 'node' ? place.node : place.kind === 'disk' ? place.disk : null;
  return {
    group: place.group.id,
    groupName: place.group.name,
    ...(place.kind === 'group' ? {} : { unit: place.unit.name }),
    ...(member ? { node: member.id, number: member.number } : {}),
    storage: place.group.type === 'storage',
    privileged
  };
}

function send(client: Pick<IClient, 'remove' | 'addNodes' | 'updateUnitGroup' | 'operate'>, target: ITarget, order: Order): Promise<void> {
  switch (order.operation) {
    case 'delete':
      // The question before has named everything below, so it goes too; the SDK's cleanup() does the same.
      return client.remove(target, order.force ?? true);
    case 'add_nodes':
      return client.addNodes(target, { count: order.count, addresses: order.addresses });
    case 'rename':
      return client.updateUnitGroup(target, { name: order.name });
    case 'change_owner':
      return client.updateUnitGroup(target, { owner: order.owner });
    default:
      return client.operate(target, order.operation);
  }
}

function shows(entry: IEntry, now: Place): boolean {
  const moved = stateOf(now) !== stateOf(entry.place) || isPassing(stateOf(now));
  const atWork = now.kind === 'unit' && unitIsBusy(now.unit);
  return moved || atWork || contentOf(now) !== contentOf(entry.place);
}

/** What stands below and in which state: quick work can begin and end between two looks. */
function contentOf(place: Place): string {
  return membersBelow(place)
    .map(({ id, state }) => `${id} ${state}`)
    .join('\n');
}
