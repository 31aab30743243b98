/**
 * The one HTTP client: everything that the browser half asks of the server half goes through here.
 *
 * axios sits on top of JupyterLab's own transport (`ServerConnection.makeRequest`), which knows the base URL, the Jupyter token, the
 * XSRF cookie and any replacement that a host application made; `env.Request: null` makes axios hand over URL and init, which is what
 * `makeRequest` takes.
 */
import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';
import axios, { AxiosError } from 'axios';
import type { AxiosInstance, AxiosRequestConfig } from 'axios';

import type {
  IBatchRequest,
  IClient,
  ICredentialsCopy,
  IFreshOptions,
  INewCredentials,
  INewFlavor,
  INewPowerOff,
  INewReminder,
  IRequestOptions,
  ITarget
} from '../tokens';
import { ApiError, notUnderstood } from './errors';
import { asFailure } from './failure';
import { hasKeys } from './narrow';
import type {
  Batch,
  CciPreview,
  ConnectionReport,
  ConnectionState,
  Credentials,
  FlavorsFile,
  ImageDetails,
  ImageSummary,
  Job,
  NodeOperation,
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
} from './types';
import { UnitGroupList } from './unitGroupList';

/** Milliseconds that a reply may take. The server's own limits are shorter, so its explanation normally arrives first. */
const TIMEOUT = 60_000;

/** The client of the contract in `openapi.yaml`; one per application. */
export class Client implements IClient {
  constructor(options: Client.IOptions) {
    this._axios = createAxios(options.serverSettings);
  }

  getConnection(options?: IRequestOptions): Promise<ConnectionState> {
    return this._ask({ method: 'GET', url: 'connection', params: QUIET }, ['state', 'token'], options);
  }

  setToken(token: string, options?: IRequestOptions): Promise<ConnectionState> {
    return this._ask({ method: 'PUT', url: 'connection/token', data: { token } }, ['state', 'token'], options);
  }

  forgetToken(options?: IRequestOptions): Promise<ConnectionState> {
    return this._ask({ method: 'DELETE', url: 'connection/token' }, ['state', 'token'], options);
  }

  checkConnection(options?: IRequestOptions): Promise<ConnectionReport> {
    return this._ask({ method: 'POST', url: 'connection/check' }, ['stages'], options);
  }

  async getPublicKey(options?: IRequestOptions): Promise<string> {
    const reply = await this._ask<{ readonly publicKey: string }>({ method: 'GET', url: 'controller/public-key' }, ['publicKey'], options);
    return reply.publicKey;
  }

  getVpnCatalog(options?: IRequestOptions): Promise<VpnCatalog> {
    return this._ask({ method: 'GET', url: 'vpn-catalog' }, ['entries'], options);
  }

  getProviders(options?: IRequestOptions): Promise<Providers> {
    return this._ask({ method: 'GET', url: 'providers' }, ['providers', 'common'], options);
  }

  async listUnitGroups(privileged: boolean, options?: IRequestOptions): Promise<readonly UnitGroup[]> {
    const list = privileged ? this._everybodysGroups : this._ownGroups;
    const ask = async (since: string): Promise<readonly UnitGroup[] | null> => {
      const params = { ...QUIET, ...flag('privileged', privileged), since };
      return list.take(await this._sendForText({ method: 'GET', url: 'unit-groups', params }, options));
    };
    return (await ask(list.version)) ?? (await ask('')) ?? notUnderstood();
  }

  async createUnitGroup(name: string, type: UnitType, options?: IRequestOptions): Promise<string> {
    const reply = await this._ask<{ readonly id: string }>({ method: 'POST', url: 'unit-groups', data: { name, type } }, ['id'], options);
    return reply.id;
  }

  async updateUnitGroup(target: ITarget, change: { name: string } | { owner: string }, options?: IRequestOptions): Promise<void> {
    await this._order({ method: 'PATCH', url: place(target), data: change }, target, options);
  }

