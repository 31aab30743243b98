/**
 * Powering a unit group off at a time: what will be powered off, and which times are offered.
 */
import { addDays, dayOf, instantOf, wallTimeOf, weekdayOf } from './days';
import type { WallTime } from './days';
import type { ISupport } from './features';
import { OPERATIONS } from './operations';
import type { INode, IUnitGroup } from './tree';

const FRIDAY = 5;

/** A part of the nodes of a unit group, those on one provider. */
export interface INodesOn {
  readonly provider: string;
  readonly nodes: number;
}

/** What a planned power-off of a unit group will come to, as things are now. */
export interface IPowerOffScope {
  /** Nodes that will be powered off: those in a state from which one can be, of providers that can. */
  readonly off: readonly INodesOn[];
  /** Nodes that run on, because their provider cannot power off. */
  readonly cannot: readonly INodesOn[];
}

/** @param powerOf - What is known of a provider's power feature; null when nothing is: then the controller has the last word. */
export function powerOffScope(group: IUnitGroup, powerOf: (provider: string) => ISupport | null): IPowerOffScope {
  const states = OPERATIONS.power_off.from ?? [];
  const nodes = group.units.flatMap(unit => unit.nodes).filter(node => states.includes(node.state));
  const canNot = (node: INode): boolean => powerOf(node.provider)?.support === 'no';
  return { off: byProvider(nodes.filter(node => !canNot(node))), cannot: byProvider(nodes.filter(canNot)) };
}

function byProvider(nodes: readonly INode[]): readonly INodesOn[] {
  const counts = new Map<string, number>();
  for (const { provider } of nodes) {
    counts.set(provider, (counts.get(provider) ?? 0) + 1);
  }
  return [...counts].map(([provider, count]) => ({ provider, nodes: count }));
}

/** A time that is offered as a button. */
export interface ITimeChoice {
  readonly kind: 'tonight' | 'tomorrow' | 'friday';
  readonly at: WallTime;
}

/** The next 20:00, and the next Friday 18:00. The first is the default. */
export function timeChoices(now: number, timeZone: string): readonly [ITimeChoice, ITimeChoice] {
  const today = dayOf(now, timeZone);
  const isLater = (at: WallTime): boolean => at > wallTimeOf(now, timeZone);
  const tonight: WallTime = `${today}T20:00`;
  const toFriday = (FRIDAY - weekdayOf(today) + 7) % 7;
  const friday: WallTime = `${addDays(today, toFriday)}T18:00`;
  return [
    isLater(tonight) ? { kind: 'tonight', at: tonight } : { kind: 'tomorrow', at: `${addDays(today, 1)}T20:00` },
    { kind: 'friday', at: isLater(friday) ? friday : `${addDays(today, toFriday + 7)}T18:00` }
  ];
}

export type TimeFault = 'empty' | 'past';

/** What is wrong with a chosen time; null when nothing is. */
export function checkTime(at: WallTime, now: number, timeZone: string): TimeFault | null {
  const instant = instantOf(at, timeZone);
  if (instant === null) {
    return 'empty';
  }
  return instant <= now ? 'past' : null;
}
