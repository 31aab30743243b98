import { CONTRACT, VERSION } from '../../common/version';
import { connectionState } from '../../testing/connection';
import { fakeServer } from '../../testing/fakeServer';
import type { FakeRoutes } from '../../testing/fakeServer';
import { Connection } from '../model/connection';
import { shakeHands } from '../model/handshake';

const GOOD_VERSION = { 'GET version': () => ({ body: { version: VERSION, contract: CONTRACT, activeJobs: 2, activeBatches: 3 } }) };

function connectionOf(routes: FakeRoutes) {
  const server = fakeServer({ ...GOOD_VERSION, ...routes });
  const connection = new Connection({ serverSettings: server.settings, handshake: shakeHands(server.settings) });
  const emitted = jest.fn();
  connection.changed.connect(emitted);
  return { connection, server, emitted };
}

describe('shakeHands', () => {
  it.each<[string, FakeRoutes, unknown]>([
    ['the same version', GOOD_VERSION, { result: 'ok', activeJobs: 2, activeBatches: 3 }],
    ['no server half', {}, { result: 'missing' }],
    [
      'another version',
      { 'GET version': () => ({ body: { version: '9.8.7', contract: CONTRACT, activeJobs: 0 } }) },
      { result: 'mismatch', server: '9.8.7' }
    ],
    [
      'another contract',
      { 'GET version': () => ({ body: { version: VERSION, contract: CONTRACT + 1, activeJobs: 0 } }) },
      { result: 'mismatch', server: VERSION }
    ],
    ['an ended login', { 'GET version': () => ({ status: 403, body: '<html></html>' }) }, { result: 'failed', message: 'HTTP 403' }],
    ['JSON of somebody else', { 'GET version': () => ({ body: [1] }) }, { result: 'failed', message: 'vcp/api/version' }]
  ])('tells %s', async (_name, routes, expected) => {
    const server = fakeServer(routes);
    await expect(shakeHands(server.settings)).resolves.toEqual(expected);
    expect(server.requests.map(request => `${request.method} ${request.path}`)).toEqual(['GET version']);
  });

  it.each<[string, FakeRoutes]>([
    ['a login page', { 'GET version': () => ({ body: '<html>Log in</html>' }) }],
    [
      'a dead network',
      {
        'GET version': () => {
          throw new Error('reset');
        }
      }
    ]
  ])('does not reject on %s', async (_name, routes) => {
    await expect(shakeHands(fakeServer(routes).settings)).resolves.toMatchObject({
      result: 'failed',
      message: expect.stringMatching(/\S/)
    });
  });
});

describe('Connection', () => {
  it('makes no request but the handshake until it is asked', async () => {
    const { connection, server } = connectionOf({ 'GET connection': () => ({ body: connectionState() }) });
    await connection.handshake;
    expect(server.requests.map(request => request.path)).toEqual(['version']);
    expect(connection.state).toBeNull();
  });

  it('takes the state from the server half and tells so once', async () => {
    const { connection, emitted } = connectionOf({ 'GET connection': () => ({ body: connectionState() }) });
    await connection.refresh();
    await connection.refresh();
    expect(connection.state).toEqual(connectionState());
    expect(connection.error).toBeNull();
    expect(emitted).toHaveBeenCalledTimes(1);
  });

  it('asks once for those who ask at the same time', async () => {
    const { connection, server } = connectionOf({ 'GET connection': () => ({ body: connectionState() }) });
    await Promise.all([connection.refresh(), connection.refresh(), connection.refresh()]);
    expect(server.requests.filter(request => request.path === 'connection')).toHaveLength(1);
  });

  it('keeps the last state and the reason when asking fails', async () => {
    const { connection, server, emitted } = connectionOf({ 'GET connection': () => ({ body: connectionState() }) });
    await connection.refresh();
    server.route({ 'GET connection': () => ({ status: 502, body: '<html>Bad gateway</html>' }) });
    await connection.refresh();
    expect(connection.state).toEqual(connectionState());
    expect(connection.error).toMatchObject({ kind: 'not-understood', status: 502 });
    expect(emitted).toHaveBeenCalledTimes(2);
  });

  it('does not ask a server half that is missing', async () => {
    const server = fakeServer();
    const connection = new Connection({ serverSettings: server.settings, handshake: shakeHands(server.settings) });
    await connection.refresh();
    expect(server.requests.map(request => request.path)).toEqual(['version']);
    expect(connection.state).toBeNull();
  });

  it('does not let a slow answer undo a token that was given meanwhile', async () => {
    let answer: () => void = () => undefined;
    const asked = new Promise<void>(resolve => (answer = resolve));
    const { connection } = connectionOf({
      'GET connection': async () => {
        await asked;
        return { body: connectionState({ state: 'no_token' }) };
      }
    });
    const refreshed = connection.refresh();
    connection.update(connectionState());
    answer();
    await refreshed;
    expect(connection.state?.state).toBe('ready');
  });

  it('tells of a state that a call answered also when it reads the same: the token behind it may be another one', async () => {
    const { connection, emitted } = connectionOf({ 'GET connection': () => ({ body: connectionState() }) });
    await connection.refresh();
    await connection.refresh();
    expect(emitted).toHaveBeenCalledTimes(1);
    connection.update(connectionState());
    expect(emitted).toHaveBeenCalledTimes(2);
  });

  it('gives everybody the same client', async () => {
    const { connection } = connectionOf({});
    const [one, other] = await Promise.all([connection.client(), connection.client()]);
    expect(one).toBe(other);
  });

  it('is silent when disposed of', async () => {
    const { connection, emitted } = connectionOf({});
    connection.dispose();
    connection.update(connectionState());
    expect(connection.isDisposed).toBe(true);
    expect(emitted).not.toHaveBeenCalled();
  });
});
