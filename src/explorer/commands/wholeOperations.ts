import type { TranslationBundle } from '@jupyterlab/translation';

import { CommandIDs } from './ids';
import type { OperationCommand } from './operations';

/** Commands on what has something below, and those that delete. */
export function wholeOperations(trans: TranslationBundle): readonly OperationCommand[] {
  return [
    [CommandIDs.clearProcessing, 'clear_processing', ['unit'], trans.__('Make a unit usable again whose work has died')],
    [CommandIDs.renameGroup, 'rename', ['group'], trans.__('Give the unit group another name')],
    [CommandIDs.changeOwner, 'change_owner', ['group'], trans.__('Give the unit group to another user')],
    [CommandIDs.deleteGroup, 'delete', ['group'], trans.__('Delete the unit group with all its units and nodes')],
    [CommandIDs.deleteUnit, 'delete', ['unit'], trans.__('Delete the unit with all its nodes')],
    [CommandIDs.deleteNode, 'delete', ['node', 'disk'], trans.__('Delete one node or disk; the rest of the unit stays')]
  ];
}