  /** Deletes the group, the unit or the node (disk) that the target names. */
  async remove(target: ITarget, force: boolean, options?: IRequestOptions): Promise<void> {
    await this._order({ method: 'DELETE', url: place(target), params: flag('force', force && !target.node) }, target, options);
  }

  async operate(target: ITarget, operation: UnitOperation | NodeOperation, options?: IRequestOptions): Promise<void> {
    await this._order({ method: 'POST', url: `${place(target)}/operations/${encodeURIComponent(operation)}` }, target, options);
  }

  async addNodes(
    target: ITarget,
    nodes: { readonly count: number; readonly addresses?: readonly string[]; readonly macAddresses?: readonly string[] },
    options?: IRequestOptions
  ): Promise<void> {
    await this._order({ method: 'POST', url: `${place(target)}/nodes`, data: nodes }, target, options);
  }

  previewCci(spec: Readonly<Record<string, unknown>>, options?: IRequestOptions): Promise<CciPreview> {
    return this._ask({ method: 'POST', url: 'cci', data: { spec } }, ['refusals'], options);
  }

  listSshKeys(options?: IRequestOptions): Promise<SshKeys> {
    return this._ask({ method: 'GET', url: 'ssh-keys' }, ['keys'], options);
  }

  makeSshKey(key: { readonly name?: string; readonly comment?: string }, options?: IRequestOptions): Promise<SshKey> {
    return this._ask({ method: 'POST', url: 'ssh-keys', data: key }, ['publicKey'], options);
  }

  async listJobs(options?: IRequestOptions): Promise<readonly Job[]> {
    const reply = await this._ask<{ readonly jobs: readonly Job[] }>({ method: 'GET', url: 'jobs', params: QUIET }, ['jobs'], options);
    return reply.jobs;
  }

  startJob(key: string, spec: Readonly<Record<string, unknown>>, options?: IRequestOptions): Promise<Job> {
    return this._ask({ method: 'POST', url: 'jobs', data: { key, spec } }, ['id', 'state'], options);
  }

  getJob(id: string, options?: IRequestOptions): Promise<Job> {
    return this._ask({ method: 'GET', url: path('jobs', id), params: QUIET }, ['id', 'state'], options);
  }

  async dismissJob(id: string, options?: IRequestOptions): Promise<void> {
    await this._send({ method: 'DELETE', url: path('jobs', id) }, options);
  }

  async listBatches(options?: IRequestOptions): Promise<readonly Batch[]> {
    const config = { method: 'GET', url: 'batches', params: QUIET };
    return (await this._ask<{ readonly batches: readonly Batch[] }>(config, ['batches'], options)).batches;
  }

  startBatch(key: string, request: IBatchRequest, options?: IRequestOptions): Promise<Batch> {
    return this._ask({ method: 'POST', url: 'batches', data: { key, ...request } }, BATCH, options);
  }

  getBatch(id: string, options?: IRequestOptions): Promise<Batch> {
    return this._ask({ method: 'GET', url: path('batches', id), params: QUIET }, BATCH, options);
  }

  stopBatch(id: string, options?: IRequestOptions): Promise<Batch> {
    return this._ask({ method: 'POST', url: path('batches', id, 'stop') }, BATCH, options);
  }

  async dismissBatch(id: string, options?: IRequestOptions): Promise<void> {
    await this._send({ method: 'DELETE', url: path('batches', id) }, options);
  }

  getSchedule(options?: IRequestOptions): Promise<Schedule> {
    return this._ask({ method: 'GET', url: 'schedule', params: QUIET }, SCHEDULE, options);
  }

  setReminder(group: string, reminder: INewReminder, options?: IRequestOptions): Promise<Schedule> {
    return this._ask({ method: 'PUT', url: path('schedule', 'reminders', group), data: reminder }, SCHEDULE, options);
  }

  removeReminder(group: string, options?: IRequestOptions): Promise<Schedule> {
    return this._ask({ method: 'DELETE', url: path('schedule', 'reminders', group) }, SCHEDULE, options);
  }

  planPowerOff(key: string, plan: INewPowerOff, options?: IRequestOptions): Promise<Schedule> {
    return this._ask({ method: 'POST', url: 'schedule/power-offs', data: { key, ...plan } }, SCHEDULE, options);
  }

