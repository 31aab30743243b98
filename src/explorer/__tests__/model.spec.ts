import { FakeConnection } from '../../testing/connection';
import { fakeServer } from '../../testing/fakeServer';
import { until } from '../../testing/patience';
import type { UnitGroup } from '../../api/types';
import { CloudModel } from '../model/cloudModel';
import { ExplorerModel } from '../model/explorerModel';
import type { Announcement } from '../model/explorerState';
import type { IRemembered } from '../model/remembered';
import { NOTHING_REMEMBERED, readRemembered } from '../model/remembered';
import { connected, group, node, sampleTree, unit } from './cloud';

const FAST = { changing: 20, steady: 5_000, longest: 10_000 };

function setUp(
  options: { state?: ReturnType<typeof connected> | null; hidden?: () => boolean; remembered?: IRemembered; showAll?: boolean } = {}
) {
  let tree: UnitGroup[] = sampleTree();
  const server = fakeServer({ 'GET unit-groups': () => ({ body: { unitGroups: tree } }) });
  const connection = new FakeConnection({}, { server, state: options.state === undefined ? connected() : options.state });
  const clouds = new CloudModel({
    connection,
    client: () => connection.client(),
    isHidden: options.hidden ?? (() => false),
    intervals: FAST
  });
  const saved: IRemembered[] = [];
  const explorer = new ExplorerModel({
    clouds,
    connection,
    client: () => connection.client(),
    remembered: options.remembered ?? NOTHING_REMEMBERED,
    showAll: options.showAll ?? false,
    save: remembered => {
      saved.push(remembered);
    }
  });
  const lists = () => server.requests.filter(request => request.path === 'unit-groups' && request.method === 'GET');
  disposables.push(explorer, clouds);
  return {
    server,
    connection,
    clouds,
    explorer,
    saved,
    lists,
    setTree: (next: UnitGroup[]) => {
      tree = next;
    }
  };
}

const disposables: { dispose(): void }[] = [];
afterEach(() => {
  disposables.splice(0).forEach(one => {
    one.dispose();
  });
});

