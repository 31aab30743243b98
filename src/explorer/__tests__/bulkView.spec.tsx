import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { axe, toHaveNoViolations } from 'jest-axe';

import type { UnitGroup } from '../../api/types';
import { disk, group, node, sampleTree, unit } from './cloud';
import { explorer, gone, notices, press } from './hands';
import { described, dialogOf } from './page';

expect.extend(toHaveNoViolations);

const storage = (change: Partial<UnitGroup> = {}) =>
  group('store', [unit('vol', [], { provider: 'aws', disks: [disk(1, { inUse: true, volumeId: 'v1' }), disk(2, { volumeId: 'v2' })] })], {
    number: 2,
    type: 'storage',
    ...change
  });
const withDisk = () => [group('demo', [unit('web', [node(1, { volumes: [{ id: 'v1', device: '/dev/sdf' }, { id: 'own' }] })])]), storage()];

describe('the bar of a selection', () => {
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
    const review = await dialogOf();
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
    const review = await dialogOf();
    expect(review).toHaveTextContent('1 node on aws stops');
    expect(review).toHaveTextContent('2 disks on aws are deleted');
    expect(review).toHaveTextContent('Compute goes first, then the disks');
    await press('Delete');
    const field = within(review).getByRole('textbox', { name: 'Type the number 3 to delete them' });
    await described(field, 'This is not the number.');
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
    await dialogOf();
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
    await dialogOf();
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

  it('leaves alone what else is selected when it is about another row', async () => {
    const { choose, operate, started, model } = await explorer(sampleTree());
    choose('id_demo/db', 'id_store');
    operate('power_off', 'id_demo/web');
    await dialogOf();
    await press('Power Off');
    await waitFor(() => {
      expect(started).toHaveLength(1);
    });
    expect([...model.state.selected]).toEqual(['id_demo/db', 'id_store']);
  });

  it('says whose the targets are when some belong to others', async () => {
    const { actions, at } = await explorer(sampleTree());
    void actions.operateAll('delete', ['id_demo/web/n1', 'id_store/vol/d1'].map(at));
    const review = await dialogOf();
    expect(review).toHaveTextContent('Among them are targets of other users: somebody.');
    expect(within(review).getByRole('row', { name: /store\/vol\/1 somebody/ })).toBeVisible();
    await press('Cancel');
  });

  it('asks for the new owner of those only that can get one', async () => {
    const { actions, at, started, user } = await explorer(sampleTree());
    void actions.operateAll('change_owner', ['id_demo', 'id_demo/web', 'id_store/vol'].map(at));
    const question = await dialogOf();
    expect(question).toHaveTextContent('Change Owner of unit group demo');
    await user.type(await within(question).findByRole('textbox'), 'hanako');
    await press('Change Owner');
    expect(await screen.findByText(/New owner: hanako\./)).toBeVisible();
    await press('Change Owner');
    await waitFor(() => {
      expect(started).toMatchObject([{ operation: 'change_owner', owner: 'hanako', targets: [{ group: 'id_demo' }] }]);
    });
  });

  it('does not end in silence when nothing of a group can be done any more', async () => {
    const { operate } = await explorer([group('demo', [unit('web', [node(1, { state: 'POWER_OFF' })])])]);
    operate('power_off', 'id_demo');
    await waitFor(() => {
      expect(notices()).toEqual([expect.stringMatching(/^Nothing of this can be done now\. demo\/web/)]);
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
