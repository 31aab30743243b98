import { Signal } from '@lumino/signaling';

import { Client } from '../../api/client';
import type { ConnectionState } from '../../api/types';
import type { IFakeServer } from '../../testing/fakeServer';
import type { Handshake, IClient, IConnection } from '../../tokens';
import { connected } from './cloud';

/** A connection whose client is the real one on a fake server. */
export class FakeConnection implements IConnection {
  constructor(server: IFakeServer, state: ConnectionState | null = connected()) {
    this._client = new Client({ serverSettings: server.settings });
    this._state = state;
  }

  readonly handshake: Promise<Handshake> = Promise.resolve({ result: 'ok', activeJobs: 0 });
  readonly changed = new Signal<this, void>(this);
  refreshes = 0;

  get state(): ConnectionState | null {
    return this._state;
  }

  client(): Promise<IClient> {
    return Promise.resolve(this._client);
  }

  refresh(): Promise<void> {
    this.refreshes += 1;
    return Promise.resolve();
  }

  update(state: ConnectionState): void {
    this._state = state;
    this.changed.emit();
  }

  private readonly _client: IClient;
  private _state: ConnectionState | null;
}
