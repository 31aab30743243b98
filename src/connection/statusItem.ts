import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { IStatusBar } from '@jupyterlab/statusbar';

import type { IConnectionContext } from './context';

export interface IStatusItemContext extends IConnectionContext {
  readonly statusBar: IStatusBar;
  /** Null when the application has no settings; then the item shows. */
  readonly settings: Promise<ISettingRegistry.ISettings> | null;
}

/** Adds the status item when the first state is known. It asks for nothing itself: until a panel is used there is nothing to show. */
export function addStatusItem(context: IStatusItemContext): void {
  const { connection } = context;
  const add = (): void => {
    if (connection.state) {
      connection.changed.disconnect(add);
      void import('./registerStatusItem').then(({ registerStatusItem }) => registerStatusItem(context));
    }
  };
  connection.changed.connect(add);
}
