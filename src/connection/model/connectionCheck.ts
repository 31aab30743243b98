import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';
import type { ISignal } from '@lumino/signaling';

import type { ConnectionReport } from '../../api/types';
import type { IConnection } from '../../tokens';

/** Immutable state of a check. A report stays shown while the next one runs. */
export interface ICheckSnapshot {
  readonly running: boolean;
  readonly report: ConnectionReport | null;
  /** When the report came; null without one. */
  readonly finished: Date | null;
  /** Why no report came, or null. */
  readonly error: unknown;
}

/** The staged connection check, run by the server half. */
export class ConnectionCheck implements IDisposable {
  constructor(connection: IConnection) {
    this._connection = connection;
  }

  get snapshot(): ICheckSnapshot {
    return this._snapshot;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get isDisposed(): boolean {
    return this._abort.signal.aborted;
  }

  dispose(): void {
    this._abort.abort();
    Signal.clearData(this);
  }

  /** Runs the check; while one is running, another call does nothing. Never rejects. */
  async run(): Promise<void> {
    if (this._snapshot.running || this.isDisposed) {
      return;
    }
    this._set({ ...this._snapshot, running: true, error: null });
    try {
      const client = await this._connection.client();
      const report = await client.checkConnection({ signal: this._abort.signal });
      this._set({ running: false, report, finished: new Date(), error: null });
    } catch (error) {
      this._set({ running: false, report: null, finished: null, error });
    }
    if (!this.isDisposed) {
      await this._connection.refresh();
    }
  }

  private _set(snapshot: ICheckSnapshot): void {
    if (!this.isDisposed) {
      this._snapshot = snapshot;
      this._changed.emit();
    }
  }

  private readonly _connection: IConnection;
  private readonly _abort = new AbortController();
  private readonly _changed = new Signal<this, void>(this);
  private _snapshot: ICheckSnapshot = { running: false, report: null, finished: null, error: null };
}
