/**
 * What is known around a document: providers, flavors, address ranges, SSH keys and what exists on the controller. One for the whole
 * page, shared by all open documents.
 */
import { Signal } from '@lumino/signaling';
import type { IDisposable } from '@lumino/disposable';
import type { ISignal } from '@lumino/signaling';

import type { Providers, SshKey, VpnCatalog } from '../../api/types';
import { addressesInUse, unitPath } from '../../common/addressesInUse';
import type { IClient, IClouds, ICloudModel, IConnection } from '../../tokens';
import { flavorsOfFile, isJsonObject, readCommon, readFlavors, readProvider } from '../domain';
import type { AddressInUse, CommonSchema, Flavors, Generation, JsonObject, JsonValue, KnownUnitGroup, ProviderSchema } from '../domain';
import { knownGroups } from './knownGroups';

/** A provider as the composer offers it. */
export interface IOfferedProvider {
  readonly schema: ProviderSchema;
  /** Whether the controller has the plugin; null when it could not be asked. */
  readonly available: boolean | null;
  /** Name of its entry in the VPN catalog. */
  readonly privateNetwork: string;
}

/** An immutable picture of what is known. Null: not known (yet). */
export interface ISurroundings {
  readonly offers: readonly IOfferedProvider[] | null;
  readonly common: CommonSchema | null;
  readonly flavors: Flavors;
  /** Path of `vcp_flavor.yml`; null when the flavors are samples. */
  readonly flavorsSource: string | null;
  /** Hash of `vcp_flavor.yml`; null when there is none. */
  readonly flavorsVersion: string | null;
  /** Where an own flavor would be written; null when no folder was found. */
  readonly flavorsTarget: string | null;
  /** `spec_options` of `vcp_config.yml`. */
  readonly specOptions: JsonObject;
  readonly catalog: VpnCatalog | null;
  readonly sshKeys: readonly SshKey[] | null;
  /** Names of the plugins that the controller lists. */
  readonly plugins: readonly string[] | null;
  readonly generation: Generation | null;
  readonly unitGroups: readonly KnownUnitGroup[] | null;
  /** Addresses that nodes of these have. */
  readonly addressesInUse: readonly AddressInUse[];
  /** Why the providers, without which there is no form, could not be loaded. */
  readonly error: unknown;
}

const NOTHING: ISurroundings = {
  offers: null,
  common: null,
  flavors: {},
  flavorsSource: null,
  flavorsVersion: null,
  flavorsTarget: null,
  specOptions: {},
  catalog: null,
  sshKeys: null,
  plugins: null,
  generation: null,
  unitGroups: null,
  addressesInUse: [],
  error: null
};

/** Loads what is known, and again whenever the connection changed. */
export class Surroundings implements IDisposable {
  constructor(options: Surroundings.IOptions) {
    this._connection = options.connection;
    this._clouds = options.clouds;
    this._connection.changed.connect(this._onConnection, this);
    this.offered = this._refreshProviders();
    void this._refreshRest();
    void this._watchClouds();
  }

  /** Resolves when the providers were answered for the first time, or could not be. Waits for nothing else. Never rejects. */
  readonly offered: Promise<void>;

  /** Replaced, never changed in place. */
  get now(): ISurroundings {
    return this._now;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (this._isDisposed) {
      return;
    }
    this._isDisposed = true;
    this._watch?.dispose();
    Signal.clearData(this);
  }

  /** Asks for everything again. Never rejects: what fails stays unknown, and the reason stands in `error` for the providers. */
  async refresh(): Promise<void> {
    await Promise.all([this._refreshProviders(), this._refreshRest()]);
  }

  /** Looks for public keys again, for example after one was made. Never rejects. */
  async refreshSshKeys(): Promise<void> {
    await this._optional(
      client => client.listSshKeys(),
      ({ keys }) => ({ sshKeys: keys })
    );
  }

