/** The line above the tree: what runs, where, for how long, and what is broken. Forgotten nodes cost money. */
import { isErrorState } from './states';
import type { IUnitGroup, Place } from './tree';
import { keyOf } from './tree';

export interface ISummary {
  /** Nodes in state RUNNING. */
  readonly running: number;
  /** The same by provider, most first. */
  readonly byProvider: readonly { readonly provider: string; readonly running: number }[];
  /** The running node that was booted first, or null when no date is known. */
  readonly oldest: { readonly key: string; readonly bootedAt: string } | null;
  /** Units in state ERROR, or with a node that has failed. */
  readonly failed: number;
}

export function summarize(tree: readonly IUnitGroup[]): ISummary {
  const counts = new Map<string, number>();
  let oldest: IBooted | null = null;
  let failed = 0;
  for (const part of tree.map(summarizeGroup)) {
    failed += part.failed;
    oldest = older(oldest, part.oldest);
    part.running.forEach((running, provider) => counts.set(provider, (counts.get(provider) ?? 0) + running));
  }
  const byProvider = [...counts].map(([provider, running]) => ({ provider, running })).sort((a, b) => b.running - a.running);
  return {
    running: byProvider.reduce((sum, entry) => sum + entry.running, 0),
    byProvider,
    oldest: oldest && { key: oldest.key, bootedAt: oldest.bootedAt },
    failed
  };
}

interface IBooted {
  readonly key: string;
  readonly bootedAt: string;
  /** The same in milliseconds since the epoch. */
  readonly at: number;
}

/** What one unit group adds. */
export interface IGroupSummary {
  readonly running: ReadonlyMap<string, number>;
  readonly oldest: IBooted | null;
  readonly failed: number;
}

const PARTS = new WeakMap<IUnitGroup, IGroupSummary>();

/** Made on first use and kept for as long as the unit group does not change. */
export function summarizeGroup(group: IUnitGroup): IGroupSummary {
  const known = PARTS.get(group) ?? count(group);
  PARTS.set(group, known);
  return known;
}

function count(group: IUnitGroup): IGroupSummary {
  const running = new Map<string, number>();
  let oldest: IBooted | null = null;
  let failed = 0;
  for (const unit of group.units) {
    failed += isErrorState(unit.state) || unit.nodes.some(node => isErrorState(node.state)) ? 1 : 0;
    for (const node of unit.nodes.filter(one => one.state === 'RUNNING')) {
      running.set(node.provider, (running.get(node.provider) ?? 0) + 1);
      oldest = older(oldest, booted({ kind: 'node', group, unit, node }));
    }
  }
  return { running, oldest, failed };
}

function booted(place: Extract<Place, { kind: 'node' }>): IBooted | null {
  const bootedAt = place.node.bootedAt ?? '';
  const at = Date.parse(bootedAt);
  return Number.isNaN(at) ? null : { key: keyOf(place), bootedAt, at };
}

function older(a: IBooted | null, b: IBooted | null): IBooted | null {
  return b === null || (a !== null && a.at <= b.at) ? a : b;
}
