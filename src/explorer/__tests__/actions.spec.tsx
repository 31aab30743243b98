import { Notification } from '@jupyterlab/apputils';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import '@testing-library/jest-dom';
import { axe, toHaveNoViolations } from 'jest-axe';

import type { UnitGroup } from '../../api/types';
import type { FakeRoutes } from '../../testing/fakeServer';
import type { Operation } from '../domain/operations';
import { disk, group, node, sampleTree, unit } from './cloud';
import { FakeBatches, setUp } from './page';

expect.extend(toHaveNoViolations);

/** A server whose tree can be replaced, as if others worked on it. */
async function explorer(tree: UnitGroup[], options: { routes?: FakeRoutes; batches?: null } = {}) {
  let shown = tree;
  const page = setUp(tree, { ...options, routes: { 'GET unit-groups': () => ({ body: { unitGroups: shown } }), ...options.routes } });
  await page.load();
  const at = (key: string) => {
    const place = page.model.find(key);
    if (!place) {
      throw new Error(`no ${key}`);
    }
    return place;
  };
  return {
    ...page,
    at,
    user: userEvent.setup(),
    started: page.batches instanceof FakeBatches ? page.batches.started : [],
    sent: () => page.server.requests.filter(({ method }) => method !== 'GET'),
    setTree: (next: UnitGroup[]) => {
      shown = next;
    },
    operate: (operation: Operation, key: string) => {
      void page.actions.operate(operation, at(key));
    },
    choose: (...keys: string[]) => {
      act(() => {
        keys.forEach(key => {
          page.model.select(key, 'toggle');
        });
      });
    }
  };
}

/** The dialog once it has its content. */
const dialog = async () => {
  const found = await screen.findByRole('dialog');
  await waitFor(() => {
    expect(found.querySelector('p')).not.toBeNull();
  });
  return found;
};
const press = async (name: string | RegExp) => userEvent.click(within(await dialog()).getByRole('button', { name }));
const gone = () =>
  waitFor(() => {
    expect(screen.queryByRole('dialog')).toBeNull();
  });
const notices = () => Notification.manager.notifications.map(({ message }) => message);
const storage = (change: Partial<UnitGroup> = {}) =>
  group('store', [unit('vol', [], { provider: 'aws', disks: [disk(1, { inUse: true, volumeId: 'v1' }), disk(2, { volumeId: 'v2' })] })], {
    number: 2,
    type: 'storage',
    ...change
  });
const withDisk = () => [group('demo', [unit('web', [node(1, { volumes: [{ id: 'v1', device: '/dev/sdf' }, { id: 'own' }] })])]), storage()];

afterEach(() => {
  Notification.manager.dismiss();
  // What a test that failed has left open must not be found by the next.
  screen.queryAllByRole('button', { name: 'Cancel' }).forEach(button => fireEvent.click(button));
});

describe('the bar above a selection', () => {
  it('says what is selected, offers what can be done, and clears', async () => {
    const { container, choose, model, user } = await explorer(sampleTree());
    expect(screen.queryByRole('group', { name: 'Selection' })).toBeNull();
    choose('id_demo/web/n1', 'id_demo/web/n2', 'id_store/vol');
    const bar = screen.getByRole('group', { name: 'Selection' });
    expect(bar).toHaveTextContent('3 selected: 1 unit, 2 nodes');
    expect(within(bar).getByRole('button', { name: 'Power On' })).toHaveAccessibleDescription(
      'The state is RUNNING; possible only in POWER_OFF.'
    );
    expect(within(bar).getByRole('button', { name: 'Power Off' })).not.toHaveAttribute('aria-disabled');
    expect(await axe(container)).toHaveNoViolations();
    await user.click(within(bar).getByRole('button', { name: 'Clear Selection' }));
    expect(model.state.selected.size).toBe(0);
    expect(screen.queryByRole('group', { name: 'Selection' })).toBeNull();
  });

  it('has the rest in a menu, with the reasons, and gets the focus back from it', async () => {
    const { choose, user } = await explorer(sampleTree());
    choose('id_demo/web/n1', 'id_demo/web/n2');
    const more = screen.getByRole('button', { name: 'More' });
    await user.click(more);
    const entries = within(screen.getByRole('menu')).getAllByRole('menuitem');
    expect(entries.map(entry => entry.textContent)).toEqual(
      expect.arrayContaining(['Suspend', 'Resume – The state is RUNNING; possible only in SUSPENDED, CONTAINER_ERROR.'])
    );
    fireEvent.keyDown(screen.getByRole('menu'), { keyCode: 27 });
    expect(more).toHaveFocus();
  });

  it('says so when there are no bulk operations', async () => {
    const { choose } = await explorer(sampleTree(), { batches: null });
    choose('id_demo/web/n1', 'id_demo/web/n2');
    expect(screen.getByRole('button', { name: 'Power Off' })).toHaveAccessibleDescription(/plugin jupyterlab-vcp:batches is disabled/);
  });
});

