import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ILayoutRestorer } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { IStateDB } from '@jupyterlab/statedb';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { LazyPanel } from '../common/LazyPanel';
import { DOMAIN } from '../common/trans';
import { IBatches, IClouds, IConnection } from '../tokens';
import { CommandIDs } from './commands/ids';
import { addSubmenus } from './commands/menus';
import { addPanelCommands } from './commands/panel';
import { addRowCommands } from './commands/rows';
import { lookOnceADay } from './dailyLook';
import { vcpIcon } from './icons';
import { LazyExplorer } from './LazyExplorer';

const PLUGIN_ID = 'jupyterlab-vcp:explorer';
const PANEL_ID = 'jp-vcp-explorer';

/** Provides the live tree; adds the side panel and the commands on what is in it. */
const plugin: JupyterFrontEndPlugin<IClouds> = {
  id: PLUGIN_ID,
  description: 'The live tree of unit groups, units, nodes and disks, and the VCP side panel.',
  autoStart: true,
  provides: IClouds,
  requires: [IConnection],
  optional: [ITranslator, ICommandPalette, ISettingRegistry, IStateDB, ILayoutRestorer, IBatches],
  activate: (
    app: JupyterFrontEnd,
    connection: IConnection,
    translator: ITranslator | null,
    palette: ICommandPalette | null,
    registry: ISettingRegistry | null,
    stateDB: IStateDB | null,
    restorer: ILayoutRestorer | null,
    batches: IBatches | null
  ): IClouds => {
    const usedTranslator = translator ?? nullTranslator;
    const trans = usedTranslator.load(DOMAIN);
    const settings = registry?.load(PLUGIN_ID).catch(() => null) ?? Promise.resolve(null);
    const explorer = new LazyExplorer({
      connection,
      translator: usedTranslator,
      stateDB,
      batches,
      settings,
      commands: app.commands,
      show: () => {
        app.shell.activateById(PANEL_ID);
      }
    });
    const panel = new LazyPanel({ id: PANEL_ID, trans, load: () => explorer.createPanel() });
    panel.title.icon = vcpIcon;
    panel.title.caption = trans.__('VCP: unit groups and nodes');
    panel.node.setAttribute('role', 'region');
    panel.node.setAttribute('aria-label', trans.__('VCP explorer'));
    app.shell.add(panel, 'left', { rank: 600, type: 'VCP' });
    restorer?.add(panel, PANEL_ID);
    addPanelCommands(app, explorer, trans);
    addRowCommands(app, explorer, trans);
    addSubmenus(app, trans);
    lookOnceADay(explorer, stateDB);
    const category = trans.__('VCP');
    for (const command of Object.values(CommandIDs)) {
      palette?.addItem({ command, category });
    }
    return { model: () => explorer.clouds() };
  }
};

export default plugin;
