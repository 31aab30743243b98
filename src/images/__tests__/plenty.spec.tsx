/** Too much of the same: what the panel says once, and what it does not show whole. */
import { fireEvent, screen, within } from '@testing-library/react';

import { asked, failure, registryRoutes, repositories, tagsOf } from './replies';
import { layOut, open, table } from './page';

beforeAll(layOut);

it('a registry that cannot be asked for anything is said to be so once, and there is nothing to filter', async () => {
  const problem = failure('unreachable');
  open({
    ...registryRoutes({ 'vcp/base': [] }),
    'GET images/registries/*/repositories': () => ({ body: repositories([], { problem }) }),
    'GET images/registries/*/tags': request => ({
      body: { repositories: asked(request, 'repository').map(name => tagsOf(name, [], { problem })) }
    })
  });
  await screen.findByText(/Repositories: The registry cannot be reached/);
  expect(await screen.findAllByRole('alert')).toHaveLength(1);
  expect(screen.queryByText('Filters')).toBeNull();
});

it('names that leave nothing to choose have no heading of filters', async () => {
  open(registryRoutes({ 'lab/genome': ['a'] }));
  await table();
  expect(screen.queryByText('Filters')).toBeNull();
});

it('tags that fail otherwise than the list are said to do so', async () => {
  open({
    ...registryRoutes({ 'vcp/base': [] }),
    'GET images/registries/*/repositories': () => ({ body: repositories([], { problem: failure('not_listed') }) }),
    'GET images/registries/*/tags': request => ({
      body: { repositories: asked(request, 'repository').map(name => tagsOf(name, [], { problem: failure('timeout') })) }
    })
  });
  await screen.findByText(/vcp\/base.*: The registry did not answer in time/);
  expect(screen.getAllByRole('alert')).toHaveLength(2);
});

it('a facet offers the first values of thousands, and the search for the others', async () => {
  open(registryRoutes({ 'vcp/base': Array.from({ length: 1234 }, (_, minor) => `1.${minor}.0-alpine3.22`) }));
  await table();
  fireEvent.click(screen.getByRole('checkbox', { name: 'Newest of each line' }));
  const versions = screen.getByRole('group', { name: 'Version' });
  fireEvent.click(within(versions).getByText('194 more'));
  expect(within(versions).getAllByText(/^1\.\d+\.0/)).toHaveLength(200);
  expect(versions).toHaveTextContent('Search for a part of the name to see others.');
  fireEvent.click(within(versions).getByText('fewer'));
  expect(within(versions).getAllByText(/^1\.\d+\.0/)).toHaveLength(6);
});
