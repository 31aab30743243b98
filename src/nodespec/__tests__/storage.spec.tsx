/**
 * Disks and the nodes that attach them: the picker, what stands in the way, and the way on.
 */
import '@testing-library/jest-dom';
import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import React from 'react';

import { SpecView } from '../view/SpecView';
import { withChips } from '../view/fields/disks';
import { ViewSettings } from '../view/viewSettings';
import { CONTROLLER_WITH_WEB, FakeClouds, STORE } from './clouds';
import { AWS, FakeCommands, KEY, compose, composerOf, textOf } from './composing';
import type { IComposing } from './composing';

jest.setTimeout(30_000);

const user = userEvent.setup();
let composing: IComposing;
let clouds: FakeClouds;
let commands: FakeCommands;

async function show(spec: unknown, groups = STORE): Promise<HTMLElement> {
  clouds = new FakeClouds();
  clouds.put(groups);
  commands = new FakeCommands();
  composing = await compose(textOf(spec), {}, clouds);
  const composer = composerOf(composing.model, { commands });
  const { container } = render(<SpecView composer={composer} settings={new ViewSettings(null)} openText={jest.fn()} />);
  const disks = screen.queryByRole('button', { name: /^Disks/, expanded: false });
  if (disks) {
    await user.click(disks);
  }
  return container;
}

function withDisks(disks: unknown): unknown {
  return { ...AWS, attributes: { ...AWS.attributes, disks } };
}

function box(name: string): HTMLElement {
  return screen.getByRole('checkbox', { name });
}

const disksOf = (): unknown => (composing.spec() as { readonly attributes: { readonly disks?: unknown } }).attributes.disks;
const code = (): string => composing.model.snapshot.code?.text ?? '';

afterEach(() => {
  composing.dispose();
});

describe('the picker of VC disks', () => {
  it('lists the disks with size, state and node, and puts the chosen ones into document and code', async () => {
    await show(AWS);
    expect(screen.getByRole('row', { name: /Disk 1 .*16 GB RUNNING demo\/db node 1/ })).toBeInTheDocument();
    await user.click(box('store/data: Disk 2'));
    expect(disksOf()).toEqual([{ unitGroup: 'store', unit: 'data', disk: 2 }]);
    expect(code()).toContain('disk_group.find_nodes(unit_name="data", node_no=2)');
    await user.click(box('store/data: Disk 2'));
    expect(disksOf()).toBeUndefined();
  });

  it('takes a whole unit in place of its single disks', async () => {
    await show(withDisks([{ unitGroup: 'store', unit: 'data', disk: 1 }, 'vol-1']));
    await user.click(box('store/data: all 2 disks of the unit'));
    expect(disksOf()).toEqual(['vol-1', { unitGroup: 'store', unit: 'data' }]);
    expect(box('store/data: Disk 1')).toBeChecked();
    expect(box('store/data: Disk 1')).toBeDisabled();
    expect(box('store/data: Disk 1')).toHaveAccessibleDescription('chosen with its unit');
  });

  it.each([
    ['store/used: Disk 1', 'attached already'],
    ['store/used: Disk 2', 'not RUNNING'],
    ['store/azure: Disk 1', 'on azure: cannot be attached to nodes of aws'],
    ['store/used: all 2 disks of the unit', 'attached already']
  ])('says why %s cannot be chosen', async (name, reason) => {
    await show(AWS);
    expect(box(name)).toBeDisabled();
    expect(box(name)).toHaveAccessibleDescription(reason);
  });

  it('says at the field, at once, what became of a chosen disk, and lets it be given up', async () => {
    await show(withDisks([{ unitGroup: 'store', unit: 'data', disk: 1 }]));
    expect(composing.model.snapshot.diagnostics.map(({ code: found }) => found)).toEqual(['key_missing']);
    act(() => {
      clouds.put(STORE.filter(({ type }) => type === 'compute'));
    });
    expect(screen.getByText(/There is no unit group store/, { selector: 'p' })).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Remove this disk' }));
    expect(disksOf()).toBeUndefined();
    await waitFor(() => {
      expect(screen.getByRole('textbox', { name: 'Volume id' })).toHaveFocus();
    });
  });

  it("takes the cloud's own volumes by their ids, beside VC disks", async () => {
    await show(withDisks([{ unitGroup: 'store', unit: 'data', disk: 1 }]));
    await user.type(screen.getByRole('textbox', { name: 'Volume id' }), 'vol-77{Enter}');
    expect(disksOf()).toEqual([{ unitGroup: 'store', unit: 'data', disk: 1 }, 'vol-77']);
    await user.click(screen.getByRole('button', { name: 'Remove vol-77' }));
    expect(disksOf()).toEqual([{ unitGroup: 'store', unit: 'data', disk: 1 }]);
  });

  it('has none for gcp, which attaches disks by name only', async () => {
    await show({ ...AWS, provider: 'gcp' });
    expect(screen.queryByRole('table', { name: 'VC disks' })).toBeNull();
    expect(screen.getByRole('textbox', { name: 'Volume id' })).toBeEnabled();
  });

  it('leads to the first disk where there is none', async () => {
    await show(AWS, []);
    await user.click(screen.getByRole('button', { name: 'New Spec for Disks (aws_disk)…' }));
    expect(commands.executed).toEqual([['vcp:new-spec', { unitType: 'storage', provider: 'aws_disk', unitGroup: 'demo-disk' }]]);
  });

  it('warns of several nodes', async () => {
    await show({ ...AWS, attributes: { ...AWS.attributes, num_nodes: 2, disks: ['vol-1'] } });
    expect(screen.getByText(/not documented which node gets which disk/)).toBeInTheDocument();
  });

  it('has no accessibility fault that axe can find', async () => {
    const container = await show(
      withDisks([
        { unitGroup: 'store', unit: 'gone' },
        { unitGroup: 'store', unit: 'data' }
      ])
    );
    expect((await axe(container)).violations).toEqual([]);
  });
});

