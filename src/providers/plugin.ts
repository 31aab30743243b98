import { ILayoutRestorer } from '@jupyterlab/application';
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import type { Widget } from '@lumino/widgets';

import { singlePanel } from '../common/singlePanel';
import { DOMAIN } from '../common/trans';
import { IClouds, IConnection } from '../tokens';
import { CommandIDs, addCommands } from './commands';
import type { ILoaded } from './load';

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
    let loaded: ILoaded | null = null;
    const load = async (): Promise<Widget> => {
      const { loadProviders } = await import('./load');
      loaded = await loadProviders({ commands: app.commands, connection, clouds, translator: usedTranslator });
      return loaded.panel;
    };
    const show = singlePanel({
      app,
      restorer,
      trans,
      feature: 'providers',
      label: trans.__('VCP Providers'),
      command: CommandIDs.openProviders,
      load
    });
    addCommands(app, trans, async args => {
      if (await show().load()) {
        loaded?.show(args);
      }
    });
    palette?.addItem({ command: CommandIDs.openProviders, category: trans.__('VCP') });
  }
};

export default plugin;
