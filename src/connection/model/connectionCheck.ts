import type { ConnectionReport } from '../../api/types';
import type { IConnection } from '../../tokens';
import { SnapshotModel } from '../../common/snapshotModel';

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
export class ConnectionCheck extends SnapshotModel<ICheckSnapshot> {
  constructor(connection: IConnection) {
    super({ running: false, report: null, finished: null, error: null });
    this._connection = connection;
  }

  /** Runs the check; while one is running, another call does nothing. Never rejects. */
  async run(): Promise<void> {
    if (this.snapshot.running || this.isDisposed) {
      return;
    }
    this.set({ ...this.snapshot, running: true, error: null });
    try {
      const client = await this._connection.client();
      const report = await client.checkConnection({ signal: this.abortSignal });
      this.set({ running: false, report, finished: new Date(), error: null });
    } catch (error) {
      this.set({ running: false, report: null, finished: null, error });
    }
    if (!this.isDisposed) {
      await this._connection.refresh();
    }
  }

  private readonly _connection: IConnection;
}