describe('a bulk operation', () => {
  it('is reviewed row by row, starts with the choice for failures, and ends the selection', async () => {
    const { choose, started, model, user } = await explorer(sampleTree());
    choose('id_demo/web', 'id_demo/web/n1', 'id_demo/db/n1');
    await user.click(screen.getByRole('button', { name: 'Power Off' }));
    const review = await dialog();
    expect(review).toHaveTextContent('2 targets will be worked on. 1 is left out. 1 selected row is part of another and counts once.');
    const rows = within(review).getAllByRole('row').slice(1);
    expect(rows.map(row => row.textContent)).toEqual([
      'demo/db/1CONTAINER_ERRORleft out: The state is CONTAINER_ERROR; possible only in RUNNING, SUSPENDED.',
      'demo/web/1RUNNINGwill be done',
      'demo/web/2RUNNINGwill be done'
    ]);
    expect(await axe(review)).toHaveNoViolations();
    await user.click(within(review).getByRole('radio', { name: 'stop: send nothing more' }));
    await press('Power Off');
    await waitFor(() => {
      expect(started).toMatchObject([{ operation: 'power_off', onFailure: 'stop', targets: [{ node: 'n1' }, { node: 'n2' }] }]);
    });
    await waitFor(() => {
      expect(model.state.selected.size).toBe(0);
    });
    expect(model.bulk.onFailure).toBe('stop');
  });

  it('deletes compute before storage, after the number was typed', async () => {
    const { actions, at, started, user } = await explorer(withDisk());
    void actions.operateAll('delete', ['id_store', 'id_demo/web'].map(at));
    const review = await dialog();
    expect(review).toHaveTextContent('1 node on aws stops');
    expect(review).toHaveTextContent('2 disks on aws are deleted');
    expect(review).toHaveTextContent('Compute goes first, then the disks');
    await press('Delete');
    const field = within(review).getByRole('textbox', { name: 'Type the number 3 to delete them' });
    expect(field).toHaveAccessibleDescription('This is not the number.');
    await user.type(field, '3');
    await press('Delete');
    await waitFor(() => {
      expect(started[0]?.targets.map(({ groupName, unit: name }) => [groupName, name])).toEqual([
        ['demo', 'web'],
        ['store', undefined]
      ]);
    });
  });

  it('is shown again when the state has changed since it was reviewed', async () => {
    const { actions, at, started, setTree } = await explorer(sampleTree());
    void actions.operateAll('power_off', ['id_demo/web/n1', 'id_demo/web/n2'].map(at));
    await dialog();
    setTree([group('demo', [unit('web', [node(1), node(2, { state: 'POWER_OFF' })], { state: 'INDEFINITE' })])]);
    await press('Power Off');
    expect(await screen.findByText('The state has changed meanwhile: 0 more to do, 1 less. Nothing was sent; look again.')).toBeVisible();
    expect(started).toEqual([]);
    await press('Power Off');
    await waitFor(() => {
      expect(started[0]?.targets).toHaveLength(1);
    });
  });

  it('is what the power of a unit with several nodes is; without its plugin the unit gets one order', async () => {
    const { operate, started } = await explorer(sampleTree());
    operate('power_off', 'id_demo/web');
    await dialog();
    await press('Power Off');
    await waitFor(() => {
      expect(started[0]?.targets).toHaveLength(2);
    });
    await gone();
    const alone = await explorer(sampleTree(), {
      batches: null,
      routes: { 'POST unit-groups/*/units/*/operations/*': () => ({ status: 202, body: {} }) }
    });
    alone.operate('power_off', 'id_demo/web');
    await waitFor(() => {
      expect(alone.sent().map(({ path }) => path)).toEqual(['unit-groups/id_demo/units/web/operations/power_off']);
    });
  });

  it('says why when there is nothing that it could do', async () => {
    const { actions, at } = await explorer(sampleTree());
    await actions.operateAll('start', [at('id_store')]);
    expect(notices()).toEqual(['Nothing of this can be done now. store: Only for units and nodes of compute unit groups.']);
    await actions.operateAll('rename', [at('id_store'), at('id_demo')]);
    expect(notices()).toContain('Possible for one row at a time only.');
  });
});

