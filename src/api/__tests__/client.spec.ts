import { inspect } from 'node:util';

import { connectionState } from '../../testing/connection';
import { fakeServer } from '../../testing/fakeServer';
import type { FakeRoutes } from '../../testing/fakeServer';
import { Client } from '../client';
import { ApiError } from '../errors';

const SECRET = 'correct-horse-battery-staple';

const CONNECTION = connectionState();

function clientOf(routes: FakeRoutes, token = '') {
  const server = fakeServer(routes, { token });
  return { client: new Client({ serverSettings: server.settings }), server };
}

async function rejectionOf(promise: Promise<unknown>): Promise<ApiError> {
  const reason: unknown = await promise.then(
    () => null,
    (error: unknown) => error
  );
  if (!(reason instanceof ApiError)) {
    throw new Error(`Not an ApiError: ${inspect(reason)}`);
  }
  return reason;
}

describe('Client', () => {
  afterEach(() => {
    document.cookie = '_xsrf=; expires=Thu, 01 Jan 1970 00:00:00 GMT';
  });

  describe('wiring', () => {
    it('asks below the base URL of the server, whatever characters that has', async () => {
      const { client, server } = clientOf({ 'GET connection': () => ({ body: CONNECTION }) });
      await expect(client.getConnection()).resolves.toEqual(CONNECTION);
      expect(server.requests).toHaveLength(1);
      expect(server.requests[0]?.url).toMatch(/^http:\/\/localhost:8888\/user\/a%20b\/vcp\/api\/connection\?/);
    });

    it("sends Jupyter's token and the XSRF cookie, which axios never sees", async () => {
      document.cookie = '_xsrf=2|abc|def';
      const { client, server } = clientOf({ 'PUT connection/token': () => ({ body: CONNECTION }) }, 'jupyter-token');
      await client.setToken(SECRET);
      const request = server.requests[0];
      expect(request?.headers.get('Authorization')).toBe('token jupyter-token');
      expect(request?.headers.get('X-XSRFToken')).toBe('2|abc|def');
      expect(request?.headers.has('X-XSRF-TOKEN')).toBe(false);
      expect(request?.headers.get('Content-Type')).toBe('application/json');
      expect(request?.body).toEqual({ token: SECRET });
    });

    it('keeps a secret out of the URL', async () => {
      const { client, server } = clientOf({ 'PUT connection/token': () => ({ body: CONNECTION }) });
      await client.setToken(SECRET);
      expect(server.requests[0]?.url).not.toContain(SECRET);
    });

    it('marks background requests, so that a hub can still cull the server', async () => {
      const { client, server } = clientOf({
        'GET connection': () => ({ body: CONNECTION }),
        'GET unit-groups': () => ({ body: { unitGroups: [] } }),
        'GET jobs': () => ({ body: { jobs: [] } }),
        'POST connection/check': () => ({ body: { stages: [], providers: [], problems: [] } })
      });
      await client.getConnection();
      await client.listUnitGroups(false);
      await client.listJobs();
      await client.checkConnection();
      expect(server.requests.map(request => request.query.get('no_track_activity') ?? '')).toEqual(['1', '1', '1', '']);
    });
  });

  describe('paths', () => {
    it('encodes every segment', async () => {
      const { client, server } = clientOf({ 'POST unit-groups/*/units/*/nodes/*/operations/*': () => ({ status: 202, body: {} }) });
      await client.operate({ group: 'a/b', unit: '名前 1', node: '../x?y#z' }, 'power_on');
      expect(server.requests[0]?.wildcards).toEqual(['a/b', '名前 1', '../x?y#z', 'power_on']);
    });

    it('asks for the rights of a super user only where told', async () => {
      const { client, server } = clientOf({
        'GET unit-groups': () => ({ body: { unitGroups: [] } }),
        'DELETE unit-groups/*': () => ({ status: 202, body: {} })
      });
      await client.listUnitGroups(true);
      await client.listUnitGroups(false);
      await client.remove({ group: 'g', privileged: true }, true);
      expect(server.requests.map(request => request.query.get('privileged') ?? '')).toEqual(['1', '', '1']);
      expect(server.requests[2]?.query.get('force')).toBe('1');
    });

    it('never sends force for a single node, where the contract has none', async () => {
      const { client, server } = clientOf({ 'DELETE unit-groups/*/units/*/nodes/*': () => ({ status: 202, body: {} }) });
      await client.remove({ group: 'g', unit: 'u', node: 'n' }, true);
      expect(server.requests[0]?.query.has('force')).toBe(false);
    });

    it('accepts an empty answer where nothing is expected', async () => {
      const { client } = clientOf({ 'DELETE jobs/*': () => ({ status: 204 }) });
      await expect(client.dismissJob('0123456789abcdef')).resolves.toBeUndefined();
    });
  });

  describe('errors', () => {
    it('hands on the account that the server half gives', async () => {
      const failure = {
        code: 'not_found',
        message: 'There is no unit group "demo".',
        upstreamStatus: 404,
        upstreamMessage: 'not found',
        path: 'demo'
      };
      const { client } = clientOf({ 'DELETE unit-groups/*': () => ({ status: 404, body: failure }) });
      const error = await rejectionOf(client.remove({ group: 'demo' }, false));
      expect(error).toMatchObject({ kind: 'failure', code: 'not_found', status: 404, failure, message: failure.message });
    });

    it.each([401, 403])('takes a bare %d for the end of the Jupyter login', async status => {
      const { client } = clientOf({ 'GET connection': () => ({ status, body: { message: 'Forbidden' } }) });
      await expect(rejectionOf(client.getConnection())).resolves.toMatchObject({ kind: 'login', status, code: null });
    });

    it.each([
      [200, '<html>Log in to the hub</html>'],
      [502, '<html>Bad gateway</html>']
    ])('does not take an HTML page (%d) for an answer', async (status, body) => {
      const { client } = clientOf({ 'GET connection': () => ({ status, body }) });
      await expect(rejectionOf(client.getConnection())).resolves.toMatchObject({ kind: 'not-understood', code: null });
    });

    it('does not take JSON of another shape for an answer', async () => {
      const { client } = clientOf({ 'GET unit-groups': () => ({ body: { groups: [] } }) });
      await expect(rejectionOf(client.listUnitGroups(false))).resolves.toMatchObject({ kind: 'not-understood' });
    });

    it('tells a dead network from an answer', async () => {
      const { client } = clientOf({
        'GET connection': () => {
          throw new Error('connection reset');
        }
      });
      await expect(rejectionOf(client.getConnection())).resolves.toMatchObject({ kind: 'offline', status: null, code: null });
    });

    it('tells a request that was cancelled on its way', async () => {
      const { client, server } = clientOf({ 'GET connection': () => new Promise<never>(() => undefined) });
      const controller = new AbortController();
      const rejection = rejectionOf(client.getConnection({ signal: controller.signal }));
      await new Promise(resolve => setTimeout(resolve, 10));
      expect(server.requests).toHaveLength(1);
      controller.abort();
      await expect(rejection).resolves.toMatchObject({ kind: 'cancelled', status: null });
    });

    it('sends nothing when it was cancelled before', async () => {
      const { client, server } = clientOf({ 'GET connection': () => ({ body: CONNECTION }) });
      await expect(rejectionOf(client.getConnection({ signal: AbortSignal.abort() }))).resolves.toMatchObject({ kind: 'cancelled' });
      expect(server.requests).toHaveLength(0);
    });

    it.each<[string, FakeRoutes]>([
      [
        'a refusal',
        { 'PUT connection/token': () => ({ status: 409, body: { code: 'token_refused', message: 'The token was refused.' } }) }
      ],
      ['an HTML page', { 'PUT connection/token': () => ({ status: 500, body: '<html></html>' }) }],
      [
        'a dead network',
        {
          'PUT connection/token': () => {
            throw new Error('reset');
          }
        }
      ]
    ])('holds nothing of the request after %s', async (_name, routes) => {
      const { client } = clientOf(routes, 'jupyter-token');
      const error = await rejectionOf(client.setToken(SECRET));
      const shown = [JSON.stringify(error), inspect(error, { depth: 20, showHidden: true }), String(error), error.stack ?? ''].join('\n');
      expect(shown).not.toContain(SECRET);
      expect(shown).not.toContain('jupyter-token');
      expect(error.cause).toBeUndefined();
    });
  });
});
