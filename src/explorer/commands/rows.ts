import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { TranslationBundle } from '@jupyterlab/translation';

import { operationLabel } from '../../common/operationText';
import type { Operation } from '../domain/operations';
import type { IExplorerHandle } from '../handle';
import { CommandIDs } from './ids';
import { lazyCommand } from './lazyCommand';

/** Registers the commands on rows of the tree. A row is named by arguments; without them it is the one with the focus. */
export function addRowCommands({ commands }: JupyterFrontEnd, handle: IExplorerHandle, trans: TranslationBundle): void {
  for (const [id, name] of namesOf(trans)) {
    // No row has the focus before the panel is there.
    commands.addCommand(
      id,
      lazyCommand(handle, id, name, args => 'group' in args)
    );
  }
}

function namesOf(trans: TranslationBundle): readonly (readonly [id: string, name: string])[] {
  const to = (operation: Operation): string => operationLabel(operation, trans);
  return [
    [CommandIDs.newUnit, trans.__('New Unit…')],
    [CommandIDs.addNodes, to('add_nodes')],
    [CommandIDs.powerOn, to('power_on')],
    [CommandIDs.powerOff, to('power_off')],
    [CommandIDs.suspend, to('suspend')],
    [CommandIDs.resume, to('resume')],
    [CommandIDs.stop, to('stop')],
    [CommandIDs.start, to('start')],
    [CommandIDs.backUp, to('backup')],
    [CommandIDs.watch, to('watch')],
    [CommandIDs.unwatch, to('unwatch')],
    [CommandIDs.clearProcessing, to('clear_processing')],
    [CommandIDs.renameGroup, to('rename')],
    [CommandIDs.changeOwner, to('change_owner')],
    [CommandIDs.deleteGroup, trans.__('Delete Unit Group…')],
    [CommandIDs.deleteUnit, trans.__('Delete Unit…')],
    [CommandIDs.deleteNode, trans.__('Delete Node or Disk…')],
    [CommandIDs.setReminder, trans.__('Set Reminder…')],
    [CommandIDs.planPowerOff, trans.__('Power Off at…')],
    [CommandIDs.copyAddress, trans.__('Copy Address')],
    [CommandIDs.copySshCommand, trans.__('Copy SSH Command')],
    [CommandIDs.copyId, trans.__('Copy Id')]
  ];
}
