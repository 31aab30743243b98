import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe, toHaveNoViolations } from 'jest-axe';
import '@testing-library/jest-dom';

import { connected, group, node, sampleTree, unit } from './cloud';
import { described, dialogOf, setUp } from './page';

expect.extend(toHaveNoViolations);

const focusedRow = () => document.getElementById(screen.getByRole('tree').getAttribute('aria-activedescendant') ?? '');

describe('the tree', () => {
  it('is an ARIA tree without faults, with state, provider, count and address', async () => {
    const { container, load } = setUp(sampleTree());
    await load();
    const rows = screen.getAllByRole('treeitem');
    expect(rows).toHaveLength(9);
    expect(rows[0]).toHaveAccessibleName(/demo RUNNING nobody 3 nodes/);
    expect(rows[5]).toHaveAccessibleName(/2 172\.30\.2\.11 RUNNING/);
    expect(rows[3]).toHaveAttribute('aria-level', '2');
    expect(rows[3]).toHaveAttribute('aria-setsize', '2');
    expect(rows[3]).toHaveAttribute('aria-expanded', 'true');
    expect(await axe(container)).toHaveNoViolations();
  });

  it('is walked by keys', async () => {
    const { load } = setUp(sampleTree());
    await load();
    const user = userEvent.setup();
    act(() => {
      screen.getByRole('tree').focus();
    });
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(focusedRow()).toHaveAccessibleName(/10\.0\.0\.4 CONTAINER_ERROR/);
    await user.keyboard('{ArrowLeft}{ArrowLeft}');
    expect(focusedRow()).toHaveAccessibleName(/^db ERROR/);
    expect(focusedRow()).toHaveAttribute('aria-expanded', 'false');
    await user.keyboard('s');
    expect(focusedRow()).toHaveAccessibleName(/^store/);
    await user.keyboard('{End}{Enter}');
    expect(screen.getByText('16 GB', { selector: 'dd *' })).toBeVisible();
  });

  it('opens the context menu from the keyboard at the row', async () => {
    const { load } = setUp(sampleTree());
    await load();
    const user = userEvent.setup();
    const targets: (string | null)[] = [];
    const listener = (event: Event) => {
      targets.push(event.target instanceof Element ? event.target.getAttribute('data-key') : null);
    };
    document.addEventListener('contextmenu', listener);
    act(() => {
      screen.getByRole('tree').focus();
    });
    await user.keyboard('{ArrowDown}{Shift>}{F10}{/Shift}{ContextMenu}');
    document.removeEventListener('contextmenu', listener);
    expect(targets).toEqual(['id_demo/db', 'id_demo/db']);
  });

  it('shows details with the error text, and why an operation is not possible', async () => {
    const { container, load, model } = setUp(sampleTree());
    await load();
    const user = userEvent.setup();
    act(() => {
      model.focus('id_demo/db/n1');
      screen.getByRole('tree').focus();
    });
    await user.keyboard('{Enter}');
    expect(screen.getByText('lost', { selector: 'pre' })).toBeVisible();
    expect(screen.getByText('10.0.0.4', { selector: 'dd *' })).toBeVisible();
    const power = screen.getByRole('button', { name: 'Power Off' });
    expect(power).toHaveAttribute('aria-disabled', 'true');
    expect(power).toHaveAccessibleDescription('The state is CONTAINER_ERROR; possible only in RUNNING, SUSPENDED.');
    expect(await axe(container)).toHaveNoViolations();
  });

  it('has only the visible of 5,000 nodes in the page, and keeps the one with the focus', async () => {
    const nodes = Array.from({ length: 5_000 }, (_, i) => node(i + 1, { address: `10.0.${i >> 8}.${i & 255}` }));
    const { load, model } = setUp([group('demo', [unit('web', nodes)])]);
    await load();
    act(() => {
      model.toggle('id_demo/web');
    });
    expect(model.state.rows).toHaveLength(5_002);
    expect(screen.getAllByRole('treeitem').length).toBeLessThan(50);
    act(() => {
      model.focus('id_demo/web/n4000');
    });
    expect(focusedRow()).toHaveAccessibleName(/^4000 10\.0\.15\.159/);
    expect(screen.getAllByRole('treeitem').length).toBeLessThan(50);
  });

  it('filters from the box and from the summary', async () => {
    const { load } = setUp(sampleTree());
    await load();
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: '1 unit in error' }));
    expect(screen.getAllByRole('treeitem')).toHaveLength(3);
    const box = screen.getByRole('textbox', { name: /^Filter/ });
    await user.clear(box);
    await user.type(box, 'nowhere');
    expect(screen.queryByRole('tree')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Clear Filter' }));
    expect(screen.getAllByRole('treeitem')).toHaveLength(9);
  });
});

