/** One view of the catalog: which registry it shows, filter, order, selection, and how it finds an image that somebody wants to see. */
import type { FakeRoutes } from '../../testing/fakeServer';
import { FakeConnection } from '../../testing/connection';
import { until } from '../../testing/patience';
import { rowAt } from '../domain/catalogIndex';
import { CatalogModel } from '../model/catalogModel';
import { Registries } from '../model/registries';
import { asked, CONTENT, failure, HARBOR, registry, registryRoutes, repositories, tagsOf, USER } from './replies';

const REGISTRIES = [registry(), USER, HARBOR];

function open(routes: FakeRoutes = {}, remembered: string | null = null) {
  const connection = new FakeConnection({ ...registryRoutes(CONTENT, REGISTRIES), ...routes });
  const registries = new Registries({ client: () => connection.client(), wellKnown: () => ['vcp/base', 'vcp/gpu'] });
  const chosen: string[] = [];
  const model = new CatalogModel({ registries, remembered, remember: id => chosen.push(id) });
  const shown = () => {
    const { content, shown: rows } = model.snapshot;
    const index = content?.index;
    return index && rows ? Array.from(rows.rows, row => rowAt(index, row).image) : null;
  };
  const ready = async () => {
    await model.load();
    await until(() => (shown()?.length ?? 0) > 0 && model.registry?.snapshot.repositories.answer !== null);
    await model.registry?.load();
  };
  const requested = () => connection.server.requests.map(({ path }) => path.split('/')[2]).filter(id => id !== undefined);
  return { connection, registries, model, chosen, shown, ready, requested };
}

describe('the registry that is shown', () => {
  it('is the first that can be asked, and never Harbor by itself', async () => {
    const list = [HARBOR, registry({ problem: failure('config_broken') }), USER];
    const { model, ready, requested } = open({ 'GET images/registries': () => ({ body: { registries: list } }) });
    await ready();
    expect(model.snapshot.registry?.id).toBe('user');
    expect(new Set(requested())).toEqual(new Set(['user']));
  });

  it('is the one that was shown last, while there is one of that name', async () => {
    const last = open({}, 'user');
    await last.ready();
    expect(last.model.snapshot.registry?.id).toBe('user');
    const gone = open({}, 'nobody');
    await gone.ready();
    expect(gone.model.snapshot.registry?.id).toBe('official');
  });

  it('is remembered when somebody chooses it; the choices of facets do not go with it, what was typed does', async () => {
    const { model, ready, chosen, shown } = open();
    await ready();
    model.toggle('repository', 'vcp/gpu');
    model.setFilter({ text: 'gpusopt' });
    model.choose('user');
    await until(() => shown() !== null);
    expect(chosen).toEqual(['user']);
    expect(model.snapshot.filter).toMatchObject({ text: 'gpusopt', facets: {} });
  });

  it('shows why, when there is none or nobody can be asked', async () => {
    const none = open({ 'GET images/registries': () => ({ body: { registries: [] } }) });
    await none.model.load();
    expect(none.model.snapshot).toMatchObject({ registry: null, registries: { answer: [] } });
    const failed = open({ 'GET images/registries': () => ({ status: 502, body: failure('config_broken') }) });
    await failed.model.load();
    expect(failed.model.snapshot.registries.error).toMatchObject({ code: 'config_broken' });
  });

  it('is another one when it is configured in another way', async () => {
    let list = [registry()];
    const { model, ready } = open({ 'GET images/registries': () => ({ body: { registries: list } }) });
    await ready();
    const before = model.registry;
    await model.reload();
    expect(model.registry).toBe(before);
    list = [registry({ address: '10.0.0.2:5000' })];
    await model.reload();
    expect(model.registry).not.toBe(before);
    expect(model.snapshot.registry?.address).toBe('10.0.0.2:5000');
  });
});

