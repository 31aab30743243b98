import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { TranslationBundle } from '@jupyterlab/translation';

import { CommandIDs, PLACE_ARGUMENTS } from './ids';
import type { IExplorerHandle, PlaceArguments } from '../handle';

const NO_ARGUMENTS = { args: { type: 'object', properties: {} } } as const;

/** Registers the commands on the panel as a whole; those on rows have files of their own. */
export function addPanelCommands({ commands }: JupyterFrontEnd, handle: IExplorerHandle, trans: TranslationBundle): void {
  commands.addCommand(CommandIDs.openExplorer, {
    label: trans.__('Show VCP Explorer'),
    caption: trans.__('Show unit groups, units and nodes in the side bar'),
    describedBy: PLACE_ARGUMENTS,
    execute: async args => {
      handle.show();
      await reveal(handle, args);
    }
  });
  commands.addCommand(CommandIDs.refreshExplorer, {
    label: trans.__('Refresh VCP Explorer'),
    caption: trans.__('Ask the VC Controller now'),
    describedBy: NO_ARGUMENTS,
    execute: async () => (await handle.load()).model.refresh()
  });
  commands.addCommand(CommandIDs.toggleAllGroups, {
    label: () => [trans.__('Show Unit Groups of All Users'), allRefusal(handle, trans)].filter(text => text !== '').join(' – '),
    caption: trans.__('Privileged mode; needs a user with the role super'),
    describedBy: NO_ARGUMENTS,
    isToggleable: true,
    isToggled: () => handle.current?.model.state.all ?? false,
    isEnabled: () => handle.current?.model.state.canSeeAll ?? false,
    execute: async () => {
      const { model } = await handle.load();
      await model.setAll(!model.state.all);
    }
  });
  commands.addCommand(CommandIDs.createGroup, {
    // A menu shows no tooltip, so the reason stands in the label.
    label: () => [trans.__('Create Unit Group…'), handle.current?.creationRefusal()].filter(text => text).join(' – '),
    caption: trans.__('Create an empty unit group'),
    describedBy: NO_ARGUMENTS,
    isEnabled: () => (handle.current?.creationRefusal() ?? '') === '',
    execute: async () => (await handle.load()).createGroup()
  });
}

/** Puts the focus on the row that the arguments name; they may name none, or one that is gone. */
async function reveal(handle: IExplorerHandle, { group, unit, node }: PlaceArguments): Promise<void> {
  const key = [group, unit, node].filter(part => typeof part === 'string').join('/');
  if (key !== '') {
    const { model } = await handle.load();
    await model.prepare();
    model.reveal(key);
  }
}

/** Why the unit groups of others cannot be shown; empty when they can, or nothing is known yet. */
function allRefusal({ current }: IExplorerHandle, trans: TranslationBundle): string {
  return current && !current.model.state.canSeeAll ? trans.__('only for users with the role super') : '';
}
