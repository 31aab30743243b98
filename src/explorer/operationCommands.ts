import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { TranslationBundle } from '@jupyterlab/translation';

import { CommandIDs, PLACE_ARGUMENTS } from './commandIds';
import type { Operation } from './domain/operations';
import type { PlaceKind } from './domain/tree';
import type { IExplorerHandle } from './handle';

interface IOperationCommand {
  readonly id: string;
  readonly operation: Operation;
  /** Kinds of rows that the command is for. */
  readonly on: readonly PlaceKind[];
  readonly label: string;
  readonly caption: string;
}

function operationCommands(trans: TranslationBundle): readonly IOperationCommand[] {
  return [
    {
      id: CommandIDs.addNodes,
      operation: 'add_nodes',
      on: ['unit'],
      label: trans.__('Add Nodes…'),
      caption: trans.__('Add nodes or disks of the same spec to the unit')
    },
    {
      id: CommandIDs.powerOn,
      operation: 'power_on',
      on: ['unit', 'node'],
      label: trans.__('Power On'),
      caption: trans.__('Switch the cloud instances on')
    },
    {
      id: CommandIDs.powerOff,
      operation: 'power_off',
      on: ['unit', 'node'],
      label: trans.__('Power Off'),
      caption: trans.__('Switch the cloud instances off')
    },
    {
      id: CommandIDs.deleteGroup,
      operation: 'delete',
      on: ['group'],
      label: trans.__('Delete Unit Group…'),
      caption: trans.__('Delete the unit group with all its units and nodes')
    },
    {
      id: CommandIDs.deleteUnit,
      operation: 'delete',
      on: ['unit'],
      label: trans.__('Delete Unit…'),
      caption: trans.__('Delete the unit with all its nodes')
    },
    {
      id: CommandIDs.deleteNode,
      operation: 'delete',
      on: ['node', 'disk'],
      label: trans.__('Delete Node or Disk…'),
      caption: trans.__('Delete one node or disk; the rest of the unit stays')
    }
  ];
}

/** Registers the commands that operate on rows; their code is loaded when one is executed. */
export function addOperationCommands({ commands }: JupyterFrontEnd, handle: IExplorerHandle, trans: TranslationBundle): void {
  for (const { id, operation, on, label, caption } of operationCommands(trans)) {
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
