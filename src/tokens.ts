/**
 * The public tokens: what the features of this extension, and other extensions, may know of each other.
 */
import { Token } from '@lumino/coreutils';
import type { IDisposable } from '@lumino/disposable';
import type { ISignal } from '@lumino/signaling';

import type {
  Batch,
  BatchOperation,
  BatchTarget,
  CciPreview,
  ConnectionReport,
  ConnectionState,
  Credentials,
  FlavorsFile,
  ImageDetails,
  ImageSummary,
  Job,
  NodeOperation,
  OnFailure,
  Providers,
  Registry,
  Repositories,
  RepositoryTags,
  Schedule,
  SshKey,
  SshKeys,
  UnitGroup,
  UnitOperation,
  UnitType,
  VpnCatalog
} from './api/types';

/** What an order to the controller is about: a unit group, one of its units, or one node or disk of that. */
export interface ITarget {
  /** Id of the unit group (`vcid`). */
  readonly group: string;
  /** Name of the unit. */
  readonly unit?: string;
  /** Id of the node or disk. */
  readonly node?: string;
  /** Use the rights of a super user on the controller. */
  readonly privileged?: boolean;
}

export interface IRequestOptions {
  readonly signal?: AbortSignal;
}

/**
 * The REST contract of the server half as methods. Every method rejects with an `ApiError` and with nothing else.
 */
export interface IClient {
  getConnection(options?: IRequestOptions): Promise<ConnectionState>;
  setToken(token: string, options?: IRequestOptions): Promise<ConnectionState>;
  forgetToken(options?: IRequestOptions): Promise<ConnectionState>;
  checkConnection(options?: IRequestOptions): Promise<ConnectionReport>;
  getPublicKey(options?: IRequestOptions): Promise<string>;
  getVpnCatalog(options?: IRequestOptions): Promise<VpnCatalog>;
  getProviders(options?: IRequestOptions): Promise<Providers>;
  listUnitGroups(privileged: boolean, options?: IRequestOptions): Promise<readonly UnitGroup[]>;
  createUnitGroup(name: string, type: UnitType, options?: IRequestOptions): Promise<string>;
  updateUnitGroup(target: ITarget, change: { name: string } | { owner: string }, options?: IRequestOptions): Promise<void>;
  remove(target: ITarget, force: boolean, options?: IRequestOptions): Promise<void>;
  operate(target: ITarget, operation: UnitOperation | NodeOperation, options?: IRequestOptions): Promise<void>;
  addNodes(
    target: ITarget,
    nodes: { readonly count: number; readonly addresses?: readonly string[]; readonly macAddresses?: readonly string[] },
    options?: IRequestOptions
  ): Promise<void>;
  previewCci(spec: Readonly<Record<string, unknown>>, options?: IRequestOptions): Promise<CciPreview>;
  listSshKeys(options?: IRequestOptions): Promise<SshKeys>;
  makeSshKey(key: { readonly name?: string; readonly comment?: string }, options?: IRequestOptions): Promise<SshKey>;
  listJobs(options?: IRequestOptions): Promise<readonly Job[]>;
  startJob(key: string, spec: Readonly<Record<string, unknown>>, options?: IRequestOptions): Promise<Job>;
  getJob(id: string, options?: IRequestOptions): Promise<Job>;
  dismissJob(id: string, options?: IRequestOptions): Promise<void>;
  listBatches(options?: IRequestOptions): Promise<readonly Batch[]>;
  /** @param key - Idempotency key: the same key never starts twice, it answers the batch that it started. */
  startBatch(key: string, request: IBatchRequest, options?: IRequestOptions): Promise<Batch>;
  getBatch(id: string, options?: IRequestOptions): Promise<Batch>;
  /** Sends nothing more; what was ordered is watched to its end. */
  stopBatch(id: string, options?: IRequestOptions): Promise<Batch>;
  dismissBatch(id: string, options?: IRequestOptions): Promise<void>;
  getSchedule(options?: IRequestOptions): Promise<Schedule>;
  setReminder(group: string, reminder: INewReminder, options?: IRequestOptions): Promise<Schedule>;
  removeReminder(group: string, options?: IRequestOptions): Promise<Schedule>;
  /** @param key - Idempotency key, and the id of the plan. */
  planPowerOff(key: string, plan: INewPowerOff, options?: IRequestOptions): Promise<Schedule>;
  removePowerOff(id: string, options?: IRequestOptions): Promise<Schedule>;
  getCredentials(options?: IRequestOptions): Promise<Credentials>;
  /** Writes credential values; no reply carries one back. */
  storeCredentials(section: string, request: INewCredentials, options?: IRequestOptions): Promise<Credentials>;
  /** @param token - The former access token; null: the last one that the server knew. */
  copyCredentials(token: string | null, options?: IRequestOptions): Promise<ICredentialsCopy>;
  saveFlavor(provider: string, flavor: string, request: INewFlavor, options?: IRequestOptions): Promise<FlavorsFile>;
  removeFlavor(provider: string, flavor: string, version: string, options?: IRequestOptions): Promise<FlavorsFile>;
  /** The registries that the server may ask. */
  listRegistries(options?: IRequestOptions): Promise<readonly Registry[]>;
  /** @param registry - Id of the registry. `options.fresh`: ask it again, even when the last answer is younger than a minute. */
  listRepositories(registry: string, options?: IFreshOptions): Promise<Repositories>;
  /** @param repositories - At most 50. */
  listTags(registry: string, repositories: readonly string[], options?: IFreshOptions): Promise<readonly RepositoryTags[]>;
  /** @param images - `repository:tag` or `repository@digest`, at most 20. */
  summarizeImages(registry: string, images: readonly string[], options?: IRequestOptions): Promise<readonly ImageSummary[]>;
  /** @param platform - `os/architecture[/variant]`; null: linux/amd64, else the first. */
  describeImage(registry: string, image: string, platform: string | null, options?: IFreshOptions): Promise<ImageDetails>;
}

