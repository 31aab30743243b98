/** The tab of what is in use, as somebody sees and operates it. */
import '@testing-library/jest-dom';
import { nullTranslator } from '@jupyterlab/translation';
import { CommandRegistry } from '@lumino/commands';
import { act, cleanup, configure, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe, toHaveNoViolations } from 'jest-axe';
import React from 'react';

import { ApiError } from '../../api/errors';
import { PATIENCE, until } from '../../testing/patience';
import { DetailsModel } from '../model/detailsModel';
import { ImagesContext } from '../view/context';
import { InUse } from '../view/inUse/InUse';
import { group, join, unit } from './inUse';
import type { IJoined } from './inUse';

expect.extend(toHaveNoViolations);
configure({ asyncUtilTimeout: PATIENCE });

const BEHIND = 'vcp/base:2.1.0-alpine3.21-x86_64';
const NEWEST = 'vcp/base:3.0.0-alpine3.22';
const CONTENT = { 'vcp/base': ['2.1.0-alpine3.21-x86_64', '3.0.0-alpine3.22'] };
const TREE = [group('demo', [unit('db', NEWEST), unit('old', null), unit('web', BEHIND, 2)])];

let joined: IJoined;
const user = userEvent.setup();
const copied: string[] = [];
const executed: unknown[] = [];

afterEach(() => {
  cleanup();
  joined.dispose();
  copied.splice(0);
  executed.splice(0);
});

function show(options: { readonly explorer?: boolean; readonly clouds?: boolean } = {}): HTMLElement {
  joined = join(CONTENT, {}, options.clouds ?? true);
  joined.inUse.watch(); // As the panel does.
  const commands = new CommandRegistry();
  if (options.explorer ?? true) {
    commands.addCommand('vcp:open-explorer', { describedBy: { args: { type: 'object' } }, execute: args => executed.push(args) });
  }
  const { catalog, inUse, connection } = joined;
  const context = {
    model: catalog,
    details: new DetailsModel({ connection }),
    inUse,
    commands,
    trans: nullTranslator.load(''),
    language: 'en',
    copyText: (text: string) => copied.push(text),
    take: null
  };
  const { container } = render(
    <ImagesContext.Provider value={context}>
      <InUse />
    </ImagesContext.Provider>
  );
  return container;
}

/** Shows a tree and waits until its images are judged. */
async function withTree(tree = TREE): Promise<HTMLElement> {
  const container = show();
  await act(async () => {
    joined.tree.put(tree);
    await until(() => joined.inUse.snapshot.units?.every(({ state }) => state.kind !== 'pending') ?? false);
  });
  return container;
}

const row = (name: string): HTMLElement => screen.getByRole('row', { name: new RegExp(`^demo ${name} `) });

describe('the units', () => {
  it('stand with their image and what the catalog says of it, those first that are behind', async () => {
    await withTree();
    const rows = screen.getAllByRole('row').slice(1);
    expect(rows.map(each => within(each).getByRole('rowheader').textContent)).toEqual(['web', 'old', 'db']);
    expect(row('web')).toHaveTextContent(`newer release: ${NEWEST}`);
    expect(within(row('web')).getAllByRole('cell')[3]).toHaveTextContent('2');
    expect(row('old')).toHaveTextContent('unknown: the VC Controller does not tell');
    expect(row('db')).toHaveTextContent('✓ newest');
    expect(screen.getByRole('status')).toHaveTextContent('Of 3 units, 1 could run a newer release (nodes: 2).');
  });

  it('are live', async () => {
    await withTree();
    act(() => {
      joined.tree.put([group('demo', [unit('web', NEWEST)])]);
    });
    expect(row('web')).toHaveTextContent('✓ newest');
    expect(screen.getByRole('status')).toHaveTextContent('1 unit; of no image a newer release is known.');
  });

  it('pass an accessibility check', async () => {
    expect(await axe(await withTree())).toHaveNoViolations();
  });

  it('come in portions', async () => {
    await withTree([
      group(
        'demo',
        Array.from({ length: 230 }, (_, number) => unit(`u${number}`, NEWEST))
      )
    ]);
    expect(screen.getAllByRole('row')).toHaveLength(201);
    await user.click(screen.getByRole('button', { name: 'Show 30 more units' }));
    expect(screen.getAllByRole('row')).toHaveLength(231);
    expect(screen.queryByRole('button', { name: /more units/ })).toBeNull();
  });
});

