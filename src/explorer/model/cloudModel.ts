import { Poll } from '@lumino/polling';
import type { IDisposable } from '@lumino/disposable';
import { DisposableDelegate } from '@lumino/disposable';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import { ApiError } from '../../api/errors';
import type { UnitGroup } from '../../api/types';
import { inSlices } from '../../api/slices';
import type { IClient, IConnection, ICloudModel } from '../../tokens';
import { reconcile } from '../domain/reconcile';
import { isChanging } from '../domain/states';
import { summarizeGroup } from '../domain/summary';
import { branchOf, bySerialNumber, inSteadyOrder } from '../domain/tree';

/** Milliseconds during which the poll hurries after `refresh()`: the controller needs a moment to show what it was told. */
const HURRY = 30_000;

/** Failures that say that the connection itself is not what it was; it is then asked again. */
const CONNECTION_CODES: ReadonlySet<string> = new Set(['not_configured', 'no_token', 'token_refused']);

/** Failures that say that no VC Controller answers any more. */
const SILENCE_CODES: ReadonlySet<string> = new Set([
  'name_failed',
  'unreachable',
  'tls_failed',
  'ca_missing',
  'timeout',
  'not_understood',
  'redirected'
]);

/**
 * The tree of unit groups, kept up to date by one poll for all who show or use it.
 *
 * #### Notes
 * A failed request leaves the last tree in place; `error` says that it is old. Unchanged parts of the tree keep their identity from
 * answer to answer.
 */
export class CloudModel implements ICloudModel, IDisposable {
  constructor(options: CloudModel.IOptions) {
    this._options = options;
    this._intervals = options.intervals ?? CloudModel.INTERVALS;
    this._poll = new Poll({
      name: 'jupyterlab-vcp:unit-groups',
      auto: false,
      factory: () => this._request(),
      frequency: this._frequency(),
      standby: () => this._isAsleep()
    });
    options.connection.changed.connect(this._onConnectionChanged, this);
    this._ready = this._isConnected();
  }

  get unitGroups(): readonly UnitGroup[] | null {
    return this._unitGroups;
  }

  get error(): Error | null {
    return this._error;
  }

  /** Whether everybody's unit groups are asked for, with the rights of a super user. */
  get privileged(): boolean {
    return this._privileged;
  }

  /** When the tree was last answered, milliseconds since the epoch; null before the first answer. */
  get answeredAt(): number | null {
    return this._answeredAt;
  }

