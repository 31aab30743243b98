/**
 * From the live tree to what the rules and the disk picker ask of it: above all, which node has which disk.
 */
import type { Disk, UnitGroup } from '../../api/types';
import type { AttachedTo, KnownUnitGroup } from '../domain';

/** Volume id to the node that names it. */
type Holders = ReadonlyMap<string, AttachedTo>;

function holdersOf(groups: readonly UnitGroup[]): Holders {
  const holders = new Map<string, AttachedTo>();
  for (const group of groups) {
    for (const unit of group.units) {
      for (const node of unit.nodes) {
        for (const { id } of node.volumes ?? []) {
          holders.set(id, { unitGroup: group.name, unit: unit.name, node: node.number });
        }
      }
    }
  }
  return holders;
}

/** Whether nodes name a VC disk as it was sent (node-spec.md 7, rule 9) or by its id in the cloud is not published: both are looked for. */
function holderOf(disk: Disk, group: UnitGroup, unit: string, holders: Holders): AttachedTo | null {
  const sent = holders.get(`vcp:${group.id}:${unit}:${disk.id}`);
  return sent ?? (disk.volumeId ? (holders.get(disk.volumeId) ?? null) : null);
}

/** The unit groups of the tree. */
export function knownGroups(groups: readonly UnitGroup[]): readonly KnownUnitGroup[] {
  const holders = holdersOf(groups);
  return groups.map(group => ({
    id: group.id,
    name: group.name,
    type: group.type,
    units: group.units.map(unit => ({
      name: unit.name,
      provider: unit.provider,
      nodes: unit.nodes.map(({ number, address }) => ({ number, address })),
      disks: unit.disks.map(disk => ({
        number: disk.number,
        size: disk.size ?? null,
        state: disk.state,
        inUse: disk.inUse,
        attachedTo: holderOf(disk, group, unit.name, holders)
      }))
    }))
  }));
}
