import { CommandIDs } from './commands';
import type { IStatusItemContext } from './statusItem';
import { StatusItem } from './view/statusItem';

const MENU = [CommandIDs.checkConnection, CommandIDs.enterToken, CommandIDs.forgetToken, CommandIDs.showVersions];

/** Puts the item into the status bar, shown or hidden as the user's settings say. */
export async function registerStatusItem(context: IStatusItemContext): Promise<void> {
  const { app, connection, trans, statusBar } = context;
  const item = new StatusItem({ connection, commands: app.commands, menu: MENU, trans });
  statusBar.registerStatusItem('jupyterlab-vcp:status', {
    item,
    align: 'left',
    rank: 6,
    isActive: () => item.isActive,
    activeStateChanged: item.activeChanged
  });
  const settings = await context.settings?.catch(() => null);
  if (settings) {
    const apply = (): void => {
      item.enable(settings.composite['showStatus'] !== false);
    };
    settings.changed.connect(apply);
    apply();
  }
}
