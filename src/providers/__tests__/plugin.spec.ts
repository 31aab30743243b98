import { JupyterLab } from '@jupyterlab/application';
import type { ILayoutRestorer } from '@jupyterlab/application';
import { CommandRegistry } from '@lumino/commands';
import { Widget } from '@lumino/widgets';

import { LazyPanel } from '../../common/LazyPanel';
import { FakeConnection } from '../../testing/connection';
import plugin from '../plugin';
import { catalogReply, credentialsReply, providersReply } from './replies';

/** A shell that shows what was activated last. */
function shellOf(added: Widget[]) {
  return {
    mode: 'multiple-document',
    add: (widget: Widget) => {
      added.push(widget);
      Widget.attach(widget, document.body);
    },
    activateById: () => undefined
  };
}

function activate(restorer: ILayoutRestorer | null = null) {
  const commands = new CommandRegistry();
  const added: Widget[] = [];
  const connection = new FakeConnection({
    'GET providers': () => ({ body: providersReply() }),
    'GET credentials': () => ({ body: credentialsReply() }),
    'GET vpn-catalog': () => ({ body: catalogReply() })
  });
  const app = Object.create(JupyterLab.prototype, { commands: { value: commands }, shell: { value: shellOf(added) } }) as JupyterLab;
  void plugin.activate(app, connection, null, null, null, restorer);
  return { commands, added, connection };
}

async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 100 && !condition(); i++) {
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  expect(condition()).toBe(true);
}

beforeAll(() => {
  Element.prototype.scrollIntoView = () => undefined;
});

describe('the plugin of providers', () => {
  it('asks for nothing at start', async () => {
    const { commands, connection } = activate();
    expect(plugin.requires?.map(token => token.name)).toEqual(['jupyterlab-vcp:IConnection']);
    expect(commands.label('vcp:open-providers')).toBe('VCP Providers');
    expect(await commands.describedBy('vcp:open-providers')).toMatchObject({
      args: { properties: { provider: { type: 'string' }, section: { enum: ['credentials', 'flavors', 'networks'] } } }
    });
    await new Promise(resolve => setTimeout(resolve, 20));
    expect(connection.server.requests).toEqual([]);
  });

  it('opens one panel, at the provider that is asked for', async () => {
    const { commands, added } = activate();
    const selected = () => added[0]?.node.querySelector('[aria-selected="true"]')?.textContent ?? '';
    await commands.execute('vcp:open-providers', { provider: 'oracle', section: 'networks' });
    await until(() => selected().startsWith('oracle'));
    await commands.execute('vcp:open-providers', { provider: 'azure' });
    await until(() => selected().startsWith('azure'));
    await commands.execute('vcp:open-providers', { provider: 7, section: 'passwords' });
    expect(selected()).toMatch(/^azure/);
    expect(added.map(({ id, title }) => [id, title.label, title.closable])).toEqual([['jp-vcp-providers', 'VCP Providers', true]]);
    added[0]?.dispose();
    await commands.execute('vcp:open-providers');
    expect(added).toHaveLength(2);
    added[1]?.dispose();
  });

  it('comes back after a reload, without remembering more than that it was open', () => {
    const restore = jest.fn<Promise<void>, Parameters<ILayoutRestorer['restore']>>(() => Promise.resolve());
    activate({ restore } as unknown as ILayoutRestorer);
    const [, options] = restore.mock.calls[0] ?? [];
    expect(options).toMatchObject({ command: 'vcp:open-providers' });
    expect(options?.args).toBeUndefined();
    expect(options?.name(new LazyPanel({ trans: { __: String } as never, load: () => Promise.reject(new Error()) }))).toBe(
      'jp-vcp-providers'
    );
  });
});
