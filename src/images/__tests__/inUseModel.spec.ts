/** Which images run: counted from the live tree, judged by the tags of the registries. */
import { until } from '../../testing/patience';
import { InUseModel } from '../model/inUseModel';
import { group, join, unit } from './inUse';
import type { IJoined } from './inUse';
import { failure, HARBOR, registry, tagsOf, USER } from './replies';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const CONTENT = {
  'vcp/base': ['2.1.0-alpine3.21-x86_64', '3.0.0-alpine3.22', '3.0.0-ubuntu24.04'],
  'lab/genome': ['1', '2']
};
const TREE = [
  group('demo', [unit('web', 'vcp/base:2.1.0-alpine3.21-x86_64', 2), unit('db', 'vcp/base:3.0.0-alpine3.22'), unit('old', null)]),
  group('lab', [unit('jobs', `${USER.prefix}lab/genome:1`, 3), unit('pinned', `vcp/base@${DIGEST}`)])
];

let joined: IJoined;
afterEach(() => {
  joined.dispose();
});

const states = () => joined.inUse.snapshot.units?.map(({ unit: name, state }) => `${name} ${state.kind}`);

async function counted(content: typeof CONTENT | Record<string, never> = CONTENT, routes = {}): Promise<void> {
  joined = join(content, routes);
  joined.inUse.watch();
  await joined.catalog.load();
  joined.tree.put(TREE);
  await until(() => joined.inUse.snapshot.units !== null);
}

describe('counting', () => {
  it('needs no tags, and counts an image in each of its spellings', async () => {
    await counted();
    const { inUse, askedFor } = joined;
    const before = askedFor().length;
    expect(inUse.countOf('vcp/base:2.1.0-alpine3.21-x86_64')).toBe(2);
    expect(inUse.countOf('10.0.0.1:5000/vcp/base:2.1.0-alpine3.21-x86_64')).toBe(2);
    expect(inUse.countOf(`${USER.prefix}lab/genome:1`)).toBe(3);
    expect(inUse.countOf('vcp/base:3.0.0-ubuntu24.04')).toBe(0);
    expect(inUse.countOf('elsewhere.example/vcp/base:1')).toBe(0);
    expect(askedFor()).toHaveLength(before);
  });

  it('counts nodes whose spec has the digest where the digest of a tag is known', async () => {
    await counted();
    expect(joined.inUse.countOf('vcp/base:3.0.0-alpine3.22')).toBe(1);
    expect(joined.inUse.countOf('vcp/base:3.0.0-alpine3.22', DIGEST)).toBe(2);
    expect(joined.inUse.countOf('vcp/base:3.0.0-alpine3.22', `sha256:${'b'.repeat(64)}`)).toBe(1);
  });

  it('keeps the set of images for as long as it is the same, since filters look at it once', async () => {
    await counted();
    const { inUse, tree } = joined;
    const images = inUse.imagesIn('official');
    expect([...images].sort()).toEqual(['vcp/base:2.1.0-alpine3.21-x86_64', 'vcp/base:3.0.0-alpine3.22', `vcp/base@${DIGEST}`]);
    tree.put([...TREE, group('more', [unit('web', 'vcp/base:3.0.0-alpine3.22', 5)])]);
    expect(inUse.imagesIn('official')).toBe(images);
    expect(inUse.countOf('vcp/base:3.0.0-alpine3.22')).toBe(6);
    tree.put([]);
    expect([...inUse.imagesIn('official')]).toEqual([]);
    expect(inUse.imagesIn('unknown').size).toBe(0);
  });
});

