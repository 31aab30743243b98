/**
 * From disks to the nodes that attach them: a new spec in the same cloud.
 */
import type { ReadonlyJSONObject } from '@lumino/coreutils';

import { groupBeside } from '../domain';
import type { UnitName } from '../domain';

/** Id of the command that makes a new spec; commands live a layer above the views. */
export const NEW_SPEC = 'vcp:new-spec';

/** Arguments of that command for a unit of nodes that attaches all disks of a storage unit. */
export function attachArguments({ unitGroup, unit }: UnitName, provider: string): ReadonlyJSONObject {
  return {
    unitType: 'compute',
    provider,
    unitGroup: groupBeside(unitGroup, 'compute', []),
    attributes: { disks: [{ unitGroup, unit }] }
  };
}
