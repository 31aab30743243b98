/**
 * The panel of one bulk operation: which of its rows are shown, which has the focus, and what the user has it do.
 */
import { SnapshotModel } from '../../common/snapshotModel';
import type { Batch } from '../../api/types';
import type { IBatchRequest } from '../../tokens';
import { arrange, keepUp } from '../domain/arrangement';
import type { IArrangement, RowFilter } from '../domain/arrangement';
import { unfinished } from '../domain/batch';
import { moveBy } from '../domain/rowMoves';
import type { BatchFollower } from './batchFollower';

/** What the user can have done to the whole operation. */
export type BatchAction = 'stop' | 'repeat' | 'dismiss' | 'retry';

export interface IBatchSnapshot {
  readonly batch: Batch;
  /** The server does not know it any more. */
  readonly lost: boolean;
  /** Why the last question failed, or null: what is shown is old then. */
  readonly pollError: unknown;
  readonly arrangement: IArrangement;
  /** Place in the batch of the row with the focus; null before any has it. */
  readonly focused: number | null;
  /** What is on its way to the server; null when nothing is. */
  readonly pending: BatchAction | null;
  /** Why the last action failed, or null. */
  readonly error: unknown;
}

export class BatchModel extends SnapshotModel<IBatchSnapshot> {
  /** @param batch - As last seen; the follower tells when it moves on. */
  constructor(
    batch: Batch,
    private readonly _follower: BatchFollower
  ) {
    super({
      batch,
      lost: false,
      pollError: null,
      arrangement: arrange(batch.rows, 'all', false),
      focused: batch.rows.length > 0 ? 0 : null,
      pending: null,
      error: null
    });
    _follower.changed.connect(this._onFollower, this);
    this._onFollower();
  }

  setFilter(filter: RowFilter): void {
    this._arrange(filter, this.snapshot.arrangement.failedFirst);
  }

  setFailedFirst(failedFirst: boolean): void {
    this._arrange(this.snapshot.arrangement.filter, failedFirst);
  }

  focus(row: number): void {
    this._change({ focused: row });
  }

  /** A key of the table. Answers whether it meant something. */
  press(key: string, pageSize: number): boolean {
    const { arrangement, focused } = this.snapshot;
    const row = moveBy(key, arrangement.order, focused, pageSize);
    if (row === null) {
      return false;
    }
    this.focus(row);
    return true;
  }

  /** Has nothing more sent. A failure shows in the snapshot. */
  stop(): Promise<boolean> {
    return this._act('stop', () => this._follower.stop(this.snapshot.batch.id));
  }

  /** Asks now, after a question has failed. */
  retry(): Promise<boolean> {
    return this._act('retry', async () => {
      await this._follower.load(this.snapshot.batch.id);
      this._follower.refresh();
    });
  }

  /** Starts another operation for what failed or was not sent. */
  repeat(start: (request: IBatchRequest) => Promise<unknown>): Promise<boolean> {
    const { operation, owner, force, onFailure, rows } = this.snapshot.batch;
    const request = { operation, owner, force, onFailure, targets: unfinished(rows) };
    return this._act('repeat', () => start(request));
  }

  /** Makes the server forget the operation, which has ended. */
  dismiss(): Promise<boolean> {
    return this._act('dismiss', () => this._follower.dismiss(this.snapshot.batch.id));
  }

  override dispose(): void {
    this._follower.changed.disconnect(this._onFollower, this);
    super.dispose();
  }

  /** One at a time; the result says whether it was done. */
  private async _act(action: BatchAction, act: () => Promise<unknown>): Promise<boolean> {
    if (this.snapshot.pending !== null) {
      return false;
    }
    this._change({ pending: action, error: null });
    try {
      await act();
      this._change({ pending: null });
      return true;
    } catch (error) {
      this._change({ pending: null, error });
      return false;
    }
  }

  private _arrange(filter: RowFilter, failedFirst: boolean): void {
    const arrangement = arrange(this.snapshot.batch.rows, filter, failedFirst);
    const { focused } = this.snapshot;
    const kept = focused !== null && arrangement.order.includes(focused);
    this._change({ arrangement, focused: kept ? focused : (arrangement.order[0] ?? null) });
  }

  private _onFollower(): void {
    const { batch, arrangement, lost, pollError } = this.snapshot;
    const followed = this._follower.find(batch.id) ?? { batch, lost };
    const error = this._follower.error;
    if (followed.batch !== batch || followed.lost !== lost || error !== pollError) {
      this._change({ ...followed, pollError: error, arrangement: keepUp(arrangement, followed.batch.rows) });
    }
  }

  private _change(change: Partial<IBatchSnapshot>): void {
    this.set({ ...this.snapshot, ...change });
  }
}
