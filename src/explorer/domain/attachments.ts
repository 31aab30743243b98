/**
 * Which disk is attached to which node. The controller lists attached volumes at the node (`volumes[].id`) and the cloud's id at the disk
 * (`volumeId`), and says of a disk only whether it is in use; the two ends are joined here, across unit groups and owners.
 */
import type { IDisk, INode, IUnitGroup, Place } from './tree';
import { keyOf, membersBelow } from './tree';

export type NodePlace = Extract<Place, { kind: 'node' }>;
export type DiskPlace = Extract<Place, { kind: 'disk' }>;
export type UnitPlace = Extract<Place, { kind: 'unit' }>;

export interface IAttachments {
  /** Id of a volume -> the nodes that have it, in the order of the tree. */
  readonly nodes: ReadonlyMap<string, readonly NodePlace[]>;
  /** Id of a volume -> the VC disk that it is. */
  readonly disks: ReadonlyMap<string, DiskPlace>;
}

export const NO_ATTACHMENTS: IAttachments = { nodes: new Map(), disks: new Map() };

/** A volume of a node: a VC disk of the tree, or (`disk` null) the provider's own or one of somebody else. */
export interface IVolume {
  readonly id: string;
  readonly device: string | null;
  readonly disk: DiskPlace | null;
}

export function findAttachments(tree: readonly IUnitGroup[]): IAttachments {
  const nodes = new Map<string, NodePlace[]>();
  const disks = new Map<string, DiskPlace>();
  for (const group of tree) {
    for (const unit of group.units) {
      for (const node of unit.nodes) {
        for (const { id } of node.volumes ?? []) {
          nodes.set(id, [...(nodes.get(id) ?? []), { kind: 'node', group, unit, node }]);
        }
      }
      for (const disk of unit.disks) {
        if (disk.volumeId) {
          disks.set(disk.volumeId, { kind: 'disk', group, unit, disk });
        }
      }
    }
  }
  return { nodes, disks };
}

/** Nodes that have the disk; none when it is free, or attached to a node that this user cannot see. */
export function nodesWith({ nodes }: IAttachments, disk: IDisk): readonly NodePlace[] {
  return disk.volumeId ? (nodes.get(disk.volumeId) ?? []) : [];
}

export function volumesOf({ disks }: IAttachments, node: INode): readonly IVolume[] {
  return (node.volumes ?? []).map(({ id, device }) => ({ id, device: device ?? null, disk: disks.get(id) ?? null }));
}

/** Nodes to which the disks at or below a place are attached, each once. */
export function usersOf(attachments: IAttachments, place: Place): readonly NodePlace[] {
  const found = new Map<string, NodePlace>();
  for (const disk of membersBelow(place)) {
    for (const user of disk.kind === 'disk' ? nodesWith(attachments, disk) : []) {
      found.set(keyOf(user), user);
    }
  }
  return [...found.values()];
}

/**
 * The compute units that have to go before the storage at or below a place can, in the order of the tree.
 *
 * @param going - Keys of places that go first anyway; they are left out.
 */
export function unitsBefore(attachments: IAttachments, place: Place, going: ReadonlySet<string> = new Set()): readonly UnitPlace[] {
  const units = usersOf(attachments, place)
    .filter(user => !isBelow(user, going))
    .map(({ group, unit }): UnitPlace => ({ kind: 'unit', group, unit }));
  return [...new Map(units.map(unit => [keyOf(unit), unit])).values()];
}

/** Disks in use at or below a place that stay attached even when the places with these keys are gone. */
export function disksInUse(attachments: IAttachments, place: Place, going: ReadonlySet<string>): readonly IDisk[] {
  return membersBelow(place).filter((member): member is IDisk => member.kind === 'disk' && member.inUse && !freed(member));

  function freed(disk: IDisk): boolean {
    const users = nodesWith(attachments, disk);
    return users.length > 0 && users.every(user => isBelow(user, going));
  }
}

function isBelow(place: NodePlace, keys: ReadonlySet<string>): boolean {
  const unit: UnitPlace = { kind: 'unit', group: place.group, unit: place.unit };
  return keys.has(keyOf(place)) || keys.has(keyOf(unit)) || keys.has(place.group.id);
}