describe('the ways on', () => {
  it('lead to the image, to its newer release, to the unit, and to the clipboard', async () => {
    await withTree();
    const reveal = jest.spyOn(joined.catalog, 'reveal').mockResolvedValue();
    const web = within(row('web'));
    const [newer] = web.getAllByRole('button');
    expect(newer).toHaveAccessibleName(NEWEST);
    await user.click(newer ?? document.body);
    await user.click(web.getByRole('button', { name: `Show ${BEHIND} in the image catalog` }));
    expect(reveal.mock.calls).toEqual([[NEWEST], [BEHIND]]);
    await user.click(web.getByRole('button', { name: `Copy ${BEHIND}` }));
    expect(copied).toEqual([BEHIND]);
    expect(screen.getByRole('status')).toHaveTextContent(`Copied: ${BEHIND}`);
    await user.click(web.getByRole('button', { name: 'Show demo/web in the explorer' }));
    expect(executed).toEqual([{ group: 'id_demo', unit: 'web' }]);
    const labels = within(row('old')).getAllByRole('button');
    expect(labels.map(button => button.getAttribute('aria-label'))).toEqual(['Show demo/old in the explorer']);
  });

  it('are one stop of Tab per row; the arrow keys go from row to row', async () => {
    await withTree();
    await user.tab();
    expect(row('web')).toContainElement(document.activeElement as HTMLElement);
    await user.tab();
    expect(document.activeElement).toHaveAccessibleName(`Show ${BEHIND} in the image catalog`);
    await user.keyboard('{ArrowDown}');
    expect(document.activeElement).toHaveAccessibleName('Show demo/old in the explorer');
    await user.keyboard('{End}');
    expect(row('db')).toContainElement(document.activeElement as HTMLElement);
    await user.keyboard('{ArrowDown}{Home}');
    expect(row('web')).toContainElement(document.activeElement as HTMLElement);
    const reachable = screen.getAllByRole('button').filter(({ tabIndex }) => tabIndex === 0);
    expect(reachable.every(button => row('web').contains(button))).toBe(true);
  });
});

describe('without units', () => {
  it('says that it waits for the controller, and leads to the explorer', async () => {
    const container = show();
    expect(screen.getByText(/^Waiting for the VC Controller/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Show VCP Explorer' }));
    expect(executed).toEqual([{}]);
    expect(await axe(container)).toHaveNoViolations();
  });

  it('says that nothing runs', async () => {
    await withTree([group('demo', [])]);
    expect(screen.getByText('No unit has nodes now.')).toBeInTheDocument();
  });

  it('says that this page has no tree', () => {
    show({ clouds: false, explorer: false });
    expect(screen.getByText(/^The VCP explorer is switched off/)).toBeInTheDocument();
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('tells why the controller does not answer, also beside units that may be old', async () => {
    show();
    const error = new ApiError({ kind: 'offline', message: 'no route' });
    await act(() => until(() => joined.tree.watchers === 1));
    act(() => {
      joined.tree.put(null, error);
    });
    expect(screen.getByRole('alert')).not.toHaveTextContent('What is shown may be old.');
    act(() => {
      joined.tree.put(TREE, error);
    });
    expect(screen.getByRole('alert')).toHaveTextContent('What is shown may be old.');
    expect(screen.getAllByRole('row')).toHaveLength(4);
  });
});