  /** Makes a key pair on the Jupyter machine. Rejects with an `ApiError`. */
  async makeSshKey(): Promise<SshKey> {
    const client: IClient = await this._connection.client();
    const key = await client.makeSshKey({});
    await this.refreshSshKeys();
    return key;
  }

  private async _refreshProviders(): Promise<void> {
    try {
      const client = await this._connection.client();
      this._set(readProviders(await client.getProviders()));
    } catch (error) {
      this._set({ error });
    }
  }

  private async _refreshRest(): Promise<void> {
    const catalog = this._optional(
      client => client.getVpnCatalog(),
      reply => ({ catalog: reply })
    );
    await Promise.all([catalog, this.refreshSshKeys()]);
  }

  private async _optional<T>(ask: (client: IClient) => Promise<T>, take: (reply: T) => Partial<ISurroundings>): Promise<void> {
    // The form works without it: rules that need it stay silent, and the connection's own panel tells why it is missing.
    const reply = await this._connection
      .client()
      .then(ask)
      .catch(() => null);
    if (reply !== null) {
      this._set(take(reply));
    }
  }

  private async _watchClouds(): Promise<void> {
    const model = await this._clouds?.model().catch(() => null);
    if (!model || this._isDisposed) {
      return;
    }
    this._watch = model.watch();
    model.changed.connect(this._onClouds, this);
    this._onClouds(model);
  }

  private _onClouds(model: ICloudModel): void {
    const groups = model.unitGroups;
    if (groups === this._groups) {
      return; // A poll without news keeps the array; every open document would be computed anew for nothing.
    }
    this._groups = groups;
    // Once per answer, not per keystroke: a university has thousands of nodes.
    const addresses = addressesInUse(groups ?? []).map(node => ({ address: node.address, where: unitPath(node) }));
    this._set({ unitGroups: groups === null ? null : knownGroups(groups), addressesInUse: addresses });
  }

  private _onConnection(): void {
    const state = this._connection.state;
    const key = JSON.stringify([state?.state, state?.host, state?.authority, state?.controller?.generation]);
    if (key !== this._connectionKey) {
      this._connectionKey = key;
      void this.refresh();
    }
  }

  private _set(change: Partial<ISurroundings>): void {
    if (this._isDisposed) {
      return;
    }
    const controller = this._connection.state?.controller ?? null;
    const told = { plugins: controller && Object.keys(controller.plugins), generation: controller?.generation ?? null };
    this._now = { ...this._now, ...told, ...change };
    this._changed.emit();
  }

  private _now = NOTHING;
  private _groups: ICloudModel['unitGroups'] = null;
  private _isDisposed = false;
  private _connectionKey = '';
  private _watch: IDisposable | null = null;
  private readonly _changed = new Signal<this, void>(this);
  private readonly _connection: IConnection;
  private readonly _clouds: IClouds | null;
}

export namespace Surroundings {
  export interface IOptions {
    readonly connection: IConnection;
    readonly clouds: IClouds | null;
  }
}

/** The providers' reply as the domain knows it; a provider file that cannot be read is left out (the server names it as a problem). */
export function readProviders(reply: Providers): Partial<ISurroundings> {
  const offers = reply.providers.flatMap(({ schema, available, privateNetwork }): IOfferedProvider[] => {
    const reading = readProvider(schema);
    return reading.schema === null ? [] : [{ schema: reading.schema, available, privateNetwork }];
  });
  const flavors = readFlavors(reply.flavors);
  const names = offers.map(({ schema }) => schema.name);
  return {
    offers,
    common: readCommon(reply.common).schema,
    flavors: reply.flavorsSource === null ? flavors : flavorsOfFile(flavors, names),
    flavorsSource: reply.flavorsSource,
    flavorsVersion: reply.flavorsVersion,
    flavorsTarget: reply.flavorsTarget,
    specOptions: asJsonObject(reply.settings),
    error: null
  };
}

function asJsonObject(value: Readonly<Record<string, unknown>>): JsonObject {
  const copy = JSON.parse(JSON.stringify(value)) as JsonValue;
  return isJsonObject(copy) ? copy : {};
}