  removePowerOff(id: string, options?: IRequestOptions): Promise<Schedule> {
    return this._ask({ method: 'DELETE', url: path('schedule', 'power-offs', id) }, SCHEDULE, options);
  }

  getCredentials(options?: IRequestOptions): Promise<Credentials> {
    return this._ask({ method: 'GET', url: 'credentials' }, ['store', 'providers'], options);
  }

  storeCredentials(section: string, request: INewCredentials, options?: IRequestOptions): Promise<Credentials> {
    return this._ask({ method: 'PUT', url: path('credentials', section), data: request }, ['store', 'providers'], options);
  }

  copyCredentials(token: string | null, options?: IRequestOptions): Promise<ICredentialsCopy> {
    const data = token === null ? {} : { token };
    return this._ask({ method: 'POST', url: 'credentials/copy', data }, ['copied', 'missing', 'credentials'], options);
  }

  saveFlavor(provider: string, flavor: string, request: INewFlavor, options?: IRequestOptions): Promise<FlavorsFile> {
    return this._ask({ method: 'PUT', url: path('flavors', provider, flavor), data: request }, ['path', 'version'], options);
  }

  removeFlavor(provider: string, flavor: string, version: string, options?: IRequestOptions): Promise<FlavorsFile> {
    return this._ask({ method: 'DELETE', url: path('flavors', provider, flavor), params: { version } }, ['path', 'version'], options);
  }

  async listRegistries(options?: IRequestOptions): Promise<readonly Registry[]> {
    const reply = await this._ask<{ readonly registries: readonly Registry[] }>(
      { method: 'GET', url: 'images/registries' },
      ['registries'],
      options
    );
    return reply.registries;
  }

  listRepositories(registry: string, options?: IFreshOptions): Promise<Repositories> {
    const url = path('images', 'registries', registry, 'repositories');
    return this._ask({ method: 'GET', url, params: fresh(options) }, ['names', 'problem'], options);
  }

  async listTags(registry: string, repositories: readonly string[], options?: IFreshOptions): Promise<readonly RepositoryTags[]> {
    const url = path('images', 'registries', registry, 'tags');
    const params = repeated('repository', repositories, fresh(options));
    const reply = await this._ask<{ readonly repositories: readonly RepositoryTags[] }>(
      { method: 'GET', url, params },
      ['repositories'],
      options
    );
    return reply.repositories;
  }

  async summarizeImages(registry: string, images: readonly string[], options?: IRequestOptions): Promise<readonly ImageSummary[]> {
    const url = path('images', 'registries', registry, 'summaries');
    const params = repeated('image', images);
    const reply = await this._ask<{ readonly images: readonly ImageSummary[] }>({ method: 'GET', url, params }, ['images'], options);
    return reply.images;
  }

  describeImage(registry: string, image: string, platform: string | null, options?: IFreshOptions): Promise<ImageDetails> {
    const url = path('images', 'registries', registry, 'details');
    const params = { image, ...(platform === null ? {} : { platform }), ...fresh(options) };
    return this._ask({ method: 'GET', url, params }, ['digest', 'kind', 'platforms'], options);
  }

  private async _order(config: AxiosRequestConfig, target: ITarget, options?: IRequestOptions): Promise<void> {
    const params: unknown = config.params;
    await this._send(
      { ...config, params: { ...(typeof params === 'object' ? params : {}), ...flag('privileged', target.privileged ?? false) } },
      options
    );
  }

  private async _ask<T>(config: AxiosRequestConfig, keys: readonly string[], options?: IRequestOptions): Promise<T> {
    const body = await this._send(config, options);
    if (!hasKeys(body, keys)) {
      return notUnderstood();
    }
    return body as T;
  }

  private async _send(config: AxiosRequestConfig, options?: IRequestOptions): Promise<unknown> {
    try {
      const response = await this._axios.request<unknown>({ ...config, ...(options?.signal ? { signal: options.signal } : {}) });
      return response.data;
    } catch (error) {
      throw toApiError(error);
    }
  }