describe('CloudModel', () => {
  it('asks when watched, as a background request, and not before', async () => {
    const { clouds, lists } = setUp();
    await new Promise(resolve => setTimeout(resolve, 30));
    expect(lists()).toHaveLength(0);
    clouds.watch();
    await until(() => clouds.unitGroups !== null);
    expect(lists()[0]?.query.get('no_track_activity')).toBe('1');
    expect(lists()[0]?.query.has('privileged')).toBe(false);
    expect(clouds.interval).toBe(FAST.steady);
  });

  it('hurries while something changes, and keeps identity and silence when nothing did', async () => {
    const { clouds, lists, setTree } = setUp();
    setTree([group('demo', [unit('web', [node(1, { state: 'BOOTING' })], { state: 'BOOTING' })])]);
    clouds.watch();
    await until(() => clouds.unitGroups !== null);
    const first = clouds.unitGroups;
    let changes = 0;
    clouds.changed.connect(() => {
      changes += 1;
    });
    await until(() => lists().length > 3);
    expect(clouds.unitGroups).toBe(first);
    expect(changes).toBe(0);
    setTree(sampleTree());
    await until(() => clouds.interval === FAST.steady);
    expect(changes).toBe(1);
  });

  it('sleeps without watchers and when hidden, and wakes up', async () => {
    let hidden = false;
    const { clouds, lists, setTree } = setUp({ hidden: () => hidden });
    setTree([group('demo', [], { state: 'APPLYING' })]);
    const watch = clouds.watch();
    await until(() => lists().length > 1);
    hidden = true;
    await new Promise(resolve => setTimeout(resolve, 60));
    const asleep = lists().length;
    await new Promise(resolve => setTimeout(resolve, 100));
    expect(lists()).toHaveLength(asleep);
    hidden = false;
    clouds.wake();
    await until(() => lists().length > asleep);
    watch.dispose();
    await new Promise(resolve => setTimeout(resolve, 60));
    const unwatched = lists().length;
    await new Promise(resolve => setTimeout(resolve, 100));
    expect(lists()).toHaveLength(unwatched);
    await clouds.refresh();
    expect(lists()).toHaveLength(unwatched + 1);
  });

  it('keeps the last tree when a request fails, and recovers', async () => {
    const { clouds, server, connection } = setUp();
    clouds.watch();
    await until(() => clouds.unitGroups !== null);
    const tree = clouds.unitGroups;
    server.route({ 'GET unit-groups': () => ({ status: 409, body: { code: 'token_refused', message: 'no' } }) });
    await clouds.refresh();
    expect(clouds.error).toMatchObject({ code: 'token_refused' });
    expect(clouds.unitGroups).toBe(tree);
    expect(connection.refreshes).toBe(1);
    server.route({ 'GET unit-groups': () => ({ body: { unitGroups: sampleTree() } }) });
    await clouds.refresh();
    expect(clouds.error).toBeNull();
    expect(clouds.unitGroups).toBe(tree);
  });

  it('asks less and less often while requests fail', async () => {
    const { clouds, server, lists } = setUp();
    clouds.setIntervals({ changing: 20, steady: 20, longest: 10_000 });
    server.route({ 'GET unit-groups': () => ({ status: 502, body: { code: 'unreachable', message: 'no' } }) });
    clouds.watch();
    await until(() => lists().length > 1);
    await new Promise(resolve => setTimeout(resolve, 600));
    // Without back-off it would be about thirty.
    expect(lists().length).toBeLessThan(15);
  });

  it('does not ask while there is no token, and asks when one is given', async () => {
    const { clouds, connection, lists } = setUp({ state: connected({ state: 'no_token', authority: null }) });
    clouds.watch();
    await new Promise(resolve => setTimeout(resolve, 40));
    expect(lists()).toHaveLength(0);
    connection.update(connected());
    await until(() => lists().length === 1);
  });

  it('asks for the connection first while that is not known, and for no tree without a token', async () => {
    const { clouds, connection, lists } = setUp({ state: null });
    jest.spyOn(connection, 'refresh').mockImplementation(() => {
      connection.update(connected({ state: 'no_token', authority: null }));
      return Promise.resolve();
    });
    clouds.watch();
    await clouds.refresh();
    expect(connection.state?.state).toBe('no_token');
    expect(lists()).toHaveLength(0);
  });

  it('drops the answer to a question that nobody asks any more', async () => {
    const { clouds, server } = setUp();
    const late: (() => void)[] = [];
    server.route({
      'GET unit-groups': request =>
        request.query.get('privileged') === '1'
          ? { body: { unitGroups: [group('everybodys', [])] } }
          : new Promise(resolve => {
              late.push(() => {
                resolve({ body: { unitGroups: [group('mine', [])] } });
              });
            })
    });
    clouds.watch();
    await until(() => late.length === 1);
    await clouds.setPrivileged(true);
    late.forEach(answer => {
      answer();
    });
    await until(() => clouds.unitGroups !== null);
    expect(clouds.unitGroups?.map(one => one.name)).toEqual(['everybodys']);
  });
});

