/**
 * A Jupyter server for specs, at the HTTP seam: everything above `fetch` (axios, `ServerConnection.makeRequest`, base URL, token, XSRF)
 * is the real code, so a spec that uses it tests the wiring too.
 */
import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';

/** A request as it arrived below JupyterLab's transport. */
export interface IFakeRequest {
  readonly method: string;
  /** Path below `vcp/api/`, still percent-encoded, e.g. `unit-groups/a%20b`. */
  readonly path: string;
  /** Whole URL, with the cache buster that JupyterLab appends. */
  readonly url: string;
  readonly query: ReadonlyMap<string, string>;
  readonly headers: Headers;
  /** Parsed JSON body; null when there was none. */
  readonly body: unknown;
  /** The decoded segments that stood at the `*` of the route. */
  readonly wildcards: readonly string[];
}

export interface IFakeReply {
  /** HTTP status; 200 when left out. */
  readonly status?: number;
  /** Sent as JSON; a string is sent as an HTML page, which is what a proxy or a login would answer. No body when left out. */
  readonly body?: unknown;
}

/** Answers a request. Throwing (or rejecting) means that the network failed. */
export type FakeRoute = (request: IFakeRequest) => IFakeReply | Promise<IFakeReply>;

/** Routes by `METHOD path`, the path below `vcp/api/`; `*` stands for one segment: `{'GET unit-groups/*': …}`. */
export type FakeRoutes = Readonly<Record<string, FakeRoute>>;

export interface IFakeServer {
  /** What a client is made from, as if it were the application's own. */
  readonly settings: ServerConnection.ISettings;
  /** Every request so far, oldest first. */
  readonly requests: readonly IFakeRequest[];
  /** Replaces or adds routes; those not named stay. */
  route(routes: FakeRoutes): void;
}

export interface IFakeServerOptions {
  /** Base URL of the Jupyter server. The default has a space in it, since hubs have users of such names. */
  readonly baseUrl?: string;
  /** Jupyter's own token. */
  readonly token?: string;
}

/**
 * Starts (in memory) a server with the given routes. A path without a route answers as a Jupyter server without our half does: 404
 * and an HTML page.
 */
export function fakeServer(routes: FakeRoutes = {}, options: IFakeServerOptions = {}): IFakeServer {
  const requests: IFakeRequest[] = [];
  let table: FakeRoutes = routes;
  const settings = ServerConnection.makeSettings({
    baseUrl: options.baseUrl ?? 'http://localhost:8888/user/a%20b/',
    token: options.token ?? '',
    Request: SignalKeepingRequest,
    fetch: async (input: RequestInfo | URL, init?: RequestInit) => {
      const raw = input instanceof Request ? input : new SignalKeepingRequest(input, init);
      const arrived = await read(raw, settings.baseUrl);
      const [route, wildcards] = find(table, arrived);
      const request = { ...arrived, wildcards };
      requests.push(request);
      return untilAborted(raw, answer(route, request));
    }
  });
  return {
    settings,
    requests,
    route: added => {
      table = { ...table, ...added };
    }
  };
}

/**
 * jsdom's `AbortSignal` is not the class that Node's `Request` insists on, so the signal is kept beside the request.
 */
class SignalKeepingRequest extends Request {
  constructor(input: RequestInfo | URL, init: RequestInit = {}) {
    const { signal, ...rest } = init;
    super(input, rest);
    this.abortSignal = signal ?? null;
  }

  readonly abortSignal: AbortSignal | null;
}

async function read(raw: Request, baseUrl: string): Promise<Omit<IFakeRequest, 'wildcards'>> {
  const { pathname, searchParams } = new URL(raw.url);
  const root = new URL(URLExt.join(baseUrl, 'vcp/api/')).pathname;
  const text = await raw.clone().text();
  return {
    method: raw.method,
    path: pathname.startsWith(root) ? pathname.slice(root.length) : pathname,
    url: raw.url,
    query: new Map(searchParams),
    headers: raw.headers,
    body: text === '' ? null : (JSON.parse(text) as unknown)
  };
}

type Arrived = Pick<IFakeRequest, 'method' | 'path'>;

function find(table: FakeRoutes, request: Arrived): readonly [FakeRoute | null, readonly string[]] {
  const segments = request.path.split('/');
  for (const [key, route] of Object.entries(table)) {
    const [method, path = ''] = key.split(' ');
    const pattern = path.split('/');
    const matches =
      method === request.method && pattern.length === segments.length && pattern.every((part, i) => part === '*' || part === segments[i]);
    if (matches) {
      return [route, segments.filter((_, i) => pattern[i] === '*').map(decodeURIComponent)];
    }
  }
  return [null, []];
}

async function answer(route: FakeRoute | null, request: IFakeRequest): Promise<Response> {
  if (!route) {
    return page(404, '<html><body>404 : Not Found</body></html>');
  }
  let reply: IFakeReply;
  try {
    reply = await route(request);
  } catch (reason) {
    // What browsers throw when there is no answer; `makeRequest` wraps it in its own NetworkError.
    throw new TypeError(`Failed to fetch: ${String(reason)}`);
  }
  const { status = 200, body } = reply;
  if (body === undefined) {
    return new Response(null, { status });
  }
  return typeof body === 'string' ? page(status, body) : Response.json(body, { status });
}

function page(status: number, html: string): Response {
  return new Response(html, { status, headers: { 'Content-Type': 'text/html' } });
}

async function untilAborted(raw: Request, reply: Promise<Response>): Promise<Response> {
  const signal = raw instanceof SignalKeepingRequest ? raw.abortSignal : null;
  if (!signal) {
    return reply;
  }
  const aborted = new Promise<never>((_, reject) => {
    const stop = (): void => {
      reject(new DOMException('The operation was aborted.', 'AbortError'));
    };
    if (signal.aborted) {
      stop();
    }
    signal.addEventListener('abort', stop, { once: true });
  });
  return Promise.race([reply, aborted]);
}