describe('questions', () => {
  it('rename a unit group, and come again with what was typed after a refusal', async () => {
    const { operate, server, sent, user, model } = await explorer([...sampleTree(), group('third', [])], {
      routes: { 'PATCH unit-groups/*': () => ({ status: 409, body: { code: 'exists', message: 'taken' } }) }
    });
    operate('rename', 'id_demo');
    const field = await within(await dialog()).findByRole<HTMLInputElement>('textbox', { name: 'Name' });
    await waitFor(() => {
      expect(field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0)).toBe('demo');
    });
    await user.clear(field);
    await user.type(field, 'third');
    expect(field).toHaveAccessibleDescription(/A unit group of this name exists already\./);
    await user.clear(field);
    await user.type(field, 'other');
    expect(await axe(await dialog())).toHaveNoViolations();
    await press('Rename');
    await waitFor(() => {
      expect(sent()[0]?.body).toEqual({ name: 'other' });
    });
    await waitFor(() => {
      expect(screen.getByRole('textbox', { name: 'Name' })).toHaveValue('other');
    });
    expect(screen.getByRole('textbox', { name: 'Name' })).toHaveAccessibleDescription(/The name is in use already\./);
    expect(model.state.orders.size).toBe(0);
    server.route({ 'PATCH unit-groups/*': () => ({ status: 202, body: {} }) });
    await user.clear(screen.getByRole('textbox', { name: 'Name' }));
    await user.type(screen.getByRole('textbox', { name: 'Name' }), 'free');
    await press('Rename');
    await waitFor(() => {
      expect(sent()[1]?.body).toEqual({ name: 'free' });
    });
  });

  it('change the owner: who is not known comes back into the dialog with what the controller said', async () => {
    const { operate, user, sent } = await explorer(sampleTree(), {
      routes: {
        'PATCH unit-groups/*': () => ({
          status: 502,
          body: { code: 'refused', message: 'HTTP 400', upstreamStatus: 400, upstreamMessage: 'no such user, owner[taro]' }
        })
      }
    });
    operate('change_owner', 'id_demo');
    await press('Change Owner');
    const field = await within(await dialog()).findByRole('textbox', { name: 'User name of the new owner' });
    expect(field).toHaveAccessibleDescription(/Enter a user name\./);
    await user.type(field, 'nobody');
    expect(field).toHaveAccessibleDescription(/This user is the owner already\./);
    await user.clear(field);
    await user.type(field, 'taro');
    expect(await axe(await dialog())).toHaveNoViolations();
    await press('Change Owner');
    await waitFor(() => {
      expect(sent()[0]?.body).toEqual({ owner: 'taro' });
    });
    await waitFor(() => {
      expect(within(screen.getByRole('dialog')).getByRole('textbox')).toHaveAccessibleDescription(
        /The VC Controller refused\. no such user, owner\[taro\]/
      );
    });
    await press('Cancel');
  });

  it('clear a processing flag only after saying what that risks', async () => {
    const { operate, sent } = await explorer(sampleTree(), {
      routes: { 'POST unit-groups/*/units/*/operations/*': () => ({ status: 202, body: {} }) }
    });
    operate('clear_processing', 'id_demo/db');
    const question = await dialog();
    expect(question).toHaveTextContent('Clear the processing flag of unit db?');
    expect(question).toHaveTextContent('The unit is in state ERROR now.');
    expect(within(question).getByRole('button', { name: 'Cancel' })).toHaveFocus();
    expect(await axe(question)).toHaveNoViolations();
    await press('Clear Flag');
    await waitFor(() => {
      expect(sent().map(({ path }) => path)).toEqual(['unit-groups/id_demo/units/db/operations/clear_processing']);
    });
  });

  it('delete an empty group without force unless that is wanted', async () => {
    const { operate, sent } = await explorer([group('empty', [])], {
      routes: { 'DELETE unit-groups/*': () => ({ status: 202, body: {} }) }
    });
    operate('delete', 'id_empty');
    const box = await within(await dialog()).findByRole('checkbox', { name: /\(force\)/ });
    expect(box).not.toBeChecked();
    expect(await axe(await dialog())).toHaveNoViolations();
    await press('Delete');
    await waitFor(() => {
      expect(sent()[0]?.query.has('force')).toBe(false);
    });
  });

  it('delete nothing that was not named: what was added meanwhile is asked about', async () => {
    const { operate, sent, setTree, user } = await explorer([group('demo', [unit('web', [node(1)])])], {
      routes: { 'DELETE unit-groups/*/units/*': () => ({ status: 202, body: {} }) }
    });
    operate('delete', 'id_demo/web');
    await dialog();
    setTree([group('demo', [unit('web', [node(1), node(2)])])]);
    await press('Delete');
    expect(await screen.findByText('Meanwhile 1 node or disk was added; it would be lost too.')).toBeVisible();
    expect(sent()).toEqual([]);
    await user.type(await within(await dialog()).findByRole('textbox'), 'web');
    await press('Delete');
    await waitFor(() => {
      expect(sent()).toHaveLength(1);
    });
  });

  it('send nothing for what has gone or moved on meanwhile, and say so', async () => {
    const { operate, sent, setTree } = await explorer([group('demo', [unit('web', [node(1)]), unit('db', [node(2)])])]);
    operate('delete', 'id_demo/web');
    await dialog();
    setTree([group('demo', [unit('db', [node(2)])])]);
    await press('Delete');
    await waitFor(() => {
      expect(notices()).toEqual(['unit web has gone meanwhile; nothing was sent.']);
    });
    operate('delete', 'id_demo/db');
    await dialog();
    setTree([group('demo', [unit('db', [node(2, { state: 'DELETING' })], { state: 'DELETING' })])]);
    await press('Delete');
    await waitFor(() => {
      expect(notices()).toContain('unit db: It is being deleted.');
    });
    expect(sent()).toEqual([]);
  });
});

