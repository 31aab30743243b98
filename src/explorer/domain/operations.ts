/**
 * Which operation is possible where: one table and one function that answers yes, no with the exact reason, or not applicable.
 *
 * Source: the state diagram of nodes (node-spec 2.2), the operations of the controller (controller-api 3.2-3.4) and the feature
 * matrix of the providers (node-spec 9).
 */
import type { IAttachments } from './attachments';
import { NO_ATTACHMENTS, disksInUse, unitsBefore } from './attachments';
import type { Feature, FeatureMatrix, IBilingual } from './features';
import { supportOf } from './features';
import { isPassing, unitIsBusy } from './states';
import type { IUnit, INode, Place, PlaceKind } from './tree';
import { keyOf, membersBelow, parentKey, stateOf } from './tree';

export type Operation =
  | 'rename'
  | 'change_owner'
  | 'add_nodes'
  | 'power_on'
  | 'power_off'
  | 'suspend'
  | 'resume'
  | 'stop'
  | 'start'
  | 'watch'
  | 'unwatch'
  | 'backup'
  | 'clear_processing'
  | 'delete';

/** What the table says of one operation. */
export interface IOperationRule {
  readonly on: readonly PlaceKind[];
  /** Only in unit groups of this type. */
  readonly type?: 'compute' | 'storage';
  /** States of a node from which it leads on. On a unit, one such node is enough. */
  readonly from?: readonly string[];
  /** What a node must have besides its state. */
  readonly watched?: boolean;
  /** Feature that the provider must have. */
  readonly feature?: Feature;
  /** Refused by the controller while work is under way on the unit. */
  readonly needsIdle: boolean;
}

const MEMBERS: readonly PlaceKind[] = ['unit', 'node'];
const OPERATED = { on: MEMBERS, type: 'compute', needsIdle: true } as const;
/** Any state of a node with an instance or the hope of one. */
const STEADY = ['RUNNING', 'SUSPENDED', 'STOPPED', 'POWER_OFF', 'CONTAINER_ERROR', 'HOST_ERROR', 'UNWATCH'] as const;

/** Every operation on something that exists. */
export const OPERATIONS: Readonly<Record<Operation, IOperationRule>> = {
  rename: { on: ['group'], needsIdle: false },
  change_owner: { on: ['group'], needsIdle: false },
  add_nodes: { on: ['unit'], needsIdle: true },
  power_on: { ...OPERATED, from: ['POWER_OFF'], feature: 'power' },
  // Not from SUSPENDING and RESUMING, though the diagram allows it: the unit is being worked on then.
  power_off: { ...OPERATED, from: ['RUNNING', 'SUSPENDED'], feature: 'power' },
  suspend: { ...OPERATED, from: ['RUNNING', 'CONTAINER_ERROR'] },
  resume: { ...OPERATED, from: ['SUSPENDED', 'CONTAINER_ERROR'] },
  stop: { ...OPERATED, from: ['SUSPENDED', 'CONTAINER_ERROR', 'HOST_ERROR'] },
  start: { ...OPERATED, from: ['STOPPED', 'HOST_ERROR'] },
  watch: { ...OPERATED, from: STEADY, watched: false },
  unwatch: { ...OPERATED, from: STEADY, watched: true },
  backup: { on: ['node'], type: 'compute', needsIdle: true, from: ['RUNNING', 'SUSPENDED'] },
  // The flag is in no answer of the controller, so nobody can know beforehand whether there is anything to clear.
  clear_processing: { on: ['unit'], needsIdle: false },
  delete: { on: ['group', 'unit', 'node', 'disk'], needsIdle: true }
};

/** What the answer depends on besides the place. */
export interface ICircumstances {
  /** Role of the access token; `readonly` may not order anything (controller-api 3.1.1). Null: not known yet. */
  readonly role: string | null;
  readonly features: FeatureMatrix;
  /** Keys of places with an order of this page that the controller has not acted on yet. */
  readonly ordered: ReadonlySet<string>;
  /** Keys of units whose processing flag this page has cleared, and whose state has not changed since: they count as idle. */
  readonly cleared?: ReadonlySet<string>;
  /** What is attached where; left out: not known. */
  readonly attachments?: IAttachments;
  /** Keys of places that the same bulk operation deletes first. */
  readonly going?: ReadonlySet<string>;
}

/** Why an operation is not possible. The view puts it into words. */
export type Reason =
  | { readonly code: 'readonly' }
  | { readonly code: 'ordered' }
  | { readonly code: 'deleting' }
  | { readonly code: 'busy'; readonly unit: string; readonly state: string }
  | { readonly code: 'feature'; readonly provider: string; readonly feature: Feature; readonly reason: IBilingual | null }
  | { readonly code: 'state'; readonly state: string; readonly needed: readonly string[] }
  | { readonly code: 'no_node_in_state'; readonly needed: readonly string[] }
  | { readonly code: 'no_provider' }
  | { readonly code: 'watched'; readonly watched: boolean }
  | {
      readonly code: 'in_use';
      readonly disks: number;
      /** The compute units that have to go first, as `group/unit`, in their order; empty when the user cannot see them. */
      readonly by: readonly string[];
    };