describe('a spec for disks', () => {
  const DISKS = { ...AWS, provider: 'aws_disk', unitGroup: 'store', unit: 'data', attributes: {} };

  it('has no field that disks do not have', async () => {
    await show(DISKS);
    const sections = screen.getAllByRole('heading', { level: 3 }).map(({ textContent }) => textContent);
    expect(sections).toEqual(['Placement', expect.stringMatching(/^Machine and disk/), expect.stringMatching(/^Tags/)]);
  });

  it('leads on to the nodes once the disks are there', async () => {
    await show({ ...DISKS, unit: 'new' });
    const attach = screen.getByRole('button', { name: 'Attach to a New Node…' });
    expect(attach).toHaveAttribute('aria-disabled', 'true');
    expect(attach).toHaveAccessibleDescription(/no such disks yet/);
    await user.click(attach);
    expect(commands.executed).toEqual([]);
    act(() => {
      composing.model.setTopLevel('unit', 'data');
    });
    await user.click(attach);
    const disks = [{ unitGroup: 'store', unit: 'data' }];
    expect(commands.executed).toEqual([
      ['vcp:new-spec', { unitType: 'compute', provider: 'aws', unitGroup: 'store-nodes', attributes: { disks } }]
    ]);
  });

  it('is offered disk providers first', async () => {
    await show({ version: 1, unitType: 'storage', attributes: {} });
    const select = screen.getByRole('combobox', { name: 'Provider' });
    const groups = within(select).getAllByRole('group');
    expect(groups.map(group => group.getAttribute('label'))).toEqual(['Disks', 'Nodes', 'Not on this VC Controller']);
    fireEvent.change(select, { target: { value: 'aws_disk' } });
    expect(composing.spec()).not.toHaveProperty('unitType');
  });
});

describe('a unit group of the other type', () => {
  it('is left with one press for a new group', async () => {
    await show({ ...AWS, unitGroup: 'store' });
    await user.click(screen.getByRole('button', { name: 'Use a new unit group store-nodes' }));
    expect(composing.spec()).toMatchObject({ unitGroup: 'store-nodes', provider: 'aws' });
  });

  it('or kept, for disks', async () => {
    await show({ ...AWS, unitGroup: 'store' });
    await user.click(screen.getByRole('button', { name: 'Make disks instead (aws_disk)' }));
    expect(composing.spec()).toMatchObject({ unitGroup: 'store', provider: 'aws_disk' });
  });
});

describe('a unit that is there', () => {
  it('can be grown, compared with the spec, or left for another name', async () => {
    await show({ ...AWS, sshKeys: [{ text: KEY }], attributes: { ...AWS.attributes, num_nodes: 3 } }, CONTROLLER_WITH_WEB);
    expect(screen.getByText('demo/web exists')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Add Nodes…' }));
    expect(commands.executed).toEqual([['vcp:add-nodes', { group: 'vc1', unit: 'web' }]]);
    await user.click(screen.getByRole('button', { name: 'Compare' }));
    expect(screen.getByRole('row', { name: 'num_nodes 1 3' })).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Call it web-2' }));
    expect(composing.spec()).toMatchObject({ unit: 'web-2' });
    expect(screen.getByLabelText('Compare with')).toHaveValue('flavor');
  });
});

it('chips leave alone what has none', () => {
  const vc = { unitGroup: 'store', unit: 'data' };
  const noVc = (entry: unknown): boolean => typeof entry === 'string';
  expect(withChips(['a', vc, 'b'], noVc, ['b', 'c'])).toEqual([vc, 'b', 'c']);
});
