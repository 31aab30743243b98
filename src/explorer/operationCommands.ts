import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { TranslationBundle } from '@jupyterlab/translation';

import { operationLabel } from '../common/operationText';
import { CommandIDs, PLACE_ARGUMENTS } from './commandIds';
import type { Operation } from './domain/operations';
import type { PlaceKind } from './domain/tree';
import type { IExplorerHandle } from './handle';

/** `on`: the kinds of rows that the command is for. `label`: where several commands share an operation. */
type OperationCommand = readonly [id: string, operation: Operation, on: readonly PlaceKind[], caption: string, label?: string];

const MEMBERS: readonly PlaceKind[] = ['unit', 'node'];
/** A unit group stands for its units. */
const RUN: readonly PlaceKind[] = ['group', ...MEMBERS];

/** Commands on units and nodes. */
function memberCommands(trans: TranslationBundle): readonly OperationCommand[] {
  return [
    [CommandIDs.addNodes, 'add_nodes', ['unit'], trans.__('Add nodes or disks of the same spec to the unit')],
    [CommandIDs.powerOn, 'power_on', RUN, trans.__('Switch the cloud instances on')],
    [CommandIDs.powerOff, 'power_off', RUN, trans.__('Switch the cloud instances off')],
    [CommandIDs.suspend, 'suspend', MEMBERS, trans.__('Stop the base container; the instance goes on')],
    [CommandIDs.resume, 'resume', MEMBERS, trans.__('Start the base container again')],
    [CommandIDs.stop, 'stop', MEMBERS, trans.__('Terminate the cloud instance; the node stays in the list')],
    [CommandIDs.start, 'start', MEMBERS, trans.__('Make the cloud instance again')],
    [CommandIDs.backUp, 'backup', ['node'], trans.__('Save the image of the base container on the VC Controller')],
    [CommandIDs.watch, 'watch', MEMBERS, trans.__('Have the VC Controller watch the nodes')],
    [CommandIDs.unwatch, 'unwatch', MEMBERS, trans.__('Have the VC Controller watch the nodes no more')]
  ];
}

/** Commands on what has something below, and those that delete. */
function wholeCommands(trans: TranslationBundle): readonly OperationCommand[] {
  return [
    [CommandIDs.clearProcessing, 'clear_processing', ['unit'], trans.__('Make a unit usable again whose work has died')],
    [CommandIDs.renameGroup, 'rename', ['group'], trans.__('Give the unit group another name')],
    [CommandIDs.changeOwner, 'change_owner', ['group'], trans.__('Give the unit group to another user')],
    [
      CommandIDs.deleteGroup,
      'delete',
      ['group'],
      trans.__('Delete the unit group with all its units and nodes'),
      trans.__('Delete Unit Group…')
    ],
    [CommandIDs.deleteUnit, 'delete', ['unit'], trans.__('Delete the unit with all its nodes'), trans.__('Delete Unit…')],
    [
      CommandIDs.deleteNode,
      'delete',
      ['node', 'disk'],
      trans.__('Delete one node or disk; the rest of the unit stays'),
      trans.__('Delete Node or Disk…')
    ]
  ];
}

/** Registers the commands that operate on rows; their code is loaded when one is executed. */
export function addOperationCommands({ commands }: JupyterFrontEnd, handle: IExplorerHandle, trans: TranslationBundle): void {
  for (const [id, operation, on, caption, label = operationLabel(operation, trans)] of [
    ...memberCommands(trans),
    ...wholeCommands(trans)
  ]) {
    commands.addCommand(id, {
      // A menu shows no tooltip, so the reason stands in the label.
      label: args =>
        [handle.current?.labelOf(operation, args) ?? label, handle.current?.refusal(operation, args)].filter(text => text).join(' – '),
      caption,
      describedBy: PLACE_ARGUMENTS,
      isEnabled: args => (handle.current === null ? 'group' in args : handle.current.refusal(operation, args) === ''),
      // Before anything is loaded every command is listed; afterwards only those that exist for the row.
      isVisible: args => handle.current?.isFor(on, operation, args) ?? true,
      execute: async args => (await handle.load()).run(on, operation, args)
    });
  }
}