  /** For large answers, which are parsed piece by piece. */
  private async _sendForText(config: AxiosRequestConfig, options?: IRequestOptions): Promise<string> {
    const text = await this._send({ ...config, responseType: 'text', transformResponse: AS_TEXT }, options);
    return typeof text === 'string' ? text : '';
  }

  private readonly _axios: AxiosInstance;
  private readonly _ownGroups = new UnitGroupList();
  private readonly _everybodysGroups = new UnitGroupList();
}

export namespace Client {
  export interface IOptions {
    /** The application's own settings: never made anew, so that a host may replace the transport. */
    readonly serverSettings: ServerConnection.ISettings;
  }
}

/** Axios parses whatever looks like JSON, unless told otherwise. */
const AS_TEXT = (text: unknown): unknown => text;

/** Marks a background request, which must not keep a hub's idle server alive. */
const QUIET = { no_track_activity: '1' } as const;

function flag(name: string, on: boolean): Readonly<Record<string, string>> {
  return on ? { [name]: '1' } : {};
}

function fresh(options?: IFreshOptions): Readonly<Record<string, string>> {
  return flag('fresh', options?.fresh ?? false);
}

/** A parameter that stands in the query once per value; axios would write brackets behind its name. */
function repeated(name: string, values: readonly string[], others: Readonly<Record<string, string>> = {}): URLSearchParams {
  return new URLSearchParams([...values.map(value => [name, value]), ...Object.entries(others)]);
}

/** Keys that tell a batch, and a schedule, from some other answer. */
const BATCH = ['id', 'rows'] as const;
const SCHEDULE = ['reminders', 'powerOffs'] as const;

function path(...segments: readonly string[]): string {
  return segments.map(encodeURIComponent).join('/');
}

function place(target: ITarget): string {
  const parts = ['unit-groups', target.group];
  if (target.unit !== undefined) {
    parts.push('units', target.unit);
  }
  if (target.node !== undefined) {
    parts.push('nodes', target.node);
  }
  return path(...parts);
}

/**
 * Null, not undefined: axios then builds no `Request`, which `makeRequest` could not read. Typed as `object` because axios's types
 * do not know of the null that its code asks for.
 */
const NO_GLOBALS: object = { Request: null, Response: null };

function createAxios(serverSettings: ServerConnection.ISettings): AxiosInstance {
  return axios.create({
    baseURL: URLExt.join(serverSettings.baseUrl, 'vcp/api/'),
    adapter: 'fetch',
    allowAbsoluteUrls: false,
    withXSRFToken: false,
    timeout: TIMEOUT,
    headers: { 'Content-Type': 'application/json' },
    env: {
      ...NO_GLOBALS,
      fetch: (url: string | URL | globalThis.Request, init?: RequestInit) =>
        ServerConnection.makeRequest(String(url), init ?? {}, serverSettings)
    }
  });
}

function toApiError(error: unknown): ApiError {
  if (axios.isCancel(error)) {
    return new ApiError({ kind: 'cancelled', message: 'Cancelled' });
  }
  if (error instanceof AxiosError && error.response) {
    return fromResponse(error.response.status, parsed(error.response.data));
  }
  // Classified by the absence of an answer, not by axios's code: makeRequest has its own network error.
  return new ApiError({ kind: 'offline', message: 'No answer from the Jupyter server.' });
}

/** A failure is JSON also where a text was asked for. */
function parsed(body: unknown): unknown {
  try {
    return typeof body === 'string' ? JSON.parse(body) : body;
  } catch {
    return body;
  }
}

function fromResponse(status: number, body: unknown): ApiError {
  const failure = asFailure(body);
  if (failure) {
    return new ApiError({ kind: 'failure', status, failure, message: failure.message });
  }
  if (status === 401 || status === 403) {
    return new ApiError({ kind: 'login', status, message: 'The Jupyter login has ended or does not allow this.' });
  }
  return new ApiError({ kind: 'not-understood', status, message: `The Jupyter server answered with status ${status}.` });
}
