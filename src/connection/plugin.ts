import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { IStatusBar } from '@jupyterlab/statusbar';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import type { TranslationBundle } from '@jupyterlab/translation';

import { DOMAIN } from '../common/trans';
import { IConnection } from '../tokens';
import { CommandIDs, addCommands } from './commands';
import { Connection } from './model/connection';
import { shakeHands } from './model/handshake';
import { addStatusItem } from './statusItem';

const PLUGIN_ID = 'jupyterlab-vcp:connection';

/** Provides the connection; adds the commands around token, check and versions, and the status item. */
const plugin: JupyterFrontEndPlugin<IConnection> = {
  id: PLUGIN_ID,
  description: 'The connection to the VC Controller: version handshake, access token, connection check and status item.',
  autoStart: true,
  provides: IConnection,
  optional: [ITranslator, ICommandPalette, IStatusBar, ISettingRegistry],
  activate: (
    app: JupyterFrontEnd,
    translator: ITranslator | null,
    palette: ICommandPalette | null,
    statusBar: IStatusBar | null,
    settings: ISettingRegistry | null
  ): IConnection => {
    const trans = (translator ?? nullTranslator).load(DOMAIN);
    const { serverSettings } = app.serviceManager;
    const connection = new Connection({ serverSettings, handshake: shakeHands(serverSettings) });
    addCommands({ app, connection, trans });
    const category = trans.__('VCP');
    for (const command of Object.values(CommandIDs)) {
      palette?.addItem({ command, category });
    }
    void sayWhatIsWrong(connection, trans);
    if (statusBar) {
      addStatusItem({ app, connection, trans, statusBar, settings: settings?.load(PLUGIN_ID) ?? null });
    }
    return connection;
  }
};

/** One notification when the halves do not fit. A server that does not answer at all is JupyterLab's own news, not ours. */
async function sayWhatIsWrong(connection: IConnection, trans: TranslationBundle): Promise<void> {
  const handshake = await connection.handshake;
  if (handshake.result === 'missing' || handshake.result === 'mismatch') {
    (await import('./view/handshakeNotice')).sayHandshake(handshake, trans);
  }
}

export default plugin;