  /** Milliseconds until the next request when all goes well. */
  get interval(): number {
    return this._poll.frequency.interval;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Poll intervals in milliseconds, e.g. after a change of the settings. */
  setIntervals(intervals: CloudModel.IIntervals): void {
    this._intervals = intervals;
    this._poll.frequency = this._frequency();
  }

  /** Changes between one's own and everybody's unit groups. An answer to the former question that comes late is dropped. */
  async setPrivileged(privileged: boolean): Promise<void> {
    if (privileged === this._privileged) {
      return;
    }
    this._privileged = privileged;
    this._abort?.abort();
    this._changed.emit();
    await this._ask();
  }

  async refresh(): Promise<void> {
    this._hurryUntil = this._now() + HURRY;
    await this._ask();
  }

  /** Asks again if the poll has been asleep for longer than its interval, e.g. when the page is shown again. */
  wake(): void {
    const age = this._now() - (this._answeredAt ?? 0);
    if (!this._isAsleep() && age >= this._poll.frequency.interval) {
      void this._ask();
    }
  }

  watch(): IDisposable {
    this._watchers += 1;
    this.wake();
    return new DisposableDelegate(() => {
      this._watchers -= 1;
    });
  }

  dispose(): void {
    if (this._isDisposed) {
      return;
    }
    this._isDisposed = true;
    this._abort?.abort();
    this._poll.dispose();
    Signal.clearData(this);
  }

  private async _ask(): Promise<void> {
    if (this._isDisposed) {
      return;
    }
    this._asked = true;
    // Not poll.refresh(): it does nothing while a request is on its way, and that one may have been sent before the order.
    await this._poll.schedule({ interval: Poll.IMMEDIATE, phase: 'refreshed' });
    // Rejects when the model is disposed of; then nobody waits for an answer any more.
    await this._poll.tick.catch(() => undefined);
  }

  private async _request(): Promise<void> {
    this._asked = false;
    this._abort?.abort();
    const abort = (this._abort = new AbortController());
    if (this._options.connection.state === null || !this._isConnected()) {
      // Without a token the request could only fail, and the browser's console would say so for ever.
      await this._options.connection.refresh();
      if (!this._isConnected() || abort.signal.aborted || this._isDisposed) {
        return;
      }
    }
    try {
      const client = await this._options.client();
      const answer = await client.listUnitGroups(this._privileged, { signal: abort.signal });
      const tree = answer === this._answer ? this._unitGroups : await this._arrange(answer);
      if (!abort.signal.aborted && !this._isDisposed) {
        this._answer = answer;
        this._accept(tree);
      }
    } catch (error) {
      if (abort.signal.aborted || this._isDisposed) {
        return;
      }
      this._refuse(error instanceof Error ? error : new Error(String(error)));
      throw error;
    }
  }

  /** Puts an answer in order; unit groups and parts of them that did not change are the objects that they were. */
  private async _arrange(answer: readonly UnitGroup[]): Promise<readonly UnitGroup[]> {
    const before = this._unitGroups ?? [];
    const byId = new Map(before.map(group => [group.id, group]));
    const groups = await inSlices(answer, group => {
      const arranged = this._arranged.get(group) ?? reconcile(byId.get(group.id), inSteadyOrder(group) as UnitGroup);
      this._arranged.set(group, arranged);
      // Kept with the group by those who show it; made here, it is not all made in one go afterwards.
      branchOf(arranged);
      summarizeGroup(arranged);
      return arranged;
    });
    const tree = bySerialNumber(groups);
    return tree.length === before.length && tree.every((group, index) => group === before[index]) ? before : tree;
  }

  private _accept(tree: readonly UnitGroup[] | null): void {
    const differs = tree !== this._unitGroups || this._error !== null;
    this._unitGroups = tree;
    this._error = null;
    this._answeredAt = this._now();
    this._poll.frequency = this._frequency();
    if (differs) {
      this._changed.emit();
    }
    if (this._options.connection.state?.state === 'unreachable') {
      void this._options.connection.refresh();
    }
  }

  private _refuse(error: Error): void {
    this._error = error;
    this._changed.emit();
    const { connection } = this._options;
    const code = error instanceof ApiError ? (error.code ?? '') : '';
    if (CONNECTION_CODES.has(code)) {
      void connection.refresh();
    } else if (SILENCE_CODES.has(code) && connection.state?.state === 'ready') {
      // The server half asks the controller once per token and would go on saying that all is well.
      connection.update({ ...connection.state, state: 'unreachable' });
    }
  }

  private _frequency(): { readonly interval: number; readonly max: number; readonly backoff: boolean } {
    const hurries = this._now() < this._hurryUntil || isChanging(this._unitGroups ?? []);
    const interval = hurries ? this._intervals.changing : this._intervals.steady;
    return { interval, max: Math.max(this._intervals.longest, interval), backoff: true };
  }

  /** Asleep: nobody looks, or there is nothing to ask with. A request that was asked for by name is made all the same. */
  private _isAsleep(): boolean {
    return !this._asked && (this._watchers === 0 || this._options.isHidden() || !this._isConnected());
  }

  private _isConnected(): boolean {
    const state = this._options.connection.state?.state;
    // Not known yet, or unreachable: asking is how to find out.
    return state === undefined || state === 'ready' || state === 'unreachable';
  }

  private _onConnectionChanged(): void {
    const ready = this._isConnected();
    const token = JSON.stringify(this._options.connection.state?.authority ?? null);
    if (ready && (!this._ready || token !== this._authority) && this._watchers > 0) {
      void this._ask();
    }
    this._ready = ready;
    this._authority = token;
  }

  private _now(): number {
    return Date.now();
  }

  private readonly _options: CloudModel.IOptions;
  private readonly _poll: Poll;
  private readonly _changed = new Signal<this, void>(this);
  private _intervals: CloudModel.IIntervals;
  private _unitGroups: readonly UnitGroup[] | null = null;
  private _answer: readonly UnitGroup[] | null = null;
  /** What became of each unit group of the last answers. */
  private readonly _arranged = new WeakMap<UnitGroup, UnitGroup>();
  private _error: Error | null = null;
  private _answeredAt: number | null = null;
  private _privileged = false;
  private _watchers = 0;
  private _hurryUntil = 0;
  private _asked = false;
  private _ready = false;
  private _authority = 'null';
  private _abort: AbortController | null = null;
  private _isDisposed = false;
}

export namespace CloudModel {
  /** Milliseconds between requests. */
  export interface IIntervals {
    /** While something changes by itself. */
    readonly changing: number;
    /** While nothing does. */
    readonly steady: number;
    /** Between attempts when requests fail again and again. */
    readonly longest: number;
  }

  export const INTERVALS: IIntervals = { changing: 5_000, steady: 30_000, longest: 300_000 };

  export interface IOptions {
    readonly connection: Pick<IConnection, 'state' | 'changed' | 'refresh' | 'update'>;
    readonly client: () => Promise<Pick<IClient, 'listUnitGroups'>>;
    /** Whether the page is hidden; a model knows no document. */
    readonly isHidden: () => boolean;
    readonly intervals?: IIntervals;
  }
}
