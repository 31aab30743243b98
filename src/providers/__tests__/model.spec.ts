import type { UnitGroup } from '../../api/types';
import { CONTROLLER_WITH_WEB, FakeClouds } from '../../nodespec/__tests__/clouds';
import { FakeConnection, connectionState } from '../../testing/connection';
import type { FakeRoutes, IFakeServer } from '../../testing/fakeServer';
import { nextChoice } from '../domain/choice';
import { CredentialsEntry } from '../model/credentialsEntry';
import { FormerToken } from '../model/formerToken';
import { ProvidersModel, shownProvider } from '../model/providersModel';
import { catalogReply, credentialsReply, key, providersReply, section } from './replies';

const SECRET = 'AKIA-correct-horse';
const ANSWERS: FakeRoutes = {
  'GET providers': () => ({ body: providersReply() }),
  'GET credentials': () => ({ body: credentialsReply() }),
  'GET vpn-catalog': () => ({ body: catalogReply() })
};

const asked = (server: IFakeServer): readonly string[] => server.requests.map(({ method, path }) => `${method} ${path}`);
const settle = (): Promise<void> => new Promise(resolve => setTimeout(resolve, 20));

describe('ProvidersModel', () => {
  const models: ProvidersModel[] = [];
  afterEach(() => {
    models.splice(0).forEach(model => {
      model.dispose();
    });
  });

  function modelOf(routes: FakeRoutes = {}, clouds: FakeClouds | null = new FakeClouds()) {
    const connection = new FakeConnection({ ...ANSWERS, ...routes });
    const model = new ProvidersModel({ connection, clouds: clouds && { model: () => Promise.resolve(clouds) } });
    models.push(model);
    return { connection, model, clouds };
  }

  it('asks for nothing before it is told to, then for all three', async () => {
    const { connection, model } = modelOf();
    expect(connection.server.requests).toEqual([]);
    await model.refresh();
    expect([...asked(connection.server)].sort()).toEqual(['GET credentials', 'GET providers', 'GET vpn-catalog']);
    expect(model.snapshot.providers.answer?.list).toHaveLength(5);
    expect(model.snapshot.credentials).toMatchObject({ error: null, asking: false });
    expect(model.snapshot.catalog.answer?.entries).toHaveLength(3);
  });

  it('keeps what it knows when one of them fails, and says why', async () => {
    const { connection, model } = modelOf();
    await model.refresh();
    connection.server.route({ 'GET credentials': () => ({ status: 409, body: { code: 'config_broken', message: 'line 3' } }) });
    await model.refresh();
    expect(model.snapshot.credentials.answer).toEqual(credentialsReply());
    expect(model.snapshot.credentials.error).toMatchObject({ code: 'config_broken' });
    expect(model.snapshot.providers.error).toBeNull();
  });

  it('takes the answer of the last question only', async () => {
    const versions = ['late', 'now'];
    const { model } = modelOf({
      'GET credentials': async () => {
        const version = versions.shift() ?? '';
        await new Promise(resolve => setTimeout(resolve, version === 'late' ? 40 : 1));
        return { body: credentialsReply({ version }) };
      }
    });
    await Promise.all([model.refreshCredentials(), model.refreshCredentials()]);
    expect(model.snapshot.credentials.answer?.version).toBe('now');
  });

  it('asks again when the connection changed, for another token has another cubbyhole', async () => {
    const { connection, model } = modelOf();
    connection.update(connectionState());
    await settle();
    expect(asked(connection.server)).toContain('GET credentials');
    model.dispose();
    const before = connection.server.requests.length;
    connection.update(connectionState());
    await settle();
    expect(connection.server.requests).toHaveLength(before);
  });

  it('follows the live tree while it is awake', async () => {
    const { model, clouds } = modelOf();
    const watched = jest.spyOn(clouds ?? new FakeClouds(), 'watch');
    model.wake();
    await settle();
    expect(watched).toHaveBeenCalledTimes(1);
    const tree: readonly UnitGroup[] = CONTROLLER_WITH_WEB;
    clouds?.put(tree);
    expect(model.snapshot.unitGroups).toBe(tree);
    model.sleep();
    model.wake();
    expect(watched).toHaveBeenCalledTimes(2);
  });

  it('shows the chosen provider, else the first that the controller has', async () => {
    const { model } = modelOf();
    expect(shownProvider(model.snapshot)).toBeNull();
    await model.refresh();
    expect(shownProvider(model.snapshot)?.name).toBe('aws');
    model.show('oracle', 'networks');
    expect(shownProvider(model.snapshot)?.name).toBe('oracle');
    model.show(null, 'flavors');
    expect(model.snapshot).toMatchObject({ chosen: 'oracle', shown: { section: 'flavors' } });
    model.show('nobody', null);
    expect(shownProvider(model.snapshot)?.name).toBe('aws');
  });

  it('removes a flavor from the version that is shown, and reads again', async () => {
    const file = { path: 'vcp_flavor.yml', version: 'f2', backup: 'vcp_flavor.yml.1' };
    const { connection, model } = modelOf({ 'DELETE flavors/*/*': () => ({ body: file }) });
    await model.refreshProviders();
    await expect(model.removeFlavor('aws', 'own')).resolves.toEqual(file);
    const [request] = connection.server.requests.filter(({ method }) => method === 'DELETE');
    expect([request?.wildcards, request?.query.get('version')]).toEqual([['aws', 'own'], 'f1']);
    expect(asked(connection.server).slice(-1)).toEqual(['GET providers']);
  });

  it('reads again when the file was edited by hand meanwhile, and removes nothing', async () => {
    const { connection, model } = modelOf({ 'DELETE flavors/*/*': () => ({ status: 409, body: { code: 'changed', message: 'no' } }) });
    await model.refreshProviders();
    connection.server.route({ 'GET providers': () => ({ body: providersReply({ flavorsVersion: 'f9' }) }) });
    await expect(model.removeFlavor('aws', 'own')).rejects.toMatchObject({ code: 'changed' });
    expect(model.snapshot.providers.answer?.flavorsVersion).toBe('f9');
  });

  it('takes over what copying from a former token has answered', async () => {
    const credentials = credentialsReply({ version: 'c2' });
    const { connection, model } = modelOf({ 'POST credentials/copy': () => ({ body: { copied: ['a'], missing: [], credentials } }) });
    await model.copyCredentials(null);
    expect(connection.server.requests.at(-1)?.body).toEqual({});
    expect(model.snapshot.credentials.answer?.version).toBe('c2');
  });
});

