import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import '@testing-library/jest-dom';

import { connected, disk, group, sampleTree, unit } from './cloud';
import { scrolledTo, setUp } from './page';

describe('the header', () => {
  it('says that nothing goes on any more when the state of the connection was not answered', async () => {
    const { load } = setUp(null, {
      state: null,
      routes: { 'GET unit-groups': () => ({ status: 500, body: { code: 'internal', message: 'broken' } }) }
    });
    expect(screen.getByText('Connecting…')).toBeVisible();
    await load();
    expect(screen.getByText('Not connected')).toBeVisible();
    expect(screen.queryByText('Connecting…')).toBeNull();
  });

  it('says that a token can only read, and every operation says so too', async () => {
    const { load, model } = setUp(sampleTree(), {
      state: connected({ authority: { user: 'nobody', role: 'readonly', userRole: 'regular' } })
    });
    await load();
    expect(screen.getByText('This access token can only read.', { selector: '.jp-VcpExplorer-header p' })).toBeVisible();
    act(() => {
      model.focus('id_demo/web/n1');
      screen.getByRole('tree').focus();
    });
    await userEvent.keyboard('{Enter}');
    expect(screen.getByRole('button', { name: 'Power Off' })).toHaveAccessibleDescription('This access token can only read.');
  });
});

describe('a new unit', () => {
  it('is begun in own unit groups only, and the button for it says why', async () => {
    const { load, model, commands } = setUp(sampleTree());
    const begun: unknown[] = [];
    commands.addCommand('vcp:new-unit', { label: 'x', describedBy: { args: {} }, execute: args => begun.push(args) });
    await load();
    act(() => {
      model.focus('id_store');
    });
    act(() => {
      screen.getByText(/^Details: /).click();
    });
    const disks = await screen.findByRole('button', { name: 'New Disks…' });
    expect(disks).toHaveAccessibleDescription('It belongs to another user: somebody.');
    fireEvent.click(disks);
    expect(begun).toEqual([]);
    act(() => {
      model.focus('id_demo');
    });
    fireEvent.click(screen.getByRole('button', { name: 'New Unit…' }));
    expect(begun).toEqual([{ group: 'id_demo' }]);
  });
});

describe('a controller that does not answer any more', () => {
  it('turns the whole connection red, and green again when it is back', async () => {
    const { load, server, connection } = setUp(sampleTree());
    await load();
    expect(screen.getByRole('button', { name: /^Connected to vcc\.example\.ac\.jp/ })).toBeVisible();
    server.route({ 'GET unit-groups': () => ({ status: 502, body: { code: 'unreachable', message: 'no route' } }) });
    await load();
    expect(screen.getByRole('button', { name: /^Not connected to vcc\.example\.ac\.jp/ })).toBeVisible();
    expect(connection.state?.state).toBe('unreachable');
    expect(screen.getAllByRole('treeitem')).toHaveLength(9);
    server.route({ 'GET unit-groups': () => ({ body: { unitGroups: sampleTree() } }) });
    const before = connection.refreshes;
    await load();
    expect(connection.refreshes).toBe(before + 1);
  });

  it('leaves the connection alone when the controller only refuses something', async () => {
    const { load, server, connection } = setUp(sampleTree());
    server.route({ 'GET unit-groups': () => ({ status: 502, body: { code: 'refused', message: 'HTTP 500', upstreamStatus: 500 } }) });
    await load();
    expect(connection.state?.state).toBe('ready');
  });
});

describe('the summary', () => {
  it('filters, and shows everything again when the same is pressed once more', async () => {
    const { load, model } = setUp(sampleTree());
    await load();
    const button = screen.getByRole('button', { name: '1 unit in error' });
    await userEvent.click(button);
    expect(button).toHaveAttribute('aria-pressed', 'true');
    expect(model.state.filter).toBe('state:error');
    await userEvent.click(button);
    expect(button).toHaveAttribute('aria-pressed', 'false');
    expect(model.state.rows).toHaveLength(9);
  });
});

describe('rows', () => {
  it('name a disk that has no name by its kind and number', async () => {
    const disks = [disk(1, { name: '' }), disk(2, { name: 'scratch' })];
    const { load } = setUp([group('store', [unit('vol', [], { disks, provider: 'aws' })], { type: 'storage' })]);
    await load();
    expect(screen.getByRole('treeitem', { name: /^Disk 1 RUNNING 16 GB/ })).toBeVisible();
    expect(screen.getByRole('treeitem', { name: /^scratch RUNNING/ })).toBeVisible();
  });

  it('with the focus stay in view when the details open', async () => {
    const { load } = setUp(sampleTree());
    await load();
    act(() => {
      screen.getByRole('tree').focus();
    });
    await userEvent.keyboard('{End}');
    scrolledTo.length = 0;
    await userEvent.keyboard('{Enter}');
    expect(scrolledTo).toHaveLength(1);
    expect(scrolledTo[0]).toMatch(/^Disk 1/);
  });
});

describe('a token that can only read', () => {
  it('creates no unit group, and the button says why', async () => {
    const { load } = setUp([], { state: connected({ authority: { user: 'nobody', role: 'readonly', userRole: 'regular' } }) });
    await load();
    const button = screen.getByRole('button', { name: 'Create Unit Group…' });
    expect(button).toHaveAttribute('aria-disabled', 'true');
    expect(button).toHaveAccessibleDescription('This access token can only read.');
    await userEvent.click(button);
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

describe('deleting', () => {
  it('says whose it is when it is not one’s own', async () => {
    const { load, model } = setUp(sampleTree());
    await load();
    act(() => {
      model.focus('id_store');
      screen.getByRole('tree').focus();
    });
    await userEvent.keyboard('{Delete}');
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent('It belongs to another user: somebody.');
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    act(() => {
      model.focus('id_demo/web/n1');
      screen.getByRole('tree').focus();
    });
    await userEvent.keyboard('{Delete}');
    expect(await screen.findByRole('dialog')).not.toHaveTextContent('another user');
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  });
});

describe('after a menu', () => {
  it('that was opened from the keyboard on a row, the focus is in the tree again', async () => {
    const { load } = setUp(sampleTree());
    await load();
    const menu = document.createElement('div');
    menu.className = 'lm-Menu';
    menu.tabIndex = 0;
    const open = () => {
      document.body.append(menu);
      menu.focus();
    };
    document.addEventListener('contextmenu', open, { once: true });
    const tree = screen.getByRole('tree');
    act(() => {
      tree.focus();
    });
    await userEvent.keyboard('{Shift>}{F10}{/Shift}');
    expect(menu).toHaveFocus();
    menu.remove();
    await waitFor(() => {
      expect(tree).toHaveFocus();
    });
  });

  it('of the header, the focus is on its button again', async () => {
    setUp(sampleTree());
    const button = screen.getByRole('button', { name: 'More Actions' });
    expect(button).toHaveAttribute('aria-haspopup', 'menu');
    button.focus();
    await userEvent.keyboard('{Enter}');
    const menu = await screen.findByRole('menu');
    await waitFor(() => {
      expect(menu.closest('.lm-Menu')).toHaveFocus();
    });
    // Lumino reads `keyCode`, which user-event does not set.
    fireEvent.keyDown(menu, { key: 'Escape', keyCode: 27 });
    await waitFor(() => {
      expect(button).toHaveFocus();
    });
  });
});