export type Verdict =
  | { readonly allowed: true; /** What to know beforehand, from the provider's file. */ readonly note: IBilingual | null }
  | { readonly allowed: false; readonly reason: Reason };

/** Whether the operation exists at all for such a place; if not, it is not offered, not even disabled. */
export function applies(operation: Operation, place: Place): boolean {
  const { on, type } = OPERATIONS[operation];
  return on.includes(place.kind) && (type === undefined || type === place.group.type);
}

/**
 * Whether the operation is possible now; null when it does not exist for such a place.
 *
 * The reasons come in the order in which a user could do something about them: rights, then what is under way, then the provider,
 * then the state.
 */
export function judge(operation: Operation, place: Place, circumstances: ICircumstances): Verdict | null {
  if (!applies(operation, place)) {
    return null;
  }
  const reason =
    rightsFault(circumstances.role) ??
    underWay(operation, place, circumstances) ??
    providerFault(operation, place, circumstances.features) ??
    stateFault(operation, place) ??
    contentFault(operation, place, circumstances);
  return reason ? { allowed: false, reason } : { allowed: true, note: noteOf(operation, place, circumstances.features) };
}

/** Why nothing at all may be ordered or created with a token of this role; null when it may, or the role is not known yet. */
export function rightsFault(role: string | null): Reason | null {
  return role === 'readonly' ? { code: 'readonly' } : null;
}

function underWay(operation: Operation, place: Place, { ordered, cleared }: ICircumstances): Reason | null {
  for (let key: string | null = keyOf(place); key !== null; key = parentKey(key)) {
    if (ordered.has(key)) {
      return { code: 'ordered' };
    }
  }
  const isCleared = (unit: IUnit): boolean => cleared?.has(`${place.group.id}/${unit.name}`) ?? false;
  const units = unitsOf(place);
  // A deletion can hang too; clearing the flag is then the way out, and deleting once more comes after it.
  const waysOut = operation === 'clear_processing' || (operation === 'delete' && units.length > 0 && units.every(isCleared));
  if (!waysOut && (stateOf(place) === 'DELETING' || place.group.state === 'DELETING')) {
    return { code: 'deleting' };
  }
  const busy = OPERATIONS[operation].needsIdle ? units.find(unit => unitIsBusy(unit) && !isCleared(unit)) : undefined;
  return busy ? { code: 'busy', unit: busy.name, state: workState(busy) } : null;
}

/** The word that says what is under way on a busy unit: its own state, or that of the node that moves. */
function workState(unit: IUnit): string {
  if (isPassing(unit.state)) {
    return unit.state;
  }
  return [...unit.nodes, ...unit.disks].find(member => isPassing(member.state))?.state ?? unit.state;
}

function providerFault(operation: Operation, place: Place, features: FeatureMatrix): Reason | null {
  const { feature } = OPERATIONS[operation];
  if (!feature) {
    return null;
  }
  for (const provider of new Set(membersBelow(place).map(member => member.provider))) {
    const support = supportOf(features, provider, feature);
    if (support?.support === 'no') {
      return { code: 'feature', provider, feature, reason: support.reason };
    }
  }
  return null;
}

function stateFault(operation: Operation, place: Place): Reason | null {
  const { from, watched } = OPERATIONS[operation];
  if (!from) {
    return null;
  }
  const nodes = nodesOf(place);
  const fitting = nodes.filter(node => from.includes(node.state));
  if (fitting.length === 0) {
    return place.kind === 'node' ? { code: 'state', state: place.node.state, needed: from } : { code: 'no_node_in_state', needed: from };
  }
  // Where the controller does not say whether it watches, both orders stay possible.
  return watched !== undefined && fitting.every(node => node.watched === !watched) ? { code: 'watched', watched: !watched } : null;
}

function contentFault(operation: Operation, place: Place, circumstances: ICircumstances): Reason | null {
  switch (operation) {
    case 'add_nodes':
      return place.kind === 'unit' && place.unit.provider === null ? { code: 'no_provider' } : null;
    case 'delete':
      return attachmentFault(place, circumstances);
    default:
      return null;
  }
}

/** The controller takes the order but never finishes it (node-spec 2.4): the compute units have to go first. */
function attachmentFault(place: Place, { attachments = NO_ATTACHMENTS, going = new Set() }: ICircumstances): Reason | null {
  if (place.group.type !== 'storage') {
    return null;
  }
  const disks = disksInUse(attachments, place, going).length;
  const by = disks > 0 ? unitsBefore(attachments, place, going).map(({ group, unit }) => `${group.name}/${unit.name}`) : [];
  return disks > 0 ? { code: 'in_use', disks, by } : null;
}

function noteOf(operation: Operation, place: Place, features: FeatureMatrix): IBilingual | null {
  const { feature } = OPERATIONS[operation];
  const provider = membersBelow(place)[0]?.provider;
  if (!feature || provider === undefined) {
    return null;
  }
  const support = supportOf(features, provider, feature);
  return support && support.support !== 'yes' ? support.reason : null;
}

function unitsOf(place: Place): readonly IUnit[] {
  return place.kind === 'group' ? place.group.units : [place.unit];
}

function nodesOf(place: Place): readonly INode[] {
  switch (place.kind) {
    case 'node':
      return [place.node];
    case 'unit':
      return place.unit.nodes;
    default:
      return [];
  }
}