export interface IFreshOptions extends IRequestOptions {
  /** Ask the source again, even when the last answer is young. */
  readonly fresh?: boolean;
}

/** One operation on many targets. */
export interface IBatchRequest {
  readonly operation: BatchOperation;
  /** The new owner, for `change_owner`. */
  readonly owner?: string;
  /** Whether a delete takes everything below with it; the default is true. */
  readonly force?: boolean;
  readonly onFailure: OnFailure;
  readonly targets: readonly BatchTarget[];
}

export interface INewReminder {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly groupName: string;
  readonly note?: string;
}

export interface INewPowerOff {
  /** Id of the unit group. */
  readonly group: string;
  readonly groupName: string;
  /** RFC 3339. */
  readonly at: string;
  readonly privileged?: boolean;
}

export interface INewCredentials {
  /** Key -> secret. */
  readonly values: Readonly<Record<string, string>>;
  /** Whether missing `vault://` references are written into vcp_config.yml. */
  readonly reference: boolean;
  /** `Credentials.version` as last read. */
  readonly version: string | null;
}

export interface INewFlavor {
  readonly values: Readonly<Record<string, unknown>>;
  /** `Providers.flavorsVersion` as last read. */
  readonly version: string | null;
  readonly overwrite: boolean;
}

/** What became of the `vault://` references that were copied from a former token's cubbyhole. */
export interface ICredentialsCopy {
  readonly copied: readonly string[];
  readonly missing: readonly string[];
  readonly credentials: Credentials;
}

/** Result of the version handshake between the two halves. */
export type Handshake =
  /** `activeJobs`, `activeBatches`: those that go on, and those that have ended without a page to tell it. */
  | { readonly result: 'ok'; readonly activeJobs: number; readonly activeBatches: number }
  | { readonly result: 'missing' }
  | { readonly result: 'mismatch'; readonly server: string }
  | { readonly result: 'failed'; readonly message: string };