describe('CredentialsEntry', () => {
  function entryOf(routes: FakeRoutes, keys = [key('access_key', 'resolved'), key('secret_key', 'missing')]) {
    const connection = new FakeConnection({ ...ANSWERS, ...routes });
    const credentials = credentialsReply({ providers: [section('aws', keys)] });
    return { connection, entry: new CredentialsEntry({ connection, section: 'aws', credentials }) };
  }
  const entered = (values: Record<string, string>): ReadonlyMap<string, string> => new Map(Object.entries(values));

  it('sends what was filled in, and nothing else', async () => {
    const { connection, entry } = entryOf({ 'PUT credentials/*': () => ({ body: credentialsReply({ version: 'c2' }) }) });
    const stored = await entry.submit(entered({ access_key: '', secret_key: SECRET }), true);
    expect(stored?.version).toBe('c2');
    const [request] = connection.server.requests;
    expect(request?.wildcards).toEqual(['aws']);
    expect(request?.body).toEqual({ values: { secret_key: SECRET }, reference: true, version: 'c1' });
  });

  it('asks nobody when nothing is filled in, or a reference is lacking', async () => {
    const { connection, entry } = entryOf({});
    expect(await entry.submit(entered({ secret_key: '' }), true)).toBeNull();
    expect(entry.snapshot.faults).toEqual([{ code: 'empty' }]);
    expect(await entry.submit(entered({ secret_key: SECRET }), false)).toBeNull();
    expect(entry.snapshot.faults).toEqual([{ code: 'needs_reference', key: 'secret_key' }]);
    expect(connection.server.requests).toEqual([]);
  });

  it('reads again when the file changed, explains, and then stores against the new version', async () => {
    const answers = [
      { status: 409, body: { code: 'changed', message: 'edited' } },
      { status: 200, body: credentialsReply({ version: 'c4' }) }
    ];
    const newer = credentialsReply({ version: 'c3', providers: [section('aws', [key('access_key', 'resolved')])] });
    const { connection, entry } = entryOf({
      'PUT credentials/*': () => answers.shift() ?? { status: 500 },
      'GET credentials': () => ({ body: newer })
    });
    expect(await entry.submit(entered({ access_key: SECRET }), true)).toBeNull();
    expect(entry.snapshot).toMatchObject({ busy: false, error: { code: 'changed' } });
    expect(entry.snapshot.keys.map(({ key: name }) => name)).toEqual(['access_key']);
    expect((await entry.submit(entered({ access_key: SECRET }), true))?.version).toBe('c4');
    expect(connection.server.requests.at(-1)?.body).toMatchObject({ version: 'c3' });
  });

  it('never keeps a value, whatever happens', async () => {
    const { entry } = entryOf({ 'PUT credentials/*': () => ({ status: 409, body: { code: 'vault_failed', message: 'sealed' } }) });
    const snapshots: unknown[] = [];
    entry.changed.connect(() => snapshots.push(entry.snapshot));
    expect(await entry.submit(entered({ secret_key: SECRET }), true)).toBeNull();
    expect(entry.snapshot.error).toMatchObject({ code: 'vault_failed' });
    expect(snapshots).toHaveLength(2);
    const { error } = entry.snapshot;
    expect(JSON.stringify([snapshots, error instanceof Error && { ...error, text: String(error), stack: error.stack }])).not.toContain(
      SECRET
    );
  });

  it('sends once, however often it is pressed', async () => {
    const { connection, entry } = entryOf({ 'PUT credentials/*': () => ({ body: credentialsReply() }) });
    const values = entered({ access_key: SECRET });
    const results = await Promise.all([entry.submit(values, true), entry.submit(values, true)]);
    expect(results[1]).toBeNull();
    expect(connection.server.requests).toHaveLength(1);
  });
});

