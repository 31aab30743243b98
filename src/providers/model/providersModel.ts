import type { IDisposable } from '@lumino/disposable';

import type { Credentials, FlavorsFile, Problem, Providers, UnitGroup, VpnCatalog } from '../../api/types';
import { ApiError } from '../../api/errors';
import { SnapshotModel } from '../../common/snapshotModel';
import type { ICloudModel, IClouds, ICredentialsCopy, IConnection } from '../../tokens';
import { readProviders } from '../domain/provider';
import type { IProvider } from '../domain/provider';
import { Asking, NOT_ASKED } from '../../common/asked';
import type { IAsked } from '../../common/asked';

/** Parts of the panel, in their order. */
export const SECTIONS = ['credentials', 'flavors', 'networks'] as const;
export type SectionName = (typeof SECTIONS)[number];

/** `GET providers`, read. */
export interface IKnownProviders {
  readonly list: readonly IProvider[];
  readonly flavors: Providers['flavors'];
  /** Path of `vcp_flavor.yml`; null when the samples are shown. */
  readonly flavorsSource: string | null;
  readonly flavorsVersion: string | null;
  /** Where an own flavor would be written; null when no folder was found. */
  readonly flavorsTarget: string | null;
  readonly problems: readonly Problem[];
}

/** Immutable state of the panel. No value of a credential is ever part of it: the server half answers none. */
export interface IProvidersSnapshot {
  readonly providers: IAsked<IKnownProviders>;
  readonly credentials: IAsked<Credentials>;
  readonly catalog: IAsked<VpnCatalog>;
  /** The live tree; null when it is not known (yet). */
  readonly unitGroups: readonly UnitGroup[] | null;
  /** Name of the provider that the user chose; null: none yet. */
  readonly chosen: string | null;
  /** The part that a command asked for; another object each time, so that asking twice shows it twice. */
  readonly shown: { readonly section: SectionName } | null;
}

/** What is known of the providers, asked again whenever the connection changes. */
export class ProvidersModel extends SnapshotModel<IProvidersSnapshot> {
  constructor(private readonly _options: ProvidersModel.IOptions) {
    super({ providers: NOT_ASKED, credentials: NOT_ASKED, catalog: NOT_ASKED, unitGroups: null, chosen: null, shown: null });
    // Another token has another cubbyhole; another controller has other plugins and networks.
    _options.connection.changed.connect(this._onConnection, this);
    void this._watchClouds();
  }

  override dispose(): void {
    this._options.connection.changed.disconnect(this._onConnection, this);
    this._clouds?.changed.disconnect(this._onClouds, this);
    this._watch?.dispose();
    this._watch = null;
    super.dispose();
  }

  /** Asks for everything again. Never rejects: a failure shows beside what it concerns. */
  async refresh(): Promise<void> {
    await Promise.all([this.refreshProviders(), this.refreshCredentials(), this.refreshNetworks()]);
  }

  async refreshProviders(): Promise<void> {
    const client = await this._options.connection.client();
    await this._providers.ask(async () => known(await client.getProviders({ signal: this.abortSignal })));
  }

  async refreshCredentials(): Promise<void> {
    const client = await this._options.connection.client();
    await this._credentials.ask(() => client.getCredentials({ signal: this.abortSignal }));
  }

  /** The catalog, and the live tree with the addresses in use. */
  async refreshNetworks(): Promise<void> {
    const client = await this._options.connection.client();
    await Promise.all([this._catalog.ask(() => client.getVpnCatalog({ signal: this.abortSignal })), this._clouds?.refresh()]);
  }

  /** Shows a provider and a part of it. Null: as it is. */
  show(provider: string | null, section: SectionName | null): void {
    this.set({ ...this.snapshot, chosen: provider ?? this.snapshot.chosen, shown: section ? { section } : null });
  }

  /** Takes over what storing credentials has answered. */
  takeCredentials(credentials: Credentials): void {
    this._credentials.take(credentials);
  }

  /**
   * Copies secrets out of a former token's cubbyhole. Rejects with an `ApiError`.
   *
   * @param token - The former token; null: the last one that the server half knew.
   */
  async copyCredentials(token: string | null): Promise<ICredentialsCopy> {
    const client = await this._options.connection.client();
    const copy = await client.copyCredentials(token, { signal: this.abortSignal });
    this._credentials.take(copy.credentials);
    return copy;
  }

  /**
   * Takes a flavor out of `vcp_flavor.yml`, unless the file is another one than the one that is shown. Rejects with an `ApiError`;
   * after `changed` the new content is asked for.
   */
  async removeFlavor(provider: string, flavor: string): Promise<FlavorsFile> {
    const client = await this._options.connection.client();
    try {
      const version = this.snapshot.providers.answer?.flavorsVersion ?? '';
      const file = await client.removeFlavor(provider, flavor, version, { signal: this.abortSignal });
      await this.refreshProviders();
      return file;
    } catch (error) {
      if (error instanceof ApiError && error.code === 'changed') {
        await this.refreshProviders();
      }
      throw error;
    }
  }

  /** Keeps the tree up to date while the panel can be seen. */
  wake(): void {
    this._awake = true;
    this._watch ??= this._clouds?.watch() ?? null;
  }

  sleep(): void {
    this._awake = false;
    this._watch?.dispose();
    this._watch = null;
  }

  private async _watchClouds(): Promise<void> {
    // Without the tree no address is known to be in use; the networks say so.
    const clouds = await this._options.clouds?.model().catch(() => null);
    if (!clouds || this.isDisposed) {
      return;
    }
    this._clouds = clouds;
    clouds.changed.connect(this._onClouds, this);
    this._onClouds(clouds);
    if (this._awake) {
      this.wake();
    }
  }

  private _onClouds({ unitGroups }: ICloudModel): void {
    if (unitGroups !== this.snapshot.unitGroups) {
      this.set({ ...this.snapshot, unitGroups });
    }
  }

  private _onConnection(): void {
    void this.refresh();
  }

  private readonly _providers = new Asking<IKnownProviders>(providers => {
    this.set({ ...this.snapshot, providers });
  });
  private readonly _credentials = new Asking<Credentials>(credentials => {
    this.set({ ...this.snapshot, credentials });
  });
  private readonly _catalog = new Asking<VpnCatalog>(catalog => {
    this.set({ ...this.snapshot, catalog });
  });
  private _clouds: ICloudModel | null = null;
  private _watch: IDisposable | null = null;
  private _awake = false;
}

export namespace ProvidersModel {
  export interface IOptions {
    readonly connection: IConnection;
    /** Null when the explorer's plugin is not there. */
    readonly clouds: IClouds | null;
  }
}

function known(reply: Providers): IKnownProviders {
  const { flavors, flavorsSource, flavorsVersion, flavorsTarget, problems } = reply;
  return { list: readProviders(reply.providers, reply.common), flavors, flavorsSource, flavorsVersion, flavorsTarget, problems };
}

/** The provider that is shown: the chosen one, else the first that the controller has, else the first. */
export function shownProvider({ providers, chosen }: IProvidersSnapshot): IProvider | null {
  const list = providers.answer?.list ?? [];
  return list.find(({ name }) => name === chosen) ?? list.find(({ available }) => available === true) ?? list[0] ?? null;
}
