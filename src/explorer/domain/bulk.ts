/**
 * From a selection to what a bulk operation will do: which targets get an order, which are left out and why, and what is lost.
 */
import type { IBilingual } from './features';
import type { ILoss } from './loss';
import { lossOf, sumLosses } from './loss';
import type { ICircumstances, Operation, Reason } from './operations';
import { OPERATIONS, judge } from './operations';
import { childrenOf } from './rows';
import type { Place, PlaceKind } from './tree';
import { keyOf, parentKey } from './tree';

/** Operations that make sense on several places at once: a name is for one group, and more nodes are for one unit. */
export type BulkOperation = Exclude<Operation, 'rename' | 'add_nodes'>;

/** In the order in which a menu offers them. */
export const BULK_OPERATIONS: readonly BulkOperation[] = [
  'power_on',
  'power_off',
  'suspend',
  'resume',
  'stop',
  'start',
  'backup',
  'watch',
  'unwatch',
  'clear_processing',
  'change_owner',
  'delete'
];

export function isBulk(operation: Operation): operation is BulkOperation {
  return operation !== 'rename' && operation !== 'add_nodes';
}

/** Most targets of one order (contract `startBatch`). */
export const MOST_TARGETS = 2000;

export type BulkReason =
  | Reason
  /** The operation does not exist there. */
  | { readonly code: 'not_for_kind'; readonly on: readonly PlaceKind[]; readonly type: 'compute' | 'storage' | null }
  /** The operation is for nodes or units, and the place has none. */
  | { readonly code: 'nothing_below' };

export interface IBulkTarget {
  readonly place: Place;
  /** What to know beforehand, from the provider's file. */
  readonly note: IBilingual | null;
}

export interface ILeftOut {
  readonly place: Place;
  readonly reason: BulkReason;
}

export interface IBulkPlan {
  readonly operation: BulkOperation;
  /** In the order in which they are carried out. */
  readonly targets: readonly IBulkTarget[];
  readonly leftOut: readonly ILeftOut[];
  /** Selected places that are covered by a selected one above them, and so count once. */
  readonly covered: number;
  /** What a deletion takes away; of other operations, nothing is lost. */
  readonly loss: ILoss;
}

/**
 * Plans an operation on a selection.
 *
 * #### Notes
 * Power goes node by node, as the SDK does it: the unit-wide call is in no client. A unit-wide order with nodes of which one does not
 * fit is refused as a whole, so such a unit is taken apart too. Of a deletion, compute goes first: an attached disk does not go
 * (node-spec 2.4), and storage whose last user is among the targets counts as free.
 */
export function planBulk(operation: BulkOperation, selection: readonly Place[], circumstances: ICircumstances): IBulkPlan {
  const roots = withoutCovered(selection);
  const outcomes =
    operation === 'delete' ? deletions(roots, circumstances) : roots.flatMap(root => outcomesOf(operation, root, circumstances));
  const targets = outcomes.filter(isTarget);
  return {
    operation,
    targets,
    leftOut: outcomes.filter((outcome): outcome is ILeftOut => !isTarget(outcome)),
    covered: selection.length - roots.length,
    loss: sumLosses(operation === 'delete' ? targets.map(({ place }) => lossOf(place)) : [])
  };
}

/**
 * Why an operation can do nothing at all with a selection; null when it can do something. Quicker than a plan: it stops at the first
 * place that fits.
 */
export function bulkFault(operation: BulkOperation, selection: readonly Place[], circumstances: ICircumstances): BulkReason | null {
  let told: BulkReason | null = null;
  for (const root of withoutCovered(selection)) {
    for (const outcome of outcomesOf(operation, root, circumstances)) {
      if (isTarget(outcome)) {
        return null;
      }
      // What is in the way of a place that could do it says more than that another is not meant at all.
      told = told === null || told.code === 'not_for_kind' ? outcome.reason : told;
    }
  }
  return told;
}

/** Owners of the targets, besides the user; in the order of the targets. */
export function foreignOwners({ targets }: Pick<IBulkPlan, 'targets'>, user: string | null): readonly string[] {
  const owners = new Set(targets.map(({ place }) => place.group.owner));
  return [...owners].filter(owner => user !== null && owner !== user);
}

/** Leaves out what stands below something that is selected too. */
export function withoutCovered(selection: readonly Place[]): readonly Place[] {
  const keys = new Set(selection.map(keyOf));
  return selection.filter(place => {
    for (let up = parentKey(keyOf(place)); up !== null; up = parentKey(up)) {
      if (keys.has(up)) {
        return false;
      }
    }
    return true;
  });
}

type Outcome = IBulkTarget | ILeftOut;

function isTarget(outcome: Outcome): outcome is IBulkTarget {
  return !('reason' in outcome);
}

function deletions(roots: readonly Place[], circumstances: ICircumstances): readonly Outcome[] {
  const of = (type: string, known: ICircumstances): readonly Outcome[] =>
    roots.filter(root => root.group.type === type).flatMap(root => outcomesOf('delete', root, known));
  const compute = of('compute', circumstances);
  const going = new Set(compute.filter(isTarget).map(({ place }) => keyOf(place)));
  return [...compute, ...of('storage', { ...circumstances, going })];
}

/** What becomes of a place: itself when the operation is for its kind, else what stands below it. */
function outcomesOf(operation: BulkOperation, place: Place, circumstances: ICircumstances): readonly Outcome[] {
  const { on, type } = OPERATIONS[operation];
  const verdict = judge(operation, place, circumstances);
  if (verdict?.allowed === false) {
    return [{ place, reason: verdict.reason }];
  }
  const children = childrenOf(place);
  if (verdict) {
    const whole = [{ place, note: verdict.note }];
    return place.kind === 'unit' ? (takenApart(operation, children, circumstances) ?? whole) : whole;
  }
  if (place.kind === 'node' || place.kind === 'disk' || (type !== undefined && type !== place.group.type)) {
    return [{ place, reason: { code: 'not_for_kind', on, type: type ?? null } }];
  }
  return children.length === 0
    ? [{ place, reason: { code: 'nothing_below' } }]
    : children.flatMap(child => outcomesOf(operation, child, circumstances));
}

/** The outcomes of a unit's nodes, where those get an order each; null where the unit gets one. */
function takenApart(operation: BulkOperation, nodes: readonly Place[], circumstances: ICircumstances): readonly Outcome[] | null {
  const { on, from, feature } = OPERATIONS[operation];
  if (!on.includes('node') || from === undefined) {
    return null;
  }
  const outcomes = nodes.flatMap(node => outcomesOf(operation, node, circumstances));
  return feature === 'power' || !outcomes.every(isTarget) ? outcomes : null;
}
