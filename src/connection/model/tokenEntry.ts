import type { ConnectionState } from '../../api/types';
import type { IConnection } from '../../tokens';
import { tokenFault, trimToken } from '../../common/accessToken';
import type { TokenFault } from '../../common/accessToken';
import { SnapshotModel } from '../../common/snapshotModel';

/** Immutable state of the entry. It never holds the token: that lives in the input field until the dialog closes. */
export interface ITokenEntrySnapshot {
  readonly busy: boolean;
  /** `empty` and `too-long` are found here, anything else is the answer of the server half; null when nothing is wrong. */
  readonly problem: TokenFault | { readonly error: unknown } | null;
}

/** Gives an access token to the server half, which keeps it only when the controller has accepted it. */
export class TokenEntry extends SnapshotModel<ITokenEntrySnapshot> {
  constructor(connection: IConnection) {
    super({ busy: false, problem: null });
    this._connection = connection;
  }

  /**
   * Sends the token. Resolves to the new connection state when it was accepted, to null when not (then `problem` says why) or when
   * another submission is under way. Never rejects.
   */
  async submit(text: string): Promise<ConnectionState | null> {
    if (this.snapshot.busy) {
      return null;
    }
    const token = trimToken(text);
    const fault = tokenFault(token);
    if (fault) {
      this.set({ busy: false, problem: fault });
      return null;
    }
    this.set({ busy: true, problem: null });
    return this._send(token);
  }

  private async _send(token: string): Promise<ConnectionState | null> {
    try {
      const client = await this._connection.client();
      const state = await client.setToken(token, { signal: this.abortSignal });
      this._connection.update(state);
      this.set({ busy: false, problem: null });
      return state;
    } catch (error) {
      this.set({ busy: false, problem: { error } });
      if (this.isDisposed) {
        // Cancelled on its way: only the server half knows whether the token was taken.
        await this._connection.refresh();
      }
      return null;
    }
  }

  private readonly _connection: IConnection;
}
