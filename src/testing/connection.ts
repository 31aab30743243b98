/**
 * What the connection looks like to the other features, for their specs.
 */
import { Signal } from '@lumino/signaling';

import { Client } from '../api/client';
import type { ConnectionState } from '../api/types';
import type { Handshake, IClient, IConnection } from '../tokens';
import { fakeServer } from './fakeServer';
import type { FakeRoutes, IFakeServer } from './fakeServer';

/** A connection state as the server half answers it: ready, as a regular user. */
export function connectionState(change: Partial<ConnectionState> = {}): ConnectionState {
  return {
    state: 'ready',
    host: 'vcc.example.ac.jp',
    port: 443,
    hostSource: { kind: 'file', name: 'vcp_config.yml' },
    tls: { verify: true, ca: { kind: 'environment', name: 'REQUESTS_CA_BUNDLE' } },
    token: { present: true, source: { kind: 'dialog' } },
    authority: { user: 'nobody', role: 'fullaccess', userRole: 'regular' },
    controller: { version: '26.10.0', generation: '26.10', plugins: { aws: '1.0.0' } },
    secretStore: { url: 'https://vcc.example.ac.jp:8443', source: { kind: 'default' } },
    configDir: '/home/jovyan/vcp_config',
    problems: [],
    ...change
  };
}

/** A connection whose client is the real one over `fakeServer`. */
export class FakeConnection implements IConnection {
  constructor(routes: FakeRoutes = {}, options: FakeConnection.IOptions = {}) {
    this.server = options.server ?? fakeServer(routes);
    this._client = new Client({ serverSettings: this.server.settings });
    this.handshake = Promise.resolve(options.handshake ?? { result: 'ok', activeJobs: 0, activeBatches: 0 });
    this._state = options.state === undefined ? connectionState() : options.state;
  }

  readonly server: IFakeServer;
  readonly handshake: Promise<Handshake>;
  readonly changed = new Signal<this, void>(this);
  /** How often `refresh` was called. */
  refreshes = 0;
  readonly error: Error | null = null;

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

export namespace FakeConnection {
  export interface IOptions {
    readonly handshake?: Handshake;
    /** A server made before; the routes are not used then. */
    readonly server?: IFakeServer;
    /** Null: as before the first answer. */
    readonly state?: ConnectionState | null;
  }
}
