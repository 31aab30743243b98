/** What a deletion takes away, for the question that is asked before it. */
import type { Member, Place } from './tree';
import { membersBelow } from './tree';

export interface ILoss {
  /** Names of the units that go, in their order; empty when a single node or disk goes. */
  readonly units: readonly string[];
  readonly nodes: readonly ILostMembers[];
  readonly disks: readonly ILostMembers[];
  /** Nodes and disks together. */
  readonly count: number;
}

export interface ILostMembers {
  readonly provider: string;
  readonly count: number;
}

export function lossOf(place: Place): ILoss {
  const members = membersBelow(place);
  const units = place.kind === 'group' ? place.group.units.map(unit => unit.name) : place.kind === 'unit' ? [place.unit.name] : [];
  return {
    units,
    nodes: byProvider(members.filter(member => member.kind === 'node')),
    disks: byProvider(members.filter(member => member.kind === 'disk')),
    count: members.length
  };
}

/** Nodes and disks that stand below a place now and did not before: what a question about it has not named. */
export function addedSince(before: Place, now: Place): readonly Member[] {
  const known = new Set(membersBelow(before).map(({ id }) => id));
  return membersBelow(now).filter(({ id }) => !known.has(id));
}

/** What several deletions take away together; units are named only where there is one deletion. */
export function sumLosses(losses: readonly ILoss[]): ILoss {
  return {
    units: losses.length === 1 ? (losses[0]?.units ?? []) : [],
    nodes: summed(losses.flatMap(loss => loss.nodes)),
    disks: summed(losses.flatMap(loss => loss.disks)),
    count: losses.reduce((sum, loss) => sum + loss.count, 0)
  };
}

/** Whether the name has to be typed first: more than one node or disk would be gone, and nothing brings them back. */
export function needsName(loss: ILoss): boolean {
  return loss.count > 1;
}

function byProvider(members: readonly { readonly provider: string }[]): readonly ILostMembers[] {
  return summed(members.map(({ provider }) => ({ provider, count: 1 })));
}

function summed(parts: readonly ILostMembers[]): readonly ILostMembers[] {
  const counts = new Map<string, number>();
  for (const { provider, count } of parts) {
    counts.set(provider, (counts.get(provider) ?? 0) + count);
  }
  return [...counts].map(([provider, count]) => ({ provider, count }));
}
