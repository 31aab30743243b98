import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { IStatusBar } from '@jupyterlab/statusbar';

import type { IConnectionContext } from './context';
import { CommandIDs } from './commands';

export interface IStatusItemContext extends IConnectionContext {
  readonly statusBar: IStatusBar;
  /** Null when the application has no settings; then the item shows. */
  readonly settings: Promise<ISettingRegistry.ISettings> | null;
}

const MENU = [CommandIDs.checkConnection, CommandIDs.enterToken, CommandIDs.forgetToken, CommandIDs.showVersions];

/** Adds the status item when the first state is known. It asks for nothing itself: until a panel is used there is nothing to show. */
export function addStatusItem(context: IStatusItemContext): void {
  const { connection } = context;
  const add = (): void => {
    if (connection.state) {
      connection.changed.disconnect(add);
      void register(context);
    }
  };
  connection.changed.connect(add);
}

async function register(context: IStatusItemContext): Promise<void> {
  const { app, connection, trans, statusBar } = context;
  const { StatusItem } = await import('./view/statusItem');
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
