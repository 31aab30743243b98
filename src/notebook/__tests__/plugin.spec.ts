import { JupyterLab } from '@jupyterlab/application';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { INotebookTracker } from '@jupyterlab/notebook';
import { CommandRegistry } from '@lumino/commands';

import plugin from '../plugin';
import { FakeNotebook, FakeTracker } from './fakes';

/** As much of the application as the plugin may use at start. */
function application() {
  const activated: string[] = [];
  const app = Object.create(JupyterLab.prototype, {
    commands: { value: new CommandRegistry() },
    shell: { value: { activateById: (id: string) => activated.push(id) } },
    serviceManager: { value: { contents: {}, kernelspecs: { specs: null } } }
  }) as JupyterLab;
  return { app, activated };
}

describe('the notebook plugin', () => {
  it('needs nothing; without a notebook tracker there is nowhere to insert', async () => {
    const cells = await plugin.activate(application().app, null, null, null, null, null);
    expect(plugin.requires ?? []).toEqual([]);
    expect(cells.available).toBe(false);
    expect(cells.target).toBeNull();
    expect(await cells.insert('vc = 1')).toBe(false);
  });

  it.each([
    [true, ['panel-run.ipynb']],
    [false, []]
  ])('brings the notebook to the front only if the setting says so (%s)', async (showNotebook, expected) => {
    const { app, activated } = application();
    const notebook = new FakeNotebook('run.ipynb', ['1']);
    const tracker = new FakeTracker(notebook) as unknown as INotebookTracker;
    const load = jest.fn(() => Promise.resolve({ composite: { showNotebook } }));
    const cells = await plugin.activate(app, tracker, null, null, { load } as unknown as ISettingRegistry, null);
    expect(load).not.toHaveBeenCalled();
    expect(await cells.insert('vc = 1')).toBe(true);
    expect(notebook.sources).toEqual(['1', 'vc = 1']);
    expect(load).toHaveBeenCalledWith('jupyterlab-vcp:notebook');
    expect(activated).toEqual(expected);
  });
});
