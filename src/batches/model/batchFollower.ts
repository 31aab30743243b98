/**
 * Follows the bulk operations of the server half. One per page.
 */
import type { IDisposable } from '@lumino/disposable';
import { Poll } from '@lumino/polling';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import { ApiError } from '../../api/errors';
import type { Batch } from '../../api/types';
import { IdempotentOrder } from '../../common/idempotentOrder';
import type { IBatchRequest, IClient } from '../../tokens';
import { hasEnded } from '../domain/batch';

/** Milliseconds between two questions; an answer with many rows is asked for less often. */
const INTERVAL = 2_000;
const LONG_INTERVAL = 5_000;
const MANY_ROWS = 200;
/** The longest wait while the server does not answer. */
const MAX_INTERVAL = 30_000;

/** What the page knows of one operation; another object whenever anything in it differs. */
export interface IFollowed {
  readonly batch: Batch;
  /** The server does not know it any more; `batch` is the last that was seen of it. */
  readonly lost: boolean;
}

/** Knows the operations of this page, asks for those that go on, and tells whenever one has moved on. */
export class BatchFollower implements IDisposable {
  constructor(private readonly _client: () => Promise<IClient>) {
    this._poll = new Poll({
      auto: false,
      name: 'jupyterlab-vcp:batches',
      factory: () => this._ask(),
      frequency: { interval: INTERVAL, max: MAX_INTERVAL, backoff: true },
      standby: 'when-hidden'
    });
  }

  /** All that are known, newest first. */
  get all(): readonly IFollowed[] {
    return this._all;
  }

  /** Why the last question failed, or null. What is shown is old then. */
  get error(): unknown {
    return this._error;
  }

  /** Emitted when `all` or `error` changed. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Emitted when an operation was seen to end, also one that had ended before it was first seen. */
  get ended(): ISignal<this, Batch> {
    return this._ended;
  }

  get isDisposed(): boolean {
    return this._poll.isDisposed;
  }

  /** What is known of an operation; null when it was never seen, or was dismissed. */
  find(id: string): IFollowed | null {
    return this._known.get(id) ?? null;
  }

  /** Starts an operation; the same request while the first is on its way, or after its answer was lost, starts no second one. */
  async start(request: IBatchRequest): Promise<Batch> {
    const batch = await this._orders.place(request, async key => (await this._client()).startBatch(key, request));
    this._take([batch]);
    return batch;
  }

  /** Asks for one operation. Rejects with an `ApiError`. */
  async load(id: string): Promise<Batch> {
    const batch = await (await this._client()).getBatch(id);
    this._take([batch]);
    return batch;
  }

  /** Asks for every operation that the server knows; those it no longer knows are lost. Rejects with an `ApiError`. */
  async loadAll(): Promise<readonly Batch[]> {
    const batches = await (await this._client()).listBatches();
    this._setError(null);
    this._lose([...this._known.keys()].filter(id => !batches.some(batch => batch.id === id)));
    this._take(batches);
    return batches;
  }

  /** Has nothing more sent; what was ordered is followed to its end. Rejects with an `ApiError`. */
  async stop(id: string): Promise<void> {
    this._take([await (await this._client()).stopBatch(id)]);
  }

  /** Makes the server forget an operation that has ended. Rejects with an `ApiError`. */
  async dismiss(id: string): Promise<void> {
    try {
      await (await this._client()).dismissBatch(id);
    } catch (error) {
      // Another page was faster.
      if (!isGone(error)) {
        throw error;
      }
    }
    this._known.delete(id);
    this._tell();
  }

  /** Asks now for those that go on, e.g. because somebody pressed Retry. */
  refresh(): void {
    void this._poll.refresh();
  }

  dispose(): void {
    this._poll.dispose();
    Signal.clearData(this);
  }

  private _active(): readonly Batch[] {
    return [...this._known.values()].filter(({ batch, lost }) => !lost && !hasEnded(batch)).map(({ batch }) => batch);
  }

  private async _ask(): Promise<void> {
    const client = await this._client();
    const results = await Promise.allSettled(this._active().map(({ id }) => this._askOne(client, id)));
    const failed = results.find(result => result.status === 'rejected');
    this._setError(failed ? failed.reason : null);
    if (failed) {
      // Makes the poll wait longer; the operations themselves go on at the server.
      throw new Error('Some operations could not be asked for.');
    }
  }

  private async _askOne(client: IClient, id: string): Promise<void> {
    try {
      this._take([await client.getBatch(id)]);
    } catch (error) {
      if (!isGone(error)) {
        throw error;
      }
      this._lose([id]);
    }
  }

  private _take(batches: readonly Batch[]): void {
    if (this.isDisposed) {
      return;
    }
    const news = batches.filter(batch => this._isNew(batch));
    for (const batch of news) {
      this._known.set(batch.id, { batch, lost: false });
    }
    if (news.length > 0) {
      this._tell();
    }
    for (const batch of news.filter(hasEnded)) {
      this._ended.emit(batch);
    }
  }

  /** Answers can overtake each other: an older one says nothing. */
  private _isNew(batch: Batch): boolean {
    const known = this._known.get(batch.id);
    if (!known || known.lost) {
      return true;
    }
    const isOlder = Date.parse(batch.updatedAt) < Date.parse(known.batch.updatedAt);
    return !isOlder && !hasEnded(known.batch) && JSON.stringify(batch) !== JSON.stringify(known.batch);
  }

  private _lose(ids: readonly string[]): void {
    const lost = ids.flatMap(id => this._known.get(id) ?? []).filter(followed => !followed.lost);
    for (const { batch } of lost) {
      this._known.set(batch.id, { batch, lost: true });
    }
    if (lost.length > 0) {
      this._tell();
    }
  }

  private _setError(error: unknown): void {
    if (error !== this._error) {
      this._error = error;
      this._changed.emit();
    }
  }

  /** Tells that something has changed, and keeps the poll awake as long as something goes on. */
  private _tell(): void {
    this._all = [...this._known.values()].sort((a, b) => (a.batch.startedAt < b.batch.startedAt ? 1 : -1));
    const active = this._active();
    if (active.length === 0) {
      void this._poll.stop();
    } else {
      const rows = active.reduce((sum, batch) => sum + batch.rows.length, 0);
      const interval = rows > MANY_ROWS ? LONG_INTERVAL : INTERVAL;
      if (interval !== this._poll.frequency.interval) {
        this._poll.frequency = { interval, max: MAX_INTERVAL, backoff: true };
      }
      void this._poll.start();
    }
    this._changed.emit();
  }

  private readonly _poll: Poll;
  private readonly _orders = new IdempotentOrder<Batch>();
  private readonly _known = new Map<string, IFollowed>();
  private _all: readonly IFollowed[] = [];
  private _error: unknown = null;
  private readonly _changed = new Signal<this, void>(this);
  private readonly _ended = new Signal<this, Batch>(this);
}

function isGone(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'not_found';
}
