/** The panel: table, facets, search, keyboard, and what it says when something is missing. */
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { axe, toHaveNoViolations } from 'jest-axe';

import { japanese } from './japanese';
import { FakeTree, group, unit } from './inUse';
import { asked, BASE_TAGS, failure, registry, registryRoutes, repositories, summary, tagsOf } from './replies';
import { layOut, open, rows, table } from './page';

expect.extend(toHaveNoViolations);

/** Pixels of a row. */
const ROW = 24;

const search = () => screen.getByRole('textbox', { name: 'Search in repository and tag' });
const status = () => screen.getAllByRole('status').map(({ textContent }) => textContent ?? '');

beforeAll(layOut);

describe('the table', () => {
  it('shows the parts of names in columns, and names outside the rules as they are', async () => {
    open();
    await table();
    await screen.findByRole('row', { name: /20230327/ });
    const first = rows()[0];
    expect(
      first &&
        within(first)
          .getAllByRole('gridcell')
          .map(({ textContent }) => textContent)
    ).toEqual(expect.arrayContaining(['3.0.0', 'alpine 3.22', 'vcp/base']));
    const raw = screen.getByRole('row', { name: /Test_OF\.mine/ });
    expect(within(raw).getAllByRole('gridcell')[0]).toHaveAttribute('aria-colspan', '5');
    expect(screen.getByRole('grid')).toHaveAttribute('aria-rowcount', String(rows().length + 1));
    expect(screen.queryByText(/sha256-/)).toBeNull();
  });

  it('tells size and date of the visible images', async () => {
    const { connection } = open();
    await table();
    expect((await screen.findAllByText('120 MB')).length).toBeGreaterThan(0);
    const requests = connection.server.requests.filter(({ path }) => path.endsWith('/summaries'));
    expect(requests.length).toBeLessThan(3);
    expect(requests.every(request => asked(request, 'image').length <= 20)).toBe(true);
  });

  it('asks for no image that cannot be seen, also where the selected one is far away', async () => {
    const tags = Array.from({ length: 200 }, (_, minor) => `1.${minor}.0-alpine3.22`);
    const { connection, model } = open(registryRoutes({ 'vcp/base': tags }));
    const grid = await table();
    act(() => {
      model.setFilter({ newestOnly: false });
    });
    const sizes = () => connection.server.requests.filter(({ path }) => path.endsWith('/summaries')).flatMap(each => asked(each, 'image'));
    await waitFor(() => {
      expect(sizes()).toContain('vcp/base:1.190.0-alpine3.22');
    });
    fireEvent.keyDown(grid, { key: 'ArrowDown' });
    grid.scrollTop = 100 * ROW;
    fireEvent.scroll(grid);
    await waitFor(() => {
      expect(sizes()).toContain('vcp/base:1.90.0-alpine3.22');
    });
    await waitFor(() => {
      expect(screen.queryByText('…')).toBeNull();
    });
    // Two views of 480 pixels, each with a row that is cut at either end.
    expect(new Set(sizes()).size).toBeLessThanOrEqual(2 * (480 / ROW + 2));
    expect(sizes()).not.toContain('vcp/base:1.150.0-alpine3.22');
  });

  it('says in the row what is wrong with an image', async () => {
    open({
      'GET images/registries/*/summaries': request => ({
        body: {
          images: asked(request, 'image').map(image =>
            summary(image, image.endsWith('Test_OF.mine') ? { size: null, created: null, problem: failure('not_found') } : {})
          )
        }
      })
    });
    await table();
    const row = await screen.findByRole('row', { name: /The registry does not have it/ });
    expect(row).toHaveTextContent('Test_OF.mine');
  });

  it('is walked by the keys; the details follow, Enter leads to them', async () => {
    const { model } = open();
    const grid = await table();
    fireEvent.keyDown(grid, { key: 'ArrowDown' });
    fireEvent.keyDown(grid, { key: 'ArrowDown' });
    const selected = screen.getByRole('row', { selected: true });
    expect(grid).toHaveAttribute('aria-activedescendant', selected.id);
    const image = model.snapshot.selected?.image ?? '';
    expect(await screen.findByRole('region', { name: `Details of ${image}` })).toBeVisible();
    fireEvent.keyDown(grid, { key: 'Enter' });
    expect(screen.getByRole('region', { name: `Details of ${image}` })).toContainElement(document.activeElement as HTMLElement);
  });

  it('sorts by its headers', async () => {
    open();
    await table();
    const header = screen.getByRole('columnheader', { name: /^Version/ });
    expect(header).toHaveAttribute('aria-sort', 'descending');
    fireEvent.click(within(header).getByRole('button'));
    await waitFor(() => {
      expect(header).toHaveAttribute('aria-sort', 'ascending');
    });
    fireEvent.click(screen.getByRole('button', { name: 'Repository' }));
    await waitFor(() => {
      expect(screen.getByRole('columnheader', { name: /^Repository/ })).toHaveAttribute('aria-sort', 'ascending');
    });
    expect(header).toHaveAttribute('aria-sort', 'none');
  });
});