describe('the table', () => {
  it('shows the newest of each line at first, newest first, and all on request', async () => {
    const { model, ready, shown } = open();
    await ready();
    expect(shown()).toContain('vcp/base:3.0.0-alpine3.22');
    expect(shown()).not.toContain('vcp/base:2.1.0-alpine3.21-x86_64');
    expect(shown()).toContain('vcp/base:Test_OF.mine');
    model.setFilter({ newestOnly: false });
    const all = shown() ?? [];
    expect(all.indexOf('vcp/base:2.1.0-alpine3.21-x86_64')).toBeLessThan(all.indexOf('vcp/base:1.8.1-alpine3.13-x86_64'));
    expect(all.some(image => image.includes('sha256-'))).toBe(false);
  });

  it('narrows down by words and by values of facets', async () => {
    const { model, ready, shown } = open();
    await ready();
    model.setFilter({ newestOnly: false, text: 'UBUNTU 3.0' });
    expect(shown()?.length).toBe(3);
    model.toggle('kind', 'gpu');
    expect(shown()).toEqual(['vcp/base:3.0.0-ubuntu24.04-gpu']);
    model.toggle('kind', 'gpu');
    expect(shown()?.length).toBe(3);
  });

  it('sorts in other orders, and the other way round', async () => {
    const { model, ready, shown } = open();
    await ready();
    model.setFilter({ newestOnly: false });
    const newest = shown() ?? [];
    await model.sortBy('version');
    expect(shown()).toEqual([...newest].reverse());
    await model.sortBy('repository');
    expect(shown()?.map(image => image.split(':')[0])).toEqual([...newest.map(image => image.split(':')[0] ?? '')].sort());
  });

  it('keeps the selected image while the filter hides it, and its place when it is back', async () => {
    const { model, ready, shown } = open();
    await ready();
    model.press('ArrowDown', 10);
    model.press('ArrowDown', 10);
    const image = model.snapshot.selected?.image;
    expect(image).toBe(shown()?.[1]);
    model.setFilter({ text: 'no such image' });
    expect(model.snapshot).toMatchObject({ place: -1, selected: { image } });
    model.setFilter({ text: '' });
    expect(model.snapshot.place).toBe(1);
    expect(model.press('End', 10)).toBe(true);
    expect(model.snapshot.place).toBe((shown()?.length ?? 0) - 1);
    expect(model.press('x', 10)).toBe(false);
  });

  it('counts what nodes run', async () => {
    const { model, ready, shown } = open();
    await ready();
    model.setFilter({ newestOnly: false });
    model.setInUse(new Set(['vcp/base:1.6.2-ubuntu']));
    expect(model.snapshot.shown?.facets.inUse).toContainEqual({ value: 'yes', count: 1 });
    model.toggle('inUse', 'yes');
    expect(shown()).toEqual(['vcp/base:1.6.2-ubuntu']);
  });
});

describe('an image that somebody wants to see', () => {
  it('is selected, and what hides it gives way', async () => {
    const { model } = open();
    model.setFilter({ text: 'gpu' });
    await model.reveal('vcp/base:1.6.2-ubuntu');
    expect(model.snapshot).toMatchObject({
      selected: { image: 'vcp/base:1.6.2-ubuntu' },
      sought: null,
      filter: { text: '', newestOnly: false }
    });
    expect(model.snapshot.place).toBeGreaterThan(-1);
  });

  it('is sought in the registry that its name says', async () => {
    const { model, chosen } = open();
    await model.reveal('10.0.0.1:5001/vcp/gpu:1.6.2-gpusopt');
    expect(model.snapshot).toMatchObject({ registry: { id: 'user' }, selected: { image: 'vcp/gpu:1.6.2-gpusopt' } });
    expect(chosen).toEqual([]); // Nobody chose it.
  });

  it('of Harbor is sought in the registry that is shown first, which has its images from there, then in Harbor', async () => {
    const { model, requested } = open({
      'GET images/registries/*/tags': request => ({
        body: {
          repositories: asked(request, 'repository').map(name => tagsOf(name, request.wildcards[0] === 'harbor' ? ['9.9'] : []))
        }
      }),
      'GET images/registries/*/repositories': () => ({ body: repositories([]) })
    });
    await model.reveal('harbor.example.jp/vcp/base:9.9');
    expect(model.snapshot).toMatchObject({ registry: { id: 'harbor' }, selected: { image: 'vcp/base:9.9' } });
    expect(new Set(requested())).toEqual(new Set(['harbor', 'official']));
  });

  it('has the tags of its repository asked for', async () => {
    const names = Array.from({ length: 40 }, (_, i) => `team/image${i}`);
    const { model } = open(registryRoutes(Object.fromEntries(names.map(name => [name, ['1.0']])), REGISTRIES));
    await model.reveal('team/image7:1.0');
    expect(model.snapshot.selected?.image).toBe('team/image7:1.0');
  });

  it('is said to be missing when no registry has it', async () => {
    const { model } = open();
    for (const image of ['vcp/base:0.0', 'elsewhere.example/vcp/base:1.6.2-ubuntu', 'no reference']) {
      await model.reveal(image);
      expect(model.snapshot).toMatchObject({ sought: null, missing: image, registry: { id: 'official' } });
    }
  });

  it('leaves alone whoever has selected something else meanwhile', async () => {
    let answer: () => void = () => undefined;
    const slow = new Promise<void>(resolve => (answer = resolve));
    const { model, ready } = open({
      'GET images/registries/*/tags': async request => {
        if (request.wildcards[0] === 'user') {
          await slow;
        }
        return { body: { repositories: asked(request, 'repository').map(name => tagsOf(name, ['1.0', '2.0'])) } };
      }
    });
    await ready();
    const revealed = model.reveal('10.0.0.1:5001/vcp/base:1.0');
    await until(() => model.snapshot.sought !== null);
    model.selectAt(0);
    answer();
    await revealed;
    expect(model.snapshot).toMatchObject({ sought: null, missing: null, place: 0, registry: { id: 'official' } });
  });
});

describe('what is known of registries', () => {
  it('is shared by all who show them, and dropped with the last', async () => {
    const first = open();
    await first.ready();
    const count = first.connection.server.requests.length;
    const second = new CatalogModel({ registries: first.registries, remembered: null, remember: () => undefined });
    await second.load();
    await until(() => second.snapshot.shown !== null);
    expect(first.connection.server.requests.length).toBe(count + 1); // Only which registries there are.
    const { registry: model } = first.model;
    first.model.dispose();
    expect(model?.isDisposed).toBe(false);
    second.dispose();
    expect(model?.isDisposed).toBe(true);
  });
});