describe('an order that fails', () => {
  const route = (status: number, body: unknown): FakeRoutes => ({
    'POST unit-groups/*/units/*/nodes/*/operations/*': () => ({ status, body })
  });

  it.each([
    [
      { code: 'not_understood', message: 'HTTP 200', upstreamStatus: 200 },
      'The VC Controller answered HTTP 200 instead of 202 (accepted). The order may have arrived all the same; look at the state before you give it again.'
    ],
    [
      { code: 'timeout', message: 'slow' },
      'The VC Controller did not answer in time. Retry; if it stays so, ask your VC administrator. The order may have arrived all the same; look at the state before you give it again.'
    ],
    [{ code: 'refused', message: 'HTTP 400', upstreamMessage: 'no power api' }, 'The VC Controller refused. no power api']
  ])('says what is known: %j', async (body, text) => {
    const { operate, server } = await explorer(sampleTree(), { routes: route(502, body) });
    const lists = () => server.requests.filter(({ path }) => path === 'unit-groups').length;
    const before = lists();
    operate('power_off', 'id_demo/web/n1');
    await waitFor(() => {
      expect(notices()).toEqual([`node 1 of unit web: "Power Off" has failed. ${text}`]);
    });
    expect(lists()).toBe(before + 1);
  });

  it('does not lead to what is gone', async () => {
    const { operate, setTree } = await explorer(sampleTree(), {
      routes: {
        'POST unit-groups/*/units/*/nodes/*/operations/*': () => {
          setTree([]);
          return { status: 404, body: { code: 'not_found', message: 'gone' } };
        }
      }
    });
    operate('power_off', 'id_demo/web/n1');
    await waitFor(() => {
      expect(Notification.manager.notifications.map(({ options }) => options.actions?.length ?? 0)).toEqual([0]);
    });
  });
});

describe('storage in the details', () => {
  async function openDetails(key: string) {
    const page = await explorer(withDisk());
    act(() => {
      page.model.focus(key);
      screen.getByRole('tree').focus();
    });
    fireEvent.click(screen.getByText(/^Details:/));
    await screen.findByRole('group', { name: 'Operations' });
    return page;
  }

  it('leads from a disk to its node, and from a node to its disks', async () => {
    const { user, model, container } = await openDetails('id_store/vol/d1');
    expect(await axe(container)).toHaveNoViolations();
    await user.click(screen.getByRole('button', { name: 'demo/web/1' }));
    expect(model.state.focused).toBe('id_demo/web/n1');
    expect(screen.getByText('own')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'store/vol/1' }));
    expect(model.state.focused).toBe('id_store/vol/d1');
  });

  it('says which unit has to go first, and leads there', async () => {
    const { user, model } = await openDetails('id_store');
    const operations = screen.getByRole('group', { name: 'Operations' });
    expect(within(operations).getByRole('button', { name: 'Delete…' })).toHaveAccessibleDescription(
      'A disk is attached to nodes of a compute unit. Delete first: demo/web.'
    );
    await user.click(within(screen.getByText('Delete first:')).getByRole('button', { name: 'demo/web' }));
    expect(model.state.focused).toBe('id_demo/web');
  });
});
