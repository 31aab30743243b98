import { JupyterLab } from '@jupyterlab/application';
import { Dialog } from '@jupyterlab/apputils';
import { StateDB } from '@jupyterlab/statedb';
import { CommandRegistry } from '@lumino/commands';
import { Widget } from '@lumino/widgets';

import { FakeConnection } from '../../testing/connection';
import { until } from '../../testing/patience';
import type { IImages } from '../../tokens';
import plugin from '../plugin';
import { CONTENT, registry, registryRoutes, USER } from './replies';

function activate(stateDB: StateDB | null = null) {
  const commands = new CommandRegistry();
  const added: Widget[] = [];
  const connection = new FakeConnection(registryRoutes(CONTENT, [registry(), USER]));
  const shell = {
    mode: 'multiple-document',
    add: (widget: Widget) => {
      added.push(widget);
      Widget.attach(widget, document.body);
    },
    activateById: () => undefined
  };
  const app = Object.create(JupyterLab.prototype, { commands: { value: commands }, shell: { value: shell } }) as JupyterLab;
  const images = plugin.activate(app, connection, null, null, null, null, null, stateDB) as IImages;
  return { commands, added, connection, images };
}

const choice = (added: readonly Widget[]) => added[0]?.node.querySelector('select');

beforeAll(() => {
  Element.prototype.scrollTo = () => undefined;
});

describe('the plugin of images', () => {
  it('asks for nothing at start', async () => {
    const { commands, connection } = activate();
    expect(commands.label('vcp:open-images')).toBe('VCP Images');
    expect(await commands.describedBy('vcp:open-images')).toMatchObject({ args: { properties: { image: { type: 'string' } } } });
    expect(connection.server.requests).toEqual([]);
  });

  it('opens one panel, with the image that is asked for; the registry that was chosen comes back', async () => {
    const stateDB = new StateDB();
    const { commands, added } = activate(stateDB);
    await commands.execute('vcp:open-images');
    await commands.execute('vcp:open-images', { image: '10.0.0.1:5001/vcp/gpu:1.6.2-gpusopt' });
    await until(() => choice(added)?.value === 'user');
    expect(added.map(({ id, title }) => [id, title.label, title.closable])).toEqual([['jp-vcp-images', 'VCP Images', true]]);
    expect(await stateDB.fetch('jupyterlab-vcp:images')).toBeUndefined(); // Nobody chose the registry.
    added[0]?.dispose();

    await stateDB.save('jupyterlab-vcp:images', { registry: 'user' });
    const again = activate(stateDB);
    await again.commands.execute('vcp:open-images', { image: 7 });
    await until(() => choice(again.added)?.value === 'user');
    again.added[0]?.dispose();
  });

  it('lets other features have an image chosen', async () => {
    const { images } = activate();
    const picked = images.pick(null);
    await until(() => Dialog.tracker.currentWidget !== null);
    Dialog.tracker.currentWidget?.reject();
    await expect(picked).resolves.toBeNull();
  });
});
