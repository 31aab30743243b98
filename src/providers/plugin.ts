import { ILayoutRestorer } from '@jupyterlab/application';
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette, WidgetTracker } from '@jupyterlab/apputils';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import type { Widget } from '@lumino/widgets';

import { LazyPanel } from '../common/LazyPanel';
import { openPanel } from '../common/openPanel';
import { DOMAIN } from '../common/trans';
import { IClouds, IConnection } from '../tokens';
import { CommandIDs, addCommands } from './commands';
import type { ILoaded } from './load';

const PANEL_ID = 'jp-vcp-providers';

/** Adds the panel of credentials, flavors and networks. */
const plugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-vcp:providers',
  description: 'Credentials, flavors and networks of the cloud providers.',
  autoStart: true,
  requires: [IConnection],
  optional: [IClouds, ITranslator, ICommandPalette, ILayoutRestorer],
  activate: (
    app: JupyterFrontEnd,
    connection: IConnection,
    clouds: IClouds | null,
    translator: ITranslator | null,
    palette: ICommandPalette | null,
    restorer: ILayoutRestorer | null
  ): void => {
    const usedTranslator = translator ?? nullTranslator;
    const trans = usedTranslator.load(DOMAIN);
    const tracker = new WidgetTracker<LazyPanel>({ namespace: 'jupyterlab-vcp-providers' });
    let loaded: ILoaded | null = null;
    const load = async (): Promise<Widget> => {
      const { loadProviders } = await import('./load');
      loaded = await loadProviders({ commands: app.commands, connection, clouds, translator: usedTranslator });
      return loaded.panel;
    };
    const create = (): LazyPanel => {
      const panel = new LazyPanel({ id: PANEL_ID, trans, load });
      panel.title.label = trans.__('VCP Providers');
      panel.title.closable = true;
      panel.node.setAttribute('role', 'region');
      panel.node.setAttribute('aria-label', panel.title.label);
      void tracker.add(panel);
      return panel;
    };
    addCommands(app, trans, async args => {
      const panel = tracker.currentWidget ?? create();
      openPanel(app.shell, panel);
      if (await panel.load()) {
        loaded?.show(args);
      }
    });
    void restorer?.restore(tracker, { command: CommandIDs.openProviders, name: () => PANEL_ID });
    palette?.addItem({ command: CommandIDs.openProviders, category: trans.__('VCP') });
  }
};

export default plugin;