describe('the tree', () => {
  it('is kept up to date while somebody watches, and asked for when nobody has yet', async () => {
    joined = join(CONTENT);
    const { inUse, tree } = joined;
    const watch = inUse.watch();
    await until(() => tree.watchers === 1);
    expect(tree.refreshes).toBe(1);
    watch.dispose();
    expect(tree.watchers).toBe(0);
    inUse.watch().dispose();
    await Promise.resolve();
    expect(tree.watchers).toBe(0);
  });

  it('that cannot be asked leaves the last units, and says why', async () => {
    await counted();
    const error = new Error('gone');
    joined.tree.put(TREE, error);
    expect(joined.inUse.snapshot).toMatchObject({ error, available: true });
    expect(joined.inUse.snapshot.units).toHaveLength(5);
  });

  it('may be absent from the page', async () => {
    joined = join(CONTENT, {}, false);
    joined.inUse.watch();
    await joined.inUse.judge();
    expect(joined.inUse.snapshot).toEqual({ available: false, units: null, error: null });
  });

  it('whose code cannot be loaded is tried again', async () => {
    joined = join(CONTENT);
    const { catalog, tree, inUse } = joined;
    inUse.dispose();
    const model = jest.fn().mockRejectedValueOnce(new Error('no network')).mockResolvedValue(tree);
    const again = new InUseModel({ clouds: { model }, catalog, tagsOf: neverAsked });
    again.watch();
    await until(() => again.snapshot.error?.message === 'no network');
    again.watch();
    await until(() => tree.watchers === 1);
    expect(again.snapshot.error).toBeNull();
    again.dispose();
  });
});

function neverAsked(): never {
  throw new Error('No tags are asked for here.');
}

describe('judging', () => {
  it('says which units are behind, those first, and asks each registry for what runs', async () => {
    await counted();
    await joined.inUse.judge();
    expect(states()).toEqual(['web newer', 'old untold', 'jobs unordered', 'pinned unordered', 'db newest']);
    expect(joined.inUse.snapshot.units?.[0]?.state).toEqual({ kind: 'newer', image: 'vcp/base:3.0.0-alpine3.22' });
    expect(joined.askedFor()).toEqual(expect.arrayContaining([['lab/genome']]));
  });

  it('goes on with what comes later', async () => {
    await counted();
    await joined.inUse.judge();
    const requests = joined.askedFor().length;
    joined.tree.put([group('new', [unit('web', 'vcp/base:3.0.0-ubuntu24.04'), unit('gone', 'vcp/base:9.9.9-alpine3.22')])]);
    await until(() => states()?.join() === 'gone missing,web newest');
    expect(joined.askedFor()).toHaveLength(requests);
  });

  it('waits for answers, and tells a registry that cannot be asked from one that does not have it', async () => {
    let answer: () => void = () => undefined;
    const slow = new Promise<void>(resolve => {
      answer = resolve;
    });
    await counted(CONTENT, {
      'GET images/registries/*/tags': async ({ wildcards: [id] }: { readonly wildcards: readonly string[] }) => {
        await slow;
        const body = id === 'user' ? failure('unreachable') : { repositories: [tagsOf('vcp/base', CONTENT['vcp/base'])] };
        return id === 'user' ? { status: 502, body } : { body };
      }
    });
    void joined.inUse.judge();
    await until(() => states()?.includes('web pending') ?? false);
    answer();
    await until(() => states()?.includes('jobs unreachable') ?? false);
    expect(states()).toContain('web newer');
  });

  it('goes to the next place where an image may be when the first cannot tell', async () => {
    await counted(CONTENT, {
      'GET images/registries': () => ({ body: { registries: [registry(), HARBOR] } }),
      'GET images/registries/*/tags': ({ wildcards: [id] }: { readonly wildcards: readonly string[] }) =>
        id === 'official'
          ? { status: 502, body: failure('unreachable') }
          : { body: { repositories: [tagsOf('vcp/base', CONTENT['vcp/base'])] } }
    });
    await joined.inUse.judge();
    expect(joined.inUse.snapshot.units?.[0]?.state).toEqual({ kind: 'newer', image: `${HARBOR.prefix}vcp/base:3.0.0-alpine3.22` });
  });

  it('leaves Harbor alone while the official registry answers', async () => {
    await counted(CONTENT, { 'GET images/registries': () => ({ body: { registries: [registry(), HARBOR] } }) });
    await joined.inUse.judge();
    expect(joined.connection.server.requests.filter(({ path }) => path.startsWith('images/registries/harbor'))).toEqual([]);
  });
});
