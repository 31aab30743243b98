import { ILayoutRestorer } from '@jupyterlab/application';
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette, showErrorMessage } from '@jupyterlab/apputils';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { IStateDB } from '@jupyterlab/statedb';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { lazily } from '../common/lazily';
import { singlePanel } from '../common/singlePanel';
import { DOMAIN } from '../common/trans';
import { IClouds, IConnection, IImages } from '../tokens';
import { CommandIDs, addCommands } from './commands';

const PLUGIN_ID = 'jupyterlab-vcp:images';

/** Provides the image catalog: its panel, and a dialog in which other features let the user choose an image. */
const plugin: JupyterFrontEndPlugin<IImages> = {
  id: PLUGIN_ID,
  description: 'The image catalog: base container images of the registries, and which of them are in use.',
  autoStart: true,
  provides: IImages,
  requires: [IConnection],
  optional: [IClouds, ITranslator, ICommandPalette, ILayoutRestorer, ISettingRegistry, IStateDB],
  activate: (
    app: JupyterFrontEnd,
    connection: IConnection,
    clouds: IClouds | null,
    translator: ITranslator | null,
    palette: ICommandPalette | null,
    restorer: ILayoutRestorer | null,
    settings: ISettingRegistry | null,
    stateDB: IStateDB | null
  ): IImages => {
    const usedTranslator = translator ?? nullTranslator;
    const trans = usedTranslator.load(DOMAIN);
    const options = { commands: app.commands, connection, clouds, translator: usedTranslator, settings, stateDB, pluginId: PLUGIN_ID };
    const feature = lazily(async () => (await import('./load')).loadImages(options));
    const label = trans.__('VCP Images');
    const command = CommandIDs.openImages;
    const load = async () => (await feature()).createPanel();
    const show = singlePanel({ app, restorer, trans, feature: 'images', label, command, load });
    addCommands(app, trans, async ({ image }) => {
      if ((await show().load()) && typeof image === 'string') {
        await (await feature()).reveal(image);
      }
    });
    palette?.addItem({ command, category: trans.__('VCP') });
    return {
      pick: async current => {
        try {
          return await (await feature()).pick(current);
        } catch (reason) {
          await showErrorMessage(label, String(reason));
          return null;
        }
      }
    };
  }
};

export default plugin;
