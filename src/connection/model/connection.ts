import type { ServerConnection } from '@jupyterlab/services';
import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';
import type { ISignal } from '@lumino/signaling';

import type { ConnectionState } from '../../api/types';
import type { Handshake, IClient, IConnection } from '../../tokens';

/**
 * The connection to the VC Controller as the server half sees it; one per application.
 *
 * #### Notes
 * It is part of the start-up chunk, so everything heavy comes by `import()`, and nothing but the handshake is asked before a feature
 * asks for the state. It never polls: the state changes by what the user does.
 */
export class Connection implements IConnection, IDisposable {
  constructor(options: Connection.IOptions) {
    this._settings = options.serverSettings;
    this.handshake = options.handshake;
  }

  readonly handshake: Promise<Handshake>;

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get state(): ConnectionState | null {
    return this._state;
  }

  /** Why the last `refresh` failed, or null. Always an `ApiError`. */
  get error(): Error | null {
    return this._error;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      Signal.clearData(this);
    }
  }

  client(): Promise<IClient> {
    this._client ??= this._loadClient();
    return this._client;
  }

  refresh(): Promise<void> {
    this._refreshing ??= this._refresh().finally(() => {
      this._refreshing = null;
    });
    return this._refreshing;
  }

  update(state: ConnectionState): void {
    this._generation += 1;
    // Told also when it reads the same: the token behind it may be another one of the same user, with another cubbyhole.
    this._set(state, null, true);
  }

  private async _refresh(): Promise<void> {
    const generation = this._generation;
    const { result } = await this.handshake;
    if (result === 'missing' || result === 'mismatch') {
      return; // The handshake says what is wrong; the request could only fail in a way that says less.
    }
    let state = this._state;
    let error: Error | null = null;
    try {
      state = await (await this.client()).getConnection();
    } catch (reason) {
      error = reason instanceof Error ? reason : new Error(String(reason));
    }
    // A token given meanwhile has answered a newer state than this one.
    if (generation === this._generation) {
      this._set(state, error);
    }
  }

  private _set(state: ConnectionState | null, error: Error | null, always = false): void {
    const changed = always || error !== this._error || JSON.stringify(state) !== JSON.stringify(this._state);
    this._state = state;
    this._error = error;
    if (changed && !this._isDisposed) {
      this._changed.emit();
    }
  }

  private async _loadClient(): Promise<IClient> {
    try {
      const { Client } = await import('../../api/client');
      return new Client({ serverSettings: this._settings });
    } catch (reason) {
      this._client = null; // A chunk that could not be fetched (network, new release) is tried again.
      throw reason;
    }
  }

  private readonly _settings: ServerConnection.ISettings;
  private readonly _changed = new Signal<this, void>(this);
  private _state: ConnectionState | null = null;
  private _error: Error | null = null;
  private _client: Promise<IClient> | null = null;
  private _refreshing: Promise<void> | null = null;
  private _generation = 0;
  private _isDisposed = false;
}

export namespace Connection {
  export interface IOptions {
    /** The application's own settings. */
    readonly serverSettings: ServerConnection.ISettings;
    /** The version handshake, under way. Never rejects. */
    readonly handshake: Promise<Handshake>;
  }
}