describe('FormerToken', () => {
  const copy = { copied: ['vault://cubbyhole/aws/secret_key'], missing: [], credentials: credentialsReply() };

  it('hands the token on without the white space of a mail', async () => {
    const carryOut = jest.fn(() => Promise.resolve(copy));
    const former = new FormerToken(carryOut);
    expect(await former.submit('  s.former\n')).toBe(copy);
    expect(carryOut).toHaveBeenCalledWith('s.former');
    expect(JSON.stringify(former.snapshot)).not.toContain('s.former');
  });

  it.each([
    ['', 'empty'],
    ['x'.repeat(4097), 'too-long']
  ])('asks nobody about %#', async (text, problem) => {
    const carryOut = jest.fn(() => Promise.resolve(copy));
    const former = new FormerToken(carryOut);
    expect(await former.submit(text)).toBeNull();
    expect(former.snapshot).toEqual({ busy: false, problem });
    expect(carryOut).not.toHaveBeenCalled();
  });

  it('says why nothing was copied', async () => {
    const former = new FormerToken(() => Promise.reject(new Error('refused')));
    expect(await former.submit('s.former')).toBeNull();
    expect(former.snapshot.problem).toMatchObject({ error: { message: 'refused' } });
  });
});

describe('nextChoice', () => {
  const names = ['aws', 'azure', 'gcp', 'oracle'];
  it.each([
    ['aws', 'ArrowDown', 'azure'],
    ['oracle', 'ArrowDown', 'oracle'],
    ['aws', 'ArrowUp', 'aws'],
    [null, 'ArrowDown', 'aws'],
    ['gcp', 'Home', 'aws'],
    ['gcp', 'End', 'oracle'],
    ['aws', 'a', 'azure'],
    ['azure', 'A', 'aws'],
    ['aws', 'z', null],
    ['aws', 'Enter', null]
  ])('from %s by %s to %s', (current, pressed, next) => expect(nextChoice(names, current, pressed)).toBe(next));

  it('leads nowhere in an empty list', () => expect(nextChoice([], null, 'End')).toBeNull());
});
