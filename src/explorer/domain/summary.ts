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
  let oldest: ISummary['oldest'] = null;
  let failed = 0;
  for (const group of tree) {
    for (const unit of group.units) {
      failed += isErrorState(unit.state) || unit.nodes.some(node => isErrorState(node.state)) ? 1 : 0;
      for (const node of unit.nodes.filter(one => one.state === 'RUNNING')) {
        counts.set(node.provider, (counts.get(node.provider) ?? 0) + 1);
        oldest = older(oldest, { kind: 'node', group, unit, node });
      }
    }
  }
  const byProvider = [...counts].map(([provider, running]) => ({ provider, running })).sort((a, b) => b.running - a.running);
  return { running: byProvider.reduce((sum, entry) => sum + entry.running, 0), byProvider, oldest, failed };
}

function older(oldest: ISummary['oldest'], place: Extract<Place, { kind: 'node' }>): ISummary['oldest'] {
  const bootedAt = place.node.bootedAt ?? '';
  const start = Date.parse(bootedAt);
  if (Number.isNaN(start) || (oldest && Date.parse(oldest.bootedAt) <= start)) {
    return oldest;
  }
  return { key: keyOf(place), bootedAt };
}