describe('search and facets', () => {
  it('say how many images are left', async () => {
    open();
    await table();
    fireEvent.change(search(), { target: { value: 'ubuntu gpu' } });
    await waitFor(() => {
      expect(status()).toContainEqual(expect.stringMatching(/^1 of \d+ images/));
    });
    fireEvent.keyDown(search(), { key: 'Escape' });
    expect(search()).toHaveValue('');
  });

  it('can be cleared at once where nothing matches; the search keeps the focus', async () => {
    open();
    await table();
    fireEvent.change(search(), { target: { value: 'no such image' } });
    const clear = await screen.findByRole('button', { name: 'Clear search and filters' });
    clear.focus();
    fireEvent.click(clear);
    await waitFor(() => {
      expect(search()).toHaveFocus();
    });
    expect(search()).toHaveValue('');
    expect(rows().length).toBeGreaterThan(1);
  });

  it('say how many older images they would find', async () => {
    open();
    await table();
    fireEvent.change(search(), { target: { value: '3.13' } });
    expect(await screen.findByRole('button', { name: 'Show 1 older one, too' })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Clear search and filters' })).toBeNull();
  });

  it('lead into the table', async () => {
    open();
    const grid = await table();
    fireEvent.keyDown(search(), { key: 'ArrowDown' });
    expect(grid).toHaveFocus();
    expect(screen.getByRole('row', { selected: true })).toBe(rows()[0]);
  });

  it('choose by what names tell, with counts', async () => {
    open();
    await table();
    const kinds = screen.getByRole('group', { name: 'Kind' });
    const gpu = within(kinds).getByRole('button', { name: /^GPU \d/ });
    fireEvent.click(gpu);
    expect(gpu).toHaveAttribute('aria-pressed', 'true');
    expect(rows().every(row => /GPU/.test(row.textContent ?? ''))).toBe(true);
    fireEvent.click(screen.getByRole('button', { name: 'Clear filters' }));
    expect(gpu).toHaveAttribute('aria-pressed', 'false');
  });

  it('can bring the older ones back', async () => {
    const { model } = open();
    await table();
    expect(screen.getByRole('checkbox', { name: 'Newest of each line' })).toBeChecked();
    fireEvent.click(screen.getByRole('button', { name: /^Show \d+ older ones, too$/ }));
    expect(screen.getByRole('checkbox', { name: 'Newest of each line' })).not.toBeChecked();
    expect(model.snapshot.shown?.superseded).toBe(0);
  });

  it('look through the repositories that are not loaded, too', async () => {
    const names = Array.from({ length: 40 }, (_, i) => `team/image${i}`);
    const { connection } = open({
      ...registryRoutes({ 'vcp/base': BASE_TAGS, ...Object.fromEntries(names.map(name => [name, ['1.0']])) })
    });
    await table();
    await screen.findByText('The tags of 40 repositories are not loaded.');
    fireEvent.change(search(), { target: { value: 'image39' } });
    expect(screen.getByText('The tags of 1 repository whose name matches are not loaded.')).toBeVisible();
    fireEvent.click(screen.getByRole('button', { name: 'Load tags (1)' }));
    expect(await screen.findByRole('row', { name: /team\/image39/ })).toBeVisible();
    expect(connection.server.requests.flatMap(request => asked(request, 'repository')).filter(name => name.startsWith('team'))).toEqual([
      'team/image39'
    ]);
  });
});

describe('what is missing', () => {
  const base = registryRoutes({ 'vcp/base': ['3.0.0-alpine3.22'] });

  it.each([
    ['a registry that does not list', { problem: failure('not_listed') }, /Repositories: The registry does not list its repositories/],
    ['a registry that cannot be reached', { problem: failure('unreachable') }, /The registry cannot be reached/],
    ['a login page', { problem: failure('not_understood') }, /does not come from a container registry/],
    ['pages without an end', { truncated: true }, /list of repositories may be incomplete/],
    ['fewer repositories than before', { former: 9 }, /Repositories: 1 now, 9 at the last look/],
    ['nothing in the list', { names: [] }, /The registry has no repositories/],
    ['odd names', { names: ['vcp/base', 'Vcp/Base', 'ｖcp'] }, /these names: Vcp\/Base, ｖcp/]
  ])('%s is said, and the rest stays usable', async (_, change, text) => {
    open({ ...base, 'GET images/registries/*/repositories': () => ({ body: repositories(['vcp/base'], change) }) });
    await table();
    expect((await screen.findAllByText(text)).length).toBeGreaterThan(0);
    expect(rows()).toHaveLength(1);
  });

  it('is said of each repository: its failure, its missing pages, fewer tags than before', async () => {
    const answers = {
      'vcp/base': { former: 7 },
      'vcp/gpu': { truncated: true },
      broken: { tags: [], problem: failure('timeout') }
    } as const;
    open({
      ...base,
      'GET images/registries/*/repositories': () => ({ body: repositories(Object.keys(answers)) }),
      'GET images/registries/*/tags': request => ({
        body: {
          repositories: asked(request, 'repository').map(name => tagsOf(name, ['1.0'], name in answers ? answers[name as 'broken'] : {}))
        }
      })
    });
    await table();
    expect(await screen.findByText(/vcp\/base: 1 tags now, 7 at the last look/)).toBeVisible();
    expect(screen.getByText(/vcp\/gpu: the list of tags may be incomplete/)).toBeVisible();
    const problem = await screen.findByText(/broken: The registry did not answer in time/);
    fireEvent.click(within(problem.closest('[role="alert"]') as HTMLElement).getByRole('button', { name: 'Retry' }));
    expect(rows()).toHaveLength(2);
  });

  it('is said when no registry is configured, or one cannot be asked as it is', async () => {
    open({ 'GET images/registries': () => ({ body: { registries: [] } }) });
    expect(await screen.findByText('No registry is configured.')).toBeVisible();
    expect(status()).toEqual(['']);
  });

  it('is said of a registry that is configured wrongly; another one can be chosen', async () => {
    const bad = registry({ problem: failure('config_broken') });
    const { model } = open({
      'GET images/registries': () => ({ body: { registries: [bad, registry({ id: 'site', title: 'Site', role: 'other' })] } })
    });
    await table();
    fireEvent.change(screen.getByRole('combobox', { name: 'Registry' }), { target: { value: 'official' } });
    expect(await screen.findByText(/The configuration of VCP cannot be read/)).toBeVisible();
    fireEvent.change(screen.getByRole('combobox', { name: 'Registry' }), { target: { value: 'site' } });
    await table();
    expect(model.snapshot.registry?.title).toBe('Site');
  });

  it('is said when the server half is not there', async () => {
    const { connection } = open({}, { handshake: { result: 'missing' } });
    expect(await screen.findByText('The server part of VCP is missing.')).toBeVisible();
    expect(connection.server.requests).toEqual([]);
  });

  it('is said when an image that was asked for is nowhere', async () => {
    const { model } = open();
    await act(() => model.reveal('vcp/base:0.0'));
    expect(await screen.findByText('vcp/base:0.0 is in no registry that is listed here.')).toBeVisible();
  });
});

describe('for everybody', () => {
  it('has no fault that axe finds', async () => {
    const { panel } = open();
    const grid = await table();
    fireEvent.keyDown(grid, { key: 'ArrowDown' });
    expect(await axe(panel.node)).toHaveNoViolations();
  });

  it('speaks Japanese', async () => {
    open({}, { trans: japanese(), language: 'ja-JP' });
    await table();
    expect(screen.getByRole('checkbox', { name: '系列ごとの最新のみ' })).toBeVisible();
    expect(screen.getByRole('group', { name: '種類' })).toBeVisible();
    expect(status()).toContainEqual(expect.stringMatching(/^\d+件中\d+件のイメージ/));
  });

  it('shows what is in use in a tab', async () => {
    open();
    await table();
    fireEvent.click(screen.getByRole('tab', { name: 'In use' }));
    expect(await screen.findByRole('region', { name: 'Images in use' })).toBeVisible();
  });
});

describe('the tree', () => {
  it('is watched while the panel can be seen, in either tab', async () => {
    const tree = new FakeTree();
    const { panel } = open({}, { clouds: { model: () => Promise.resolve(tree) } });
    await table();
    await waitFor(() => {
      expect(tree.watchers).toBe(1);
    });
    fireEvent.click(screen.getByRole('tab', { name: 'In use' }));
    act(() => {
      tree.put([group('demo', [unit('web', 'vcp/base:3.0.0-alpine3.22')])]);
    });
    expect(await screen.findByRole('row', { name: /^demo web/ })).toBeVisible();
    expect(tree.watchers).toBe(1);
    act(() => {
      panel.hide();
    });
    expect(tree.watchers).toBe(0);
    act(() => {
      panel.show();
    });
    await waitFor(() => {
      expect(tree.watchers).toBe(1);
    });
  });
});
