/** What is known of one registry: which tags are asked for, when, and what becomes of those that cannot be told. */
import { FakeConnection } from '../../testing/connection';
import type { FakeRoutes } from '../../testing/fakeServer';
import { until } from '../../testing/patience';
import { rowAt } from '../domain/catalogIndex';
import { RegistryModel } from '../model/registryModel';
import { asked, BASE_TAGS, CONTENT, failure, registry, registryRoutes, repositories, tagsOf } from './replies';

function open(routes: FakeRoutes = {}, change: Partial<Parameters<typeof registry>[0]> = {}, wellKnown = ['vcp/base', 'vcp/gpu']) {
  const connection = new FakeConnection({ ...registryRoutes(CONTENT), ...routes });
  const model = new RegistryModel({ registry: registry(change), client: () => connection.client(), wellKnown });
  const tagRequests = () => connection.server.requests.filter(({ path }) => path.endsWith('/tags'));
  const askedFor = () => tagRequests().map(request => asked(request, 'repository'));
  const images = () => {
    const { index } = model.snapshot;
    return index ? Array.from(index.newestFirst, row => rowAt(index, row).image) : null;
  };
  return { connection, model, tagRequests, askedFor, images };
}

describe('a registry', () => {
  it('asks for the well-known repositories without waiting for the list, then for what else is listed', async () => {
    let answerList: () => void = () => undefined;
    const listed = new Promise<void>(resolve => {
      answerList = resolve;
    });
    const { model, askedFor, images } = open({
      'GET images/registries/*/repositories': async () => {
        await listed;
        return { body: repositories(Object.keys(CONTENT)) };
      }
    });
    const loaded = model.load();
    await until(() => images() !== null);
    expect(askedFor()).toEqual([['vcp/base', 'vcp/gpu']]);
    expect(images()).toHaveLength(BASE_TAGS.length); // Without the signature, with the one of vcp/gpu.
    expect(images()?.[0]).toBe('vcp/base:3.0.0-alpine3.22');
    answerList();
    await loaded;
    expect(askedFor()).toEqual([['vcp/base', 'vcp/gpu'], ['vcp/tljh']]);
    expect(images()).toContain('vcp/tljh:20230327');
  });

  it('is asked once, however many show it', async () => {
    const { model, connection } = open();
    await Promise.all([model.load(), model.load()]);
    await model.load();
    expect(connection.server.requests).toHaveLength(3);
  });

  it('hides a well-known repository that it does not have, and shows one that it lists but has lost', async () => {
    const { model } = open({
      ...registryRoutes({ 'vcp/base': BASE_TAGS }),
      'GET images/registries/*/repositories': () => ({ body: repositories(['gone', 'vcp/base']) })
    });
    await model.load();
    expect([...model.snapshot.tags.keys()].sort()).toEqual(['gone', 'vcp/base']);
    expect(model.snapshot.tags.get('gone')?.error?.code).toBe('not_found');
  });

  it('leaves the tags of a large registry alone until they are wanted, 50 repositories at a time', async () => {
    const names = Array.from({ length: 120 }, (_, i) => `team/image${String(i).padStart(3, '0')}`);
    const { model, askedFor, images } = open(registryRoutes(Object.fromEntries(names.map(name => [name, ['1']]))), {}, []);
    await model.load();
    expect(askedFor()).toEqual([]);
    expect(images()).toBeNull();
    await model.loadTags(names);
    expect(askedFor().map(list => list.length)).toEqual([50, 50, 20]);
    expect(images()).toHaveLength(120);
  });

  it('never asks for names that no repository can have', async () => {
    const { model, askedFor } = open(registryRoutes({ 'Team/Image': ['1'], '../secret': ['1'], 'a b': ['1'], good: ['1'] }), {}, [
      'Also/Bad'
    ]);
    await model.load();
    expect(askedFor()).toEqual([['good']]);
    expect(model.snapshot.repositories.answer?.names).toContain('Team/Image');
  });

  it('says beside each repository what is wrong, and shows the others', async () => {
    const { model, images } = open({
      'GET images/registries/*/tags': request => ({
        body: {
          repositories: asked(request, 'repository').map(name =>
            name === 'vcp/gpu' ? tagsOf(name, [], { problem: failure('timeout') }) : tagsOf(name, ['1.0'])
          )
        }
      })
    });
    await model.load();
    expect(model.snapshot.tags.get('vcp/gpu')).toMatchObject({ answer: null, error: { code: 'timeout' }, asking: false });
    expect(images()).toEqual(['vcp/base:1.0', 'vcp/tljh:1.0']);
  });

  it('is not asked when it is configured wrongly', async () => {
    const { model, connection } = open({}, { problem: failure('config_broken') });
    await model.load();
    expect(connection.server.requests).toEqual([]);
  });

  it('shows what is well known when it does not list anything, or not to us', async () => {
    const { model, images } = open({
      'GET images/registries/*/repositories': () => ({ body: repositories([], { problem: failure('not_listed') }) })
    });
    await model.load();
    expect(model.snapshot.repositories.answer?.problem?.code).toBe('not_listed');
    expect(images()?.length).toBeGreaterThan(0);
  });

  it('says so when the code that asks cannot be loaded', async () => {
    const model = new RegistryModel({
      registry: registry(),
      client: () => Promise.reject(new Error('chunk 7 is gone')),
      wellKnown: ['vcp/base']
    });
    await model.load();
    expect(String(model.snapshot.repositories.error)).toContain('chunk 7 is gone');
    expect(model.snapshot.tags.get('vcp/base')).toMatchObject({ asking: false, answer: null });
  });

  it('asks everything again on reload, and keeps what it had when that fails', async () => {
    let down = false;
    const { model, connection, images } = open({
      'GET images/registries/*/tags': request =>
        down
          ? { status: 502, body: failure('unreachable') }
          : { body: { repositories: asked(request, 'repository').map(name => tagsOf(name, ['1.0'])) } }
    });
    await model.load();
    const before = images();
    const count = connection.server.requests.length;
    down = true;
    await model.reload();
    expect(connection.server.requests.slice(count).every(({ query }) => query.get('fresh') === '1')).toBe(true);
    expect(images()).toEqual(before);
    expect(model.snapshot.tags.get('vcp/base')).toMatchObject({ asking: false, error: { code: 'unreachable' } });
    down = false;
    await model.reload();
    expect(model.snapshot.tags.get('vcp/base')?.error).toBeNull();
  });

  it('ends its requests when nobody shows it any more', async () => {
    const { model, connection } = open({ 'GET images/registries/*/tags': () => new Promise(() => undefined) });
    const loaded = model.load();
    await until(() => connection.server.requests.length > 1);
    model.dispose();
    await loaded;
    expect(model.snapshot.index).toBeNull();
  });
});
