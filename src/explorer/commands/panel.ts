import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { TranslationBundle } from '@jupyterlab/translation';

import { NO_ARGUMENTS } from '../../common/noArguments';
import type { IExplorerHandle } from '../handle';
import { CommandIDs } from './ids';
import { lazyCommand } from './lazyCommand';

/** Registers the commands on the panel as a whole. */
export function addPanelCommands({ commands }: JupyterFrontEnd, handle: IExplorerHandle, trans: TranslationBundle): void {
  const { openExplorer, refreshExplorer, toggleAllGroups, createGroup } = CommandIDs;
  commands.addCommand(openExplorer, {
    label: trans.__('Show VCP Explorer'),
    caption: trans.__('Show unit groups, units and nodes in the side bar'),
    describedBy: async () => (await import('./arguments')).argumentsOf(openExplorer),
    execute: async args => {
      handle.show();
      if ('group' in args) {
        await (await handle.load()).reveal(args);
      }
    }
  });
  commands.addCommand(refreshExplorer, {
    label: trans.__('Refresh VCP Explorer'),
    caption: trans.__('Ask the VC Controller now'),
    describedBy: NO_ARGUMENTS,
    execute: async () => (await handle.load()).model.refresh()
  });
  commands.addCommand(toggleAllGroups, {
    // Whether this user may is not known before.
    ...lazyCommand(handle, toggleAllGroups, trans.__('Show Unit Groups of All Users'), () => false),
    isToggleable: true,
    isToggled: () => handle.current?.model.state.all ?? false
  });
  commands.addCommand(
    createGroup,
    lazyCommand(handle, createGroup, trans.__('Create Unit Group…'), () => true)
  );
}