describe('ExplorerModel', () => {
  it('begins a new word of type-ahead after a move', async () => {
    const { explorer, clouds } = setUp();
    await clouds.refresh();
    explorer.press('Home');
    explorer.type('d');
    explorer.type('b');
    explorer.press('Home');
    explorer.type('w');
    expect(explorer.state.focused).toBe('id_demo/web');
  });

  it('remembers filter and closed rows', async () => {
    const { explorer, clouds, saved } = setUp();
    await clouds.refresh();
    explorer.focus('id_demo');
    expect(explorer.press('ArrowLeft')).toBe(true);
    explorer.setFilter('demo');
    await until(() => saved.length > 0);
    const remembered = saved.at(-1);
    expect(remembered).toMatchObject({ filter: 'demo' });
    expect(remembered?.closed).toEqual(['id_demo']);
    const again = setUp({ remembered: readRemembered(JSON.parse(JSON.stringify(remembered))) });
    await again.clouds.refresh();
    expect(again.explorer.state.rows.map(row => row.key)).toEqual(['id_demo']);
  });

  it('forgets what it cannot read', () => {
    expect(readRemembered({ filter: 7, opened: [1, 'a'], all: 'x', onFailure: 'shout' })).toEqual({
      ...NOTHING_REMEMBERED,
      opened: ['a']
    });
    expect(readRemembered({ onFailure: 'stop' }).onFailure).toBe('stop');
    expect(readRemembered(null)).toBe(NOTHING_REMEMBERED);
  });

  it('uses super rights only when asked for, possible and needed', async () => {
    const { explorer, clouds, server, connection, lists } = setUp({ showAll: true });
    server.route({ 'DELETE unit-groups/*': () => ({ status: 202, body: {} }) });
    await clouds.refresh();
    expect(lists().at(-1)?.query.get('privileged')).toBe('1');
    const [mine, other] = ['id_demo', 'id_store'].map(key => explorer.find(key));
    for (const place of [mine, other]) {
      expect(place && (await explorer.give(place, { operation: 'delete' }))).toMatchObject({ taken: true });
    }
    const deletions = server.requests.filter(request => request.method === 'DELETE');
    expect(deletions.map(request => [request.path, request.query.get('force'), request.query.get('privileged')])).toEqual([
      ['unit-groups/id_demo', '1', undefined],
      ['unit-groups/id_store', '1', '1']
    ]);
    connection.update(connected({ authority: { user: 'nobody', role: 'fullaccess', userRole: 'regular' } }));
    await clouds.refresh();
    expect(explorer.state.all).toBe(false);
    expect(lists().at(-1)?.query.has('privileged')).toBe(false);
  });

  it('shows an order on its row until the tree does', async () => {
    const { explorer, clouds, server, setTree } = setUp();
    server.route({ 'DELETE unit-groups/*/units/*/nodes/*': () => ({ status: 202, body: {} }) });
    await clouds.refresh();
    const place = explorer.find('id_demo/web/n1');
    const giving = place && explorer.give(place, { operation: 'delete' });
    expect(explorer.state.orders.get('id_demo/web/n1')).toMatchObject({ operation: 'delete', phase: 'given' });
    expect(place && explorer.judge('delete', place)).toMatchObject({ allowed: false, reason: { code: 'ordered' } });
    await giving;
    expect(explorer.state.orders.size).toBe(1);
    setTree([group('demo', [unit('web', [node(1, { state: 'DELETING' }), node(2)], { state: 'INDEFINITE' })])]);
    await clouds.refresh();
    expect(explorer.state.orders.size).toBe(0);
  });

  it('says so when an order that was taken changes nothing, and only when the tree is fresh', async () => {
    const { explorer, clouds, server } = setUp();
    server.route({ 'DELETE unit-groups/*/units/*/nodes/*': () => ({ status: 202, body: {} }) });
    await clouds.refresh();
    const said: Announcement[] = [];
    explorer.announced.connect((_, announcement) => said.push(announcement));
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'performance'] });
    try {
      const order = async (key: string): Promise<void> => {
        const place = explorer.find(key);
        const giving = place && explorer.give(place, { operation: 'delete' });
        await jest.advanceTimersByTimeAsync(100);
        await giving;
      };
      await order('id_demo/web/n1');
      await jest.advanceTimersByTimeAsync(59_000);
      expect(explorer.state.orders.get('id_demo/web/n1')).toMatchObject({ phase: 'given' });
      await jest.advanceTimersByTimeAsync(2_000);
      expect(explorer.state.orders.get('id_demo/web/n1')).toMatchObject({ phase: 'failed', error: { code: 'no_effect' } });
      expect(said.map(({ kind }) => kind)).toEqual(['taken', 'failed']);
      await order('id_demo/web/n2');
      server.route({ 'GET unit-groups': () => ({ status: 504, body: { code: 'timeout', message: 'slow' } }) });
      await jest.advanceTimersByTimeAsync(62_000);
      expect(explorer.state.orders.has('id_demo/web/n2')).toBe(false);
    } finally {
      jest.useRealTimers();
    }
  });

  it('counts as shown what began and ended between two looks', async () => {
    const { explorer, clouds, server, setTree } = setUp();
    server.route({ 'POST unit-groups/*/units/*/nodes': () => ({ status: 202, body: {} }) });
    await clouds.refresh();
    const place = explorer.find('id_demo/web');
    setTree([group('demo', [unit('web', [node(1), node(2), node(3)])])]);
    expect(place && (await explorer.give(place, { operation: 'add_nodes', count: 1, addresses: [] }))).toMatchObject({ taken: true });
    expect(explorer.state.orders.size).toBe(0);
  });

  it('keeps a refusal with the row until it is dismissed', async () => {
    const { explorer, clouds, server } = setUp();
    server.route({ 'POST unit-groups/*/units/*/operations/*': () => ({ status: 409, body: { code: 'busy', message: 'processing' } }) });
    await clouds.refresh();
    const said: Announcement[] = [];
    explorer.announced.connect((_, announcement) => said.push(announcement));
    const place = explorer.find('id_demo/web');
    expect(place && (await explorer.give(place, { operation: 'power_off' }))).toMatchObject({ taken: false });
    expect(server.requests.find(({ method }) => method === 'POST')?.path).toBe('unit-groups/id_demo/units/web/operations/power_off');
    expect(explorer.state.orders.get('id_demo/web')).toMatchObject({ phase: 'failed', error: { code: 'busy' } });
    expect(said).toMatchObject([{ kind: 'failed', operation: 'power_off' }]);
    await clouds.refresh();
    expect(explorer.state.orders.size).toBe(1);
    explorer.dismissFailure('id_demo/web');
    expect(explorer.state.orders.size).toBe(0);
  });

  it('counts a unit as idle once its flag was cleared, until its state changes', async () => {
    const { explorer, clouds, server, setTree } = setUp();
    const hanging = (state: string) => [group('demo', [unit('web', [node(1, { state })], { state })])];
    server.route({ 'POST unit-groups/*/units/*/operations/*': () => ({ status: 202, body: {} }) });
    setTree(hanging('BOOTING'));
    await clouds.refresh();
    const may = () => {
      const place = explorer.find('id_demo/web');
      const verdict = place && explorer.judge('delete', place);
      return verdict?.allowed === false ? verdict.reason.code : 'yes';
    };
    expect(may()).toBe('busy');
    const place = explorer.find('id_demo/web');
    const before = explorer.state.verdicts;
    expect(place && (await explorer.give(place, { operation: 'clear_processing' }))).toMatchObject({ taken: true });
    expect(may()).toBe('yes');
    expect(explorer.state.verdicts).not.toBe(before);
    setTree(hanging('STOPPING'));
    await clouds.refresh();
    expect(may()).toBe('busy');
  });

  it('asks again for the tree when a target was gone, and takes its row away', async () => {
    const { explorer, clouds, server, setTree } = setUp();
    server.route({
      'DELETE unit-groups/*/units/*': () => {
        setTree([group('demo', [])]);
        return { status: 404, body: { code: 'not_found', message: 'gone' } };
      }
    });
    await clouds.refresh();
    const place = explorer.find('id_demo/web');
    expect(place && (await explorer.give(place, { operation: 'delete', force: false }))).toMatchObject({ taken: false });
    expect(server.requests.find(request => request.method === 'DELETE')?.query.has('force')).toBe(false);
    expect(explorer.find('id_demo/web')).toBeNull();
    expect(explorer.state.orders.size).toBe(0);
  });

  it('makes an order for many targets, with extra rights only where they are needed, and remembers the choice', async () => {
    const { explorer, clouds, saved } = setUp({ showAll: true });
    await clouds.refresh();
    const places = ['id_demo/web/n1', 'id_store/vol'].flatMap(key => explorer.find(key) ?? []);
    const request = explorer.bulk.orderOf(explorer.bulk.plan('delete', places), 'stop', null);
    expect(request).toEqual({
      operation: 'delete',
      onFailure: 'stop',
      targets: [
        { group: 'id_demo', groupName: 'demo', unit: 'web', node: 'n1', number: 1, storage: false, privileged: false },
        { group: 'id_store', groupName: 'store', unit: 'vol', storage: true, privileged: true }
      ]
    });
    await until(() => saved.at(-1)?.onFailure === 'stop');
    const groups = ['id_demo'].flatMap(key => explorer.find(key) ?? []);
    expect(explorer.bulk.orderOf(explorer.bulk.plan('change_owner', groups), 'continue', 'hanako')).toMatchObject({ owner: 'hanako' });
  });

  it('says what happens to the row with the focus, and moves on when it goes', async () => {
    const { explorer, clouds, setTree } = setUp();
    await clouds.refresh();
    explorer.focus('id_demo/web/n2');
    const said: Announcement[] = [];
    explorer.announced.connect((_, announcement) => said.push(announcement));
    setTree([group('demo', [unit('web', [node(1), node(2, { state: 'HOST_ERROR' })])])]);
    await clouds.refresh();
    setTree([group('demo', [unit('web', [node(1)])])]);
    await clouds.refresh();
    expect(said.map(one => one.kind)).toEqual(['state', 'gone']);
    expect(explorer.state.focused).toBe('id_demo/web/n1');
  });

  it('creates a group and goes to it', async () => {
    const { explorer, clouds, server, setTree } = setUp();
    await clouds.refresh();
    server.route({
      'POST unit-groups': () => {
        setTree([...sampleTree(), group('fresh', [])]);
        return { status: 202, body: { id: 'id_fresh' } };
      }
    });
    explorer.setFilter('demo');
    await explorer.createGroup('fresh', 'storage');
    expect(server.requests.find(request => request.method === 'POST')?.body).toEqual({ name: 'fresh', type: 'storage' });
    expect(explorer.state).toMatchObject({ focused: 'id_fresh', filter: '' });
  });
});
