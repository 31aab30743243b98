import { JupyterLab } from '@jupyterlab/application';
import { Notification } from '@jupyterlab/apputils';
import { StateDB } from '@jupyterlab/statedb';
import { CommandRegistry } from '@lumino/commands';
import { Widget } from '@lumino/widgets';

import type { Batch } from '../../api/types';
import { LazyPanel } from '../../common/LazyPanel';
import { FakeConnection } from '../../testing/connection';
import type { FakeRoutes } from '../../testing/fakeServer';
import { until } from '../../testing/patience';
import plugin from '../plugin';
import { batch, mixed, row } from './batches';

const ID = batch([]).id;
const REQUEST = { operation: 'power_off', onFailure: 'continue', targets: [row(1).target] } as const;

/** A shell that shows what is added to it, one panel at a time. */
function shellOf(added: Widget[]) {
  return {
    add: (widget: Widget) => {
      added.push(widget);
      Widget.attach(widget, document.body);
    },
    activateById: (id: string) => {
      for (const widget of added) {
        widget.setHidden(widget.id !== id);
      }
    }
  };
}

async function activate(routes: FakeRoutes, options: { activeBatches?: number; stateDB?: StateDB } = {}) {
  const commands = new CommandRegistry();
  const added: Widget[] = [];
  const connection = new FakeConnection(routes, {
    handshake: { result: 'ok', activeJobs: 0, activeBatches: options.activeBatches ?? 0 }
  });
  const app = Object.create(JupyterLab.prototype, { commands: { value: commands }, shell: { value: shellOf(added) } }) as JupyterLab;
  const batches = await Promise.resolve(plugin.activate(app, connection, null, null, options.stateDB ?? null));
  return { commands, added, connection, batches };
}

const notes = () => Notification.manager.notifications.map(({ type, message }) => ({ type, message }));

afterEach(() => {
  Notification.dismiss();
});

