import { JupyterLab } from '@jupyterlab/application';
import { nullTranslator } from '@jupyterlab/translation';
import { CommandRegistry } from '@lumino/commands';
import type { Menu, Widget } from '@lumino/widgets';

import { DOMAIN } from '../../common/trans';
import { FakeConnection } from '../../testing/connection';
import { CommandIDs } from '../commands/ids';
import { LazyExplorer } from '../LazyExplorer';
import { addRowCommands } from '../commands/rows';
import plugin from '../plugin';
import type { IBatches } from '../../tokens';
import { connected, disk, group, sampleTree, unit } from './cloud';
import { FakeBatches } from './page';

/** As much of the application as the plugin may use at start. */
function application(options: { role?: string } = {}) {
  const commands = new CommandRegistry();
  const added: { widget: Widget; area: string }[] = [];
  const activated: string[] = [];
  const shell = {
    add: (widget: Widget, area: string) => added.push({ widget, area }),
    activateById: (id: string) => activated.push(id)
  };
  const storage = group('store', [unit('vol', [], { provider: 'aws', disks: [disk(1)] })], { number: 2, type: 'storage' });
  const other = group('other', [], { number: 3, owner: 'somebody' });
  const connection = new FakeConnection(
    {
      'GET unit-groups': () => ({ body: { unitGroups: [...sampleTree().slice(0, 1), storage, other] } }),
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
  return { app, commands, added, activated, connection, menus };
}

function activate(options: { role?: string } = {}) {
  const made = application(options);
  return { ...made, clouds: plugin.activate(made.app, made.connection, null, null, null, null, null, null) };
}

/** The commands on rows, with the explorer loaded, and its tree. */
async function opened(batches: IBatches | null = new FakeBatches()) {
  const { app, commands, connection } = application();
  const show = () => undefined;
  const settings = Promise.resolve(null);
  const handle = new LazyExplorer({ connection, translator: nullTranslator, stateDB: null, batches, settings, commands, show });
  const trans = nullTranslator.load(DOMAIN);
  addRowCommands(app, handle, trans);
  const { model, clouds } = await handle.load();
  await clouds.refresh();
  return { commands, model };
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

  it('leads to a row that is named', async () => {
    const { commands, activated, clouds } = activate();
    await commands.execute(CommandIDs.openExplorer, { group: 'id_demo', unit: 'web', node: 'n2' });
    expect(activated).toEqual(['jp-vcp-explorer']);
    const { model } = await Promise.resolve(clouds);
    expect((await model()).unitGroups).not.toBeNull();
    // Without arguments a command is about the row with the focus: the node that was revealed.
    expect(commands.label(CommandIDs.deleteNode)).toMatch(/^Delete Node…/);
    expect(commands.isVisible(CommandIDs.deleteUnit)).toBe(false);
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

  it('are only names at first, and all there once the explorer is loaded', async () => {
    const { commands } = activate();
    const ids = Object.values(CommandIDs);
    const names = ids.map(id => commands.label(id));
    await commands.execute(CommandIDs.refreshExplorer);
    ids.forEach((id, index) => {
      expect(commands.caption(id)).not.toBe(names[index]);
    });
  });

  it('know what providers can though no panel was shown', async () => {
    const { commands, connection } = activate();
    const schema = { 'x-vcp': { name: 'aws', features: { power: { support: 'no', reason: { en: 'no such thing', ja: '不可' } } } } };
    connection.server.route({
      'GET providers': () => ({
        body: { common: {}, providers: [{ schema }], flavors: {}, flavorsSource: null, settings: {}, problems: [] }
      })
    });
    const node = { group: 'id_demo', unit: 'web', node: 'n1' };
    await commands.execute(CommandIDs.powerOff, node);
    expect(connection.server.requests.some(({ method }) => method === 'POST')).toBe(false);
    expect(commands.label(CommandIDs.powerOff, node)).toBe('Power Off – no such thing');
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

  it('are about the selection when the row with the focus is a part of it', async () => {
    const { commands, model } = await opened();
    model.select('id_demo/web/n1', 'toggle');
    model.select('id_demo/web/n2', 'toggle');
    expect(commands.label(CommandIDs.powerOff)).toBe('Power Off (2 selected)');
    expect(commands.isEnabled(CommandIDs.powerOff)).toBe(true);
    expect(commands.isEnabled(CommandIDs.powerOn)).toBe(false);
    expect(commands.label(CommandIDs.deleteNode)).toBe('Delete Selected (2)…');
    expect(commands.label(CommandIDs.addNodes)).toBe('Add Nodes (2 selected) – Possible for one row at a time only.');
    expect(commands.isVisible(CommandIDs.deleteNode)).toBe(true);
    expect(commands.isVisible(CommandIDs.deleteUnit)).toBe(false);
    model.focus('id_demo/db');
    expect(commands.label(CommandIDs.deleteUnit)).toBe('Delete Unit…');
  });

  it('say of a selection that bulk operations are switched off', async () => {
    const { commands, model } = await opened(null);
    model.select('id_demo/web/n1', 'toggle');
    model.select('id_demo/web/n2', 'toggle');
    expect(commands.isEnabled(CommandIDs.deleteNode)).toBe(false);
    expect(commands.label(CommandIDs.deleteNode)).toMatch(/^Delete Selected \(2\)… – Bulk operations are switched off/);
  });

  it('switch the power of a whole group, and have no such thing for storage', async () => {
    const { commands } = await opened();
    expect(commands.isVisible(CommandIDs.powerOff, { group: 'id_demo' })).toBe(true);
    expect(commands.isVisible(CommandIDs.suspend, { group: 'id_demo' })).toBe(false);
    expect(commands.isVisible(CommandIDs.powerOff, { group: 'id_store' })).toBe(false);
  });

  it('begin a spec for a unit, or disks, of one of the own groups', async () => {
    const { commands } = await opened();
    expect(commands.isVisible(CommandIDs.newUnit, { group: 'id_demo' })).toBe(false);
    const begun: unknown[] = [];
    commands.addCommand('vcp:new-spec', { label: 'x', describedBy: { args: {} }, execute: args => begun.push(args) });
    expect(commands.label(CommandIDs.newUnit, { group: 'id_demo' })).toBe('New Unit…');
    expect(commands.label(CommandIDs.newUnit, { group: 'id_store' })).toBe('New Disks…');
    expect(commands.isVisible(CommandIDs.newUnit, { group: 'id_demo', unit: 'web' })).toBe(false);
    await commands.execute(CommandIDs.newUnit, { group: 'id_store' });
    expect(begun).toEqual([{ unitGroup: 'store', unitType: 'storage' }]);
    expect(commands.label(CommandIDs.newUnit, { group: 'id_other' })).toBe('New Unit… – It belongs to another user: somebody.');
    await commands.execute(CommandIDs.newUnit, { group: 'id_other' });
    expect(begun).toHaveLength(1);
  });

  it('stand in submenus too, by their own names', () => {
    const { menus } = activate();
    expect(menus.map(menu => [menu.title.label, menu.items.map(({ command }) => command)])).toEqual([
      ['Container and Instance', ['vcp:suspend-nodes', 'vcp:resume-nodes', 'vcp:stop-nodes', 'vcp:start-nodes', 'vcp:back-up-node']],
      ['Liveness Monitoring', ['vcp:watch-nodes', 'vcp:unwatch-nodes']]
    ]);
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
