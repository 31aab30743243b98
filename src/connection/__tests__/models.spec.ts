import { MAX_TOKEN_LENGTH } from '../../common/accessToken';
import { FakeConnection, connectionState } from '../../testing/connection';
import type { FakeRoutes } from '../../testing/fakeServer';
import { ConnectionCheck } from '../model/connectionCheck';
import { TokenEntry } from '../model/tokenEntry';

const TOKEN = 's.correct-horse-battery-staple';
const REFUSED = { status: 409, body: { code: 'token_refused', message: 'The token was refused.' } };
const REPORT = { stages: [{ stage: 'config', status: 'ok' }], providers: [], problems: [] };

describe('TokenEntry', () => {
  function entryOf(routes: FakeRoutes) {
    const connection = new FakeConnection(routes, { state: connectionState({ state: 'no_token' }) });
    return { connection, entry: new TokenEntry(connection) };
  }

  it('hands the token over without the white space around it, and takes over the new state', async () => {
    const { connection, entry } = entryOf({ 'PUT connection/token': () => ({ body: connectionState() }) });
    const submitted = entry.submit(`  ${TOKEN}\n`);
    expect(entry.snapshot.busy).toBe(true);
    await expect(submitted).resolves.toEqual(connectionState());
    expect(connection.server.requests[0]?.body).toEqual({ token: TOKEN });
    expect(connection.state?.state).toBe('ready');
    expect(entry.snapshot).toEqual({ busy: false, problem: null });
  });

  it('tells why a token was refused, and keeps the old state', async () => {
    const { connection, entry } = entryOf({ 'PUT connection/token': () => REFUSED });
    await expect(entry.submit(TOKEN)).resolves.toBeNull();
    expect(entry.snapshot).toMatchObject({ busy: false, problem: { error: { code: 'token_refused' } } });
    expect(connection.state?.state).toBe('no_token');
  });

  it('never holds the token', async () => {
    const { entry } = entryOf({ 'PUT connection/token': () => REFUSED });
    await entry.submit(TOKEN);
    expect(JSON.stringify(entry.snapshot)).not.toContain(TOKEN);
  });

  it.each([
    [' \n', 'empty'],
    ['x'.repeat(MAX_TOKEN_LENGTH + 1), 'too-long']
  ])('asks nobody about a token that cannot be one', async (text, problem) => {
    const { connection, entry } = entryOf({});
    await expect(entry.submit(text)).resolves.toBeNull();
    expect(entry.snapshot.problem).toBe(problem);
    expect(connection.server.requests).toHaveLength(0);
  });

  it('sends one token at a time', async () => {
    const { connection, entry } = entryOf({ 'PUT connection/token': () => ({ body: connectionState() }) });
    await Promise.all([entry.submit(TOKEN), entry.submit('another')]);
    expect(connection.server.requests.map(request => request.body)).toEqual([{ token: TOKEN }]);
  });

  it('asks for the state when the dialog was closed in between, because the token may have been taken', async () => {
    const { connection, entry } = entryOf({ 'PUT connection/token': () => new Promise<never>(() => undefined) });
    const submitted = entry.submit(TOKEN);
    await new Promise(resolve => setTimeout(resolve, 10));
    entry.dispose();
    await expect(submitted).resolves.toBeNull();
    expect(connection.refreshes).toBe(1);
    expect(entry.isDisposed).toBe(true);
  });
});

describe('ConnectionCheck', () => {
  it('asks for the report, then for the state', async () => {
    const connection = new FakeConnection({ 'POST connection/check': () => ({ body: REPORT }) });
    const check = new ConnectionCheck(connection);
    const running: boolean[] = [];
    check.changed.connect(() => running.push(check.snapshot.running));
    await check.run();
    expect(running).toEqual([true, false]);
    expect(check.snapshot).toMatchObject({ running: false, report: REPORT, error: null });
    expect(check.snapshot.finished).toBeInstanceOf(Date);
    expect(connection.refreshes).toBe(1);
  });

  it('keeps the last report while the next one is made, and drops it when that fails', async () => {
    const connection = new FakeConnection({ 'POST connection/check': () => ({ body: REPORT }) });
    const check = new ConnectionCheck(connection);
    await check.run();
    connection.server.route({ 'POST connection/check': () => ({ status: 500, body: { code: 'internal', message: 'Something broke.' } }) });
    const again = check.run();
    expect(check.snapshot).toMatchObject({ running: true, report: REPORT });
    await again;
    expect(check.snapshot).toMatchObject({ running: false, report: null, error: { code: 'internal' } });
  });

  it('runs once for those who ask at the same time', async () => {
    const connection = new FakeConnection({ 'POST connection/check': () => ({ body: REPORT }) });
    const check = new ConnectionCheck(connection);
    await Promise.all([check.run(), check.run()]);
    expect(connection.server.requests).toHaveLength(1);
  });

  it('stops and says nothing more when disposed of', async () => {
    const connection = new FakeConnection({ 'POST connection/check': () => new Promise<never>(() => undefined) });
    const check = new ConnectionCheck(connection);
    const emitted = jest.fn();
    const run = check.run();
    check.changed.connect(emitted);
    check.dispose();
    await run;
    await check.run();
    expect(emitted).not.toHaveBeenCalled();
    expect(connection.refreshes).toBe(0);
    expect(connection.server.requests.length).toBeLessThanOrEqual(1);
  });
});