describe('the plugin of bulk operations', () => {
  it('asks for nothing at start', async () => {
    const { commands, connection } = await activate({});
    expect(plugin.requires?.map(token => token.name)).toEqual(['jupyterlab-vcp:IConnection']);
    expect(commands.label('vcp:show-batches')).toBe('Show Bulk Operations');
    expect(await commands.describedBy('vcp:show-batches')).toMatchObject({ args: { type: 'object' } });
    await new Promise(resolve => setTimeout(resolve, 20));
    expect(connection.server.requests).toEqual([]);
  });

  it('starts an operation and shows its panel, once', async () => {
    const { batches, added } = await activate({ 'POST batches': () => ({ status: 202, body: mixed() }) });
    const started = await batches.start(REQUEST);
    await batches.open(started.id);
    expect(added.map(({ id, title }) => [id, title.label, title.closable])).toEqual([[`jp-vcp-batch-${ID}`, 'Power Off (5)', true]]);
    await until(() => added[0]?.node.querySelector('[role="grid"]') !== null);
    expect(notes()).toEqual([]);
    added[0]?.close();
    await batches.open(started.id);
    expect(added).toHaveLength(2);
  });

  it('hurries the tree where there is an explorer', async () => {
    const running = batch([row(1)]);
    const { batches, commands } = await activate({
      'POST batches': () => ({ status: 202, body: running }),
      [`GET batches/${ID}`]: () => ({ body: running })
    });
    const refresh = jest.fn();
    commands.addCommand('vcp:refresh-explorer', { execute: refresh, describedBy: { args: {} } });
    await batches.start(REQUEST);
    expect(refresh).toHaveBeenCalledTimes(1);
  });

  it('asks for the tree once more at the end, so that report and tree say the same', async () => {
    let current: Batch = batch([row(1)], { updatedAt: '2026-11-20T01:00:30Z' });
    const { batches, commands } = await activate({
      'POST batches': () => ({ status: 202, body: current }),
      [`GET batches/${ID}`]: () => ({ body: current })
    });
    const refresh = jest.fn();
    commands.addCommand('vcp:refresh-explorer', { execute: refresh, describedBy: { args: {} } });
    await batches.start(REQUEST);
    current = mixed();
    await until(() => refresh.mock.calls.length === 2);
  });

  it('leads from a row to the explorer', async () => {
    const { batches, commands, added } = await activate({ 'POST batches': () => ({ status: 202, body: mixed() }) });
    const reveal = jest.fn();
    commands.addCommand('vcp:open-explorer', { execute: reveal, describedBy: { args: {} } });
    await batches.start(REQUEST);
    const button = () => added[0]?.node.querySelector<HTMLElement>('.jp-VcpBatch-details button');
    await until(() => Boolean(button()));
    button()?.click();
    expect(reveal).toHaveBeenCalledWith({ group: 'vc1', unit: 'web', node: 'n1' });
  });

  it('tells the end of an operation whose panel is closed, with a way to its report', async () => {
    let current: Batch = batch([row(1)], { updatedAt: '2026-11-20T01:00:30Z' });
    const { batches, added } = await activate({
      'POST batches': () => ({ status: 202, body: current }),
      [`GET batches/${ID}`]: () => ({ body: current })
    });
    await batches.start(REQUEST);
    added[0]?.close();
    current = mixed();
    await until(() => notes().length > 0);
    expect(notes()).toEqual([{ type: 'error', message: 'Power Off (5): Ended: 3 done, 1 failed, 1 not sent.' }]);
    Notification.manager.notifications[0]?.options.actions?.[0]?.callback(new MouseEvent('click'));
    await until(() => added.length === 2);
    expect(notes()).toEqual([]);
  });

  it('says nothing when its panel is seen', async () => {
    let current: Batch = batch([row(1)], { updatedAt: '2026-11-20T01:00:30Z' });
    const { batches, added } = await activate({
      'POST batches': () => ({ status: 202, body: current }),
      [`GET batches/${ID}`]: () => ({ body: current })
    });
    await batches.start(REQUEST);
    current = mixed();
    await until(() => added[0]?.node.textContent?.includes('Ended: 3 done') ?? false);
    expect(notes()).toEqual([]);
  });

  it('tells after a reload what goes on and what has ended, the latter once', async () => {
    const running = batch([row(1)], { id: '00000000-0000-4000-8000-000000000002', plannedBy: 'plan' });
    const routes: FakeRoutes = {
      'GET batches': () => ({ body: { batches: [running, mixed()] } }),
      [`GET batches/${running.id}`]: () => ({ body: running })
    };
    const stateDB = new StateDB();
    await activate(routes, { activeBatches: 2, stateDB });
    await until(() => notes().length === 2);
    expect(notes()).toEqual(
      expect.arrayContaining([
        { type: 'error', message: 'Power Off (5): Ended: 3 done, 1 failed, 1 not sent.' },
        { type: 'in-progress', message: 'Power Off (1): Running: 0 of 1 done, 0 failed.' }
      ])
    );
    Notification.dismiss();
    await activate(routes, { activeBatches: 2, stateDB });
    await until(() => notes().length === 1);
    expect(notes()[0]?.type).toBe('in-progress');
  });

  it('does not say for ever that an operation goes on which the server has lost', async () => {
    await activate(
      {
        'GET batches': () => ({ body: { batches: [batch([row(1)])] } }),
        [`GET batches/${ID}`]: () => ({ status: 404, body: { code: 'not_found', message: 'No such bulk operation.' } })
      },
      { activeBatches: 1 }
    );
    await until(() => notes()[0]?.type === 'warning');
    expect(notes()[0]?.message).toBe('Power Off (1): The Jupyter server does not know this operation any more.');
  });

  it('says that there are none only once the server has said so', async () => {
    const late: (() => void)[] = [];
    const { commands, added } = await activate({
      'GET batches': () =>
        new Promise(resolve => {
          late.push(() => {
            resolve({ body: { batches: [] } });
          });
        })
    });
    await commands.execute('vcp:show-batches');
    const panel = added[0];
    await until(() => late.length > 0);
    expect(panel?.node.textContent).not.toContain('None.');
    late.forEach(answer => {
      answer();
    });
    await until(() => panel?.node.textContent?.includes('None. Select several rows') ?? false);
  });

  it('lists all operations, and forgets those that are dismissed', async () => {
    let known: readonly Batch[] = [mixed()];
    const { commands, added } = await activate({
      'GET batches': () => ({ body: { batches: known } }),
      [`DELETE batches/${ID}`]: () => {
        known = [];
        return { status: 204 };
      }
    });
    await commands.execute('vcp:show-batches');
    const panel = added[0];
    expect(panel).toBeInstanceOf(LazyPanel);
    await until(() => panel?.node.textContent?.includes('Ended: 3 done, 1 failed, 1 not sent.') ?? false);
    panel?.node.querySelector<HTMLElement>('[aria-label^="Remove from List: Power Off (5)"]')?.click();
    await until(() => panel?.node.textContent?.includes('None. Select several rows') ?? false);
  });
});