/**
 * The connection to the VC Controller as the server half sees it.
 */
export interface IConnection {
  /** Resolves when the handshake has ended, with whatever result; never rejects. Never await it in `activate`. */
  readonly handshake: Promise<Handshake>;
  /** Last known state; null before the first answer. */
  readonly state: ConnectionState | null;
  /** Why the last `refresh` failed, or null. */
  readonly error: Error | null;
  /** Emitted when `state` or `error` changed. */
  readonly changed: ISignal<IConnection, void>;
  /** The shared client; loads its code on first use. */
  client(): Promise<IClient>;
  /** Asks the server half again. Never rejects: a failure shows in `state` or in `error`. */
  refresh(): Promise<void>;
  /** Takes over a state that a call such as `setToken` has answered. */
  update(state: ConnectionState): void;
}

export const IConnection = new Token<IConnection>(
  'jupyterlab-vcp:IConnection',
  'The connection to the VC Controller: handshake, state and the shared client.'
);

/**
 * The tree of unit groups, shared by all who show or use it. One poll feeds it.
 */
export interface ICloudModel {
  /** Null before the first answer. */
  readonly unitGroups: readonly UnitGroup[] | null;
  /** Why the last request failed, or null. */
  readonly error: Error | null;
  readonly changed: ISignal<ICloudModel, void>;
  /** Asks now, and for some time more often than usual (after an order was given). */
  refresh(): Promise<void>;
  /** Keeps the poll awake until the result is disposed of. */
  watch(): IDisposable;
}

export interface IClouds {
  /** The shared model; loads its code on first use. */
  model(): Promise<ICloudModel>;
}

export const IClouds = new Token<IClouds>('jupyterlab-vcp:IClouds', 'The live tree of unit groups, units, nodes and disks.');

/**
 * Bulk operations: one operation on many targets, carried out by the server half, with a row per target.
 */
export interface IBatches {
  /** Starts one and shows its panel. Rejects with an `ApiError`. */
  start(request: IBatchRequest): Promise<Batch>;
  /** Shows the panel of one. */
  open(id: string): Promise<void>;
}

export const IBatches = new Token<IBatches>('jupyterlab-vcp:IBatches', 'One operation on many unit groups, units or nodes.');

/** An image that was chosen from the catalog. */
export interface IPickedImage {
  /** As a spec names it. */
  readonly image: string;
  /** Whether it is made for machines with GPUs; then a spec needs a machine with one, `gpus` and a cloud image with the driver. */
  readonly gpu: boolean;
}

/** The image catalog, for features that let the user choose an image. */
export interface IImages {
  /**
   * Lets the user choose in a dialog. Resolves to null when none was chosen. Never rejects: what cannot be listed is told in the dialog.
   *
   * @param current - The image that is chosen now, as a spec names it; shown and selected first where the catalog has it.
   */
  pick(current: string | null): Promise<IPickedImage | null>;
}

export const IImages = new Token<IImages>('jupyterlab-vcp:IImages', 'The image catalog: lets the user choose a base container image.');

/** Where generated code can go. */
export interface INotebookCells {
  /** Whether the page has a notebook that code can be inserted into. */
  readonly available: boolean;
  /** Name of the notebook that `insert` would use, or null. */
  readonly target: string | null;
  /** Emitted when `available` or `target` changed. */
  readonly changed: ISignal<INotebookCells, void>;
  /** Inserts a code cell below the active cell of the current notebook, undoable in one step. Resolves to false when there is none. */
  insert(source: string): Promise<boolean>;
  /** Opens a new notebook with this code as its first cell. */
  create(source: string): Promise<void>;
  /** Appends a code cell to the notebook file at the path. Rejects when the file is open with unsaved edits; then nothing is changed. */
  append(path: string, source: string): Promise<void>;
}

export const INotebookCells = new Token<INotebookCells>('jupyterlab-vcp:INotebookCells', 'Puts generated code into notebooks.');