describe('what is shown instead of a tree', () => {
  it('teaches when there is nothing', async () => {
    const { container, load, executed } = setUp([]);
    await load();
    await userEvent.click(
      within(container.querySelector('.jp-VcpExplorer-empty') as HTMLElement).getByRole('button', { name: 'New Spec' })
    );
    expect(executed).toEqual(['vcp:new-spec']);
    expect(screen.getByRole('button', { name: 'Create Unit Group…' })).toBeVisible();
    expect(await axe(container)).toHaveNoViolations();
  });

  it('names what the connection lacks, and mends the first', async () => {
    const state = connected({ state: 'no_token', authority: null, token: { present: false, source: { kind: 'none' } } });
    const { container, executed } = setUp(null, { state });
    expect(screen.getByText('vcc.example.ac.jp (from vcp_config.yml)', { selector: 'dd' })).toBeVisible();
    expect(screen.getByText('set (from REQUESTS_CA_BUNDLE)')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Enter Access Token…' }));
    expect(executed).toEqual(['vcp:enter-token']);
    expect(await axe(container)).toHaveNoViolations();
  });

  it('shows a failure with details, keeps the old tree, and retries', async () => {
    const { container, server, load } = setUp(sampleTree());
    await load();
    server.route({ 'GET unit-groups': () => ({ status: 504, body: { code: 'timeout', message: 'GET /vcs took too long' } }) });
    await load();
    const box = screen.getByRole('alert');
    expect(box).toHaveTextContent('did not answer in time');
    expect(screen.getAllByRole('treeitem')).toHaveLength(9);
    await userEvent.click(within(box).getByRole('button', { name: 'Details' }));
    expect(within(box).getByText('GET /vcs took too long')).toBeVisible();
    expect(await axe(container)).toHaveNoViolations();
    server.route({ 'GET unit-groups': () => ({ body: { unitGroups: sampleTree() } }) });
    await userEvent.click(within(box).getByRole('button', { name: 'Retry' }));
    await waitFor(() => {
      expect(screen.queryByRole('alert')).toBeNull();
    });
  });

  it('warns when certificates are not checked', () => {
    setUp(null, { state: connected({ tls: { verify: false, ca: { kind: 'none' } } }) });
    expect(screen.getByText(/certificate of the VC Controller is not checked/)).toBeVisible();
    expect(screen.getByRole('status', { name: 'Loading unit groups' })).toBeVisible();
  });
});

describe('dialogs', () => {
  it('ask for the name when more than one node is lost', async () => {
    const { server, load } = setUp(sampleTree(), { routes: { 'DELETE unit-groups/*': () => ({ status: 202, body: {} }) } });
    await load();
    const user = userEvent.setup();
    act(() => {
      screen.getByRole('tree').focus();
    });
    await user.keyboard('{Delete}');
    const dialog = await dialogOf();
    expect(dialog).toHaveTextContent('Delete unit group demo?');
    expect(dialog).toHaveTextContent('2 nodes on aws stop; their root disks are gone.');
    expect(await axe(dialog)).toHaveNoViolations();
    await user.click(within(dialog).getByRole('button', { name: 'Delete' }));
    const field = within(dialog).getByRole('textbox', { name: /Type the name demo/ });
    await described(field, 'This is not the name.');
    expect(field).toHaveFocus();
    await user.type(field, 'demo');
    await user.click(within(dialog).getByRole('button', { name: 'Delete' }));
    await waitFor(() => {
      expect(server.requests.filter(request => request.method === 'DELETE').map(request => request.path)).toEqual(['unit-groups/id_demo']);
    });
    await waitFor(() => {
      expect(screen.getByText(/the controller has taken the order/)).toBeInTheDocument();
    });
  });

  it('check addresses at the field before nodes are added', async () => {
    const { server, load } = setUp(sampleTree(), { routes: { 'POST unit-groups/*/units/*/nodes': () => ({ status: 202, body: {} }) } });
    await load();
    const user = userEvent.setup();
    const web = screen.getAllByRole('treeitem')[3] as HTMLElement;
    expect(within(web).queryByRole('button')).toBeNull();
    await user.hover(web);
    await user.click(within(web).getByRole('button', { name: 'Add Nodes…' }));
    const dialog = await dialogOf();
    const field = within(dialog).getByRole('textbox', { name: 'Addresses (optional)' });
    await described(field, /172\.30\.2\.0\/24/);
    await user.type(field, '172.30.2.10 9.9.9.9');
    await user.click(within(dialog).getByRole('button', { name: 'Add' }));
    await described(field, /172\.30\.2\.10 is used by demo\/web\..*9\.9\.9\.9 is outside/);
    expect(await axe(dialog)).toHaveNoViolations();
    await user.clear(field);
    await user.type(field, '172.30.2.20 172.30.2.21');
    await user.click(within(dialog).getByRole('button', { name: 'Add' }));
    await waitFor(() => {
      expect(server.requests.find(request => request.method === 'POST')?.body).toEqual({
        count: 2,
        addresses: ['172.30.2.20', '172.30.2.21']
      });
    });
  });

  it('create a group, and come again with what was typed after a refusal', async () => {
    const { server, load } = setUp([], {
      routes: { 'POST unit-groups': () => ({ status: 409, body: { code: 'exists', message: 'in use' } }) }
    });
    await load();
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'Create Unit Group…' }));
    const first = await dialogOf();
    await user.click(within(first).getByRole('button', { name: 'Create' }));
    await described(within(first).getByRole('textbox', { name: 'Name' }), /Enter a name\./);
    await user.type(within(first).getByRole('textbox', { name: 'Name' }), 'demo');
    await user.click(within(first).getByRole('radio', { name: /storage/ }));
    expect(await axe(first)).toHaveNoViolations();
    await user.click(within(first).getByRole('button', { name: 'Create' }));
    await waitFor(() => {
      expect(server.requests.find(request => request.method === 'POST')?.body).toEqual({ name: 'demo', type: 'storage' });
    });
    await waitFor(() => {
      expect(screen.getByRole('textbox', { name: 'Name' })).toHaveAccessibleDescription(/exists already/);
    });
    expect(screen.getByRole('radio', { name: /storage/ })).toBeChecked();
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
  });
});
