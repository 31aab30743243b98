import type { TranslationBundle } from '@jupyterlab/translation';

import type { PlaceKind } from '../domain/tree';
import { CommandIDs } from './ids';
import type { OperationCommand } from './operations';

const MEMBERS: readonly PlaceKind[] = ['unit', 'node'];
/** A unit group stands for its units. */
const RUN: readonly PlaceKind[] = ['group', ...MEMBERS];

/** Commands on units and nodes. */
export function memberOperations(trans: TranslationBundle): readonly OperationCommand[] {
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
