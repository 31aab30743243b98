import { JupyterLab } from '@jupyterlab/application';
import { CommandRegistry } from '@lumino/commands';
import type { Menu, Widget } from '@lumino/widgets';

import { FakeConnection } from '../../testing/connection';
import { CommandIDs } from '../commandIds';
import plugin from '../plugin';
import { connected, disk, group, sampleTree, unit } from './cloud';

/** As much of the application as the plugin may use at start. */
function activate(options: { role?: string } = {}) {
  const commands = new CommandRegistry();
  const added: { widget: Widget; area: string }[] = [];
  const activated: string[] = [];
  const shell = {
    add: (widget: Widget, area: string) => added.push({ widget, area }),
    activateById: (id: string) => activated.push(id)
  };
  const storage = group('store', [unit('vol', [], { provider: 'aws', disks: [disk(1)] })], { number: 2, type: 'storage' });
  const connection = new FakeConnection(
    {
      'GET unit-groups': () => ({ body: { unitGroups: [...sampleTree().slice(0, 1), storage] } }),
      'GET providers': () => ({ body: { common: {}, providers: [], flavors: {}, flavorsSource: null, settings: {}, problems: [] } })
    },
    { state: connected({ authority: { user: 'nobody', role: options.role ?? 'fullaccess', userRole: 'regular' } }) }
  );
  const menus: Menu[] = [];
  const contextMenu = { addItem: ({ submenu }: { readonly submenu: Menu }) => menus.push(submenu) };
  const app = Object.create(JupyterLab.prototype, {
    commands: { value: commands },
    shell: { value: shell },
    contextMenu: { value: contextMenu }
  }) as JupyterLab;
  const clouds = plugin.activate(app, connection, null, null, null, null, null, null);
  return { commands, added, activated, connection, clouds, menus };
}

describe('the explorer plugin', () => {
  it('needs nothing but the connection, and asks for nothing at start', async () => {
    const { added, connection, clouds } = activate();
    expect(plugin.requires?.map(token => token.name)).toEqual(['jupyterlab-vcp:IConnection']);
    expect(added.map(({ widget, area }) => [widget.id, area])).toEqual([['jp-vcp-explorer', 'left']]);
    expect(added[0]?.widget.node.getAttribute('aria-label')).toBe('VCP explorer');
    await Promise.resolve();
    expect(connection.server.requests).toEqual([]);
    const { model } = await Promise.resolve(clouds);
    expect(await model()).toBe(await model());
  });

  it('describes the arguments of every command', async () => {
    const { commands } = activate();
    for (const id of Object.values(CommandIDs)) {
      expect(commands.label(id)).not.toBe('');
      expect(commands.caption(id)).not.toBe('');
      expect(await commands.describedBy(id)).toMatchObject({ args: { type: 'object' } });
    }
  });

  it('brings the panel to the front', async () => {
    const { commands, activated } = activate();
    await commands.execute(CommandIDs.openExplorer);
    expect(activated).toEqual(['jp-vcp-explorer']);
  });
});

describe('commands', () => {
  it('before anything is loaded are enabled for a row that is named, and load on use', async () => {
    const { commands } = activate();
    const node = { group: 'id_demo', unit: 'web', node: 'n1' };
    expect(commands.isEnabled(CommandIDs.deleteNode)).toBe(false);
    expect(commands.isEnabled(CommandIDs.deleteNode, node)).toBe(true);
    expect(commands.isEnabled(CommandIDs.copyAddress)).toBe(false);
    await commands.execute(CommandIDs.refreshExplorer);
    expect(commands.isEnabled(CommandIDs.deleteNode, node)).toBe(true);
    expect(commands.isEnabled(CommandIDs.copyAddress, node)).toBe(true);
  });

  it('are called by what they do to the row, and say why they cannot', async () => {
    const { commands } = activate();
    await commands.execute(CommandIDs.refreshExplorer);
    const failed = { group: 'id_demo', unit: 'db', node: 'n1' };
    const free = { group: 'id_store', unit: 'vol', node: 'd1' };
    expect(commands.label(CommandIDs.deleteNode, failed)).toBe('Delete Node…');
    expect(commands.label(CommandIDs.deleteNode, free)).toBe('Delete Disk…');
    expect(commands.label(CommandIDs.addNodes, { group: 'id_store', unit: 'vol' })).toBe('Add Disks…');
    expect(commands.label(CommandIDs.powerOff, failed)).toBe(
      'Power Off – The state is CONTAINER_ERROR; possible only in RUNNING, SUSPENDED.'
    );
    expect(commands.isEnabled(CommandIDs.powerOff, failed)).toBe(false);
    expect(commands.isVisible(CommandIDs.deleteUnit, failed)).toBe(false);
  });

  it('create and delete nothing with a token that can only read', async () => {
    const { commands } = activate({ role: 'readonly' });
    expect(commands.label(CommandIDs.createGroup)).toBe('Create Unit Group…');
    await commands.execute(CommandIDs.refreshExplorer);
    expect(commands.label(CommandIDs.createGroup)).toBe('Create Unit Group… – This access token can only read.');
    for (const id of [CommandIDs.createGroup, CommandIDs.deleteGroup]) {
      expect(commands.isEnabled(id, { group: 'id_demo' })).toBe(false);
    }
  });

  it('show all users to super users only', async () => {
    const { commands } = activate();
    await commands.execute(CommandIDs.refreshExplorer);
    expect(commands.isEnabled(CommandIDs.toggleAllGroups)).toBe(false);
    expect(commands.isToggled(CommandIDs.toggleAllGroups)).toBe(false);
    expect(commands.label(CommandIDs.toggleAllGroups)).toBe('Show Unit Groups of All Users – only for users with the role super');
  });
});
