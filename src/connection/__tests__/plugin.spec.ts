import { JupyterLab } from '@jupyterlab/application';
import type { IStatusBar } from '@jupyterlab/statusbar';
import { CommandRegistry } from '@lumino/commands';

import { VERSION, CONTRACT } from '../../common/version';
import { connectionState } from '../../testing/connection';
import { fakeServer } from '../../testing/fakeServer';
import type { FakeRoutes } from '../../testing/fakeServer';
import { CommandIDs } from '../commands';
import plugin from '../plugin';

const FITTING: FakeRoutes = { 'GET version': () => ({ body: { version: VERSION, contract: CONTRACT, activeJobs: 0 } }) };

/** As much of the application as the plugin may use at start. */
async function activate(routes: FakeRoutes = {}, statusBar: IStatusBar | null = null) {
  const server = fakeServer({ ...FITTING, ...routes });
  const commands = new CommandRegistry();
  const app = Object.create(JupyterLab.prototype, {
    commands: { value: commands },
    serviceManager: { value: { serverSettings: server.settings } }
  }) as JupyterLab;
  const connection = await plugin.activate(app, null, null, statusBar, null);
  return { server, commands, connection };
}

describe('the connection plugin', () => {
  it('needs nothing, and asks for nothing but the version at start', async () => {
    const { server, connection } = await activate();
    expect(plugin.requires ?? []).toEqual([]);
    expect(await connection.handshake).toEqual({ result: 'ok', activeJobs: 0, activeBatches: 0 });
    expect(server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET version']);
    expect(connection.state).toBeNull();
  });

  it('has no argument for any command, so that no token can be among them', async () => {
    const { commands } = await activate();
    for (const id of Object.values(CommandIDs)) {
      expect(commands.isEnabled(id)).toBe(true);
      expect(commands.label(id)).not.toBe('');
      expect(commands.caption(id)).not.toBe('');
      expect(await commands.describedBy(id)).toEqual({ args: { type: 'object', properties: {} } });
    }
  });

  it('adds the status item when the first state is known, not before', async () => {
    const registered: string[] = [];
    const statusBar = { registerStatusItem: (id: string) => registered.push(id) } as unknown as IStatusBar;
    const { connection } = await activate({ 'GET connection': () => ({ body: connectionState() }) }, statusBar);
    expect(registered).toEqual([]);
    await connection.refresh();
    await import('../view/statusItem');
    expect(registered).toEqual(['jupyterlab-vcp:status']);
    connection.update(connectionState({ state: 'unreachable' }));
    expect(registered).toHaveLength(1);
  });
});
