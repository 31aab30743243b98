/**
 * What the controller's state words mean for the page: how they look, and whether they will change by themselves.
 */
import type { IUnit, IUnitGroup } from './tree';
import { membersOf } from './tree';

/** How a state looks. The kinds are the colour groups of the SDK's own tables (controller-api 4.5). */
export type StateKind = 'starting' | 'running' | 'error' | 'fault' | 'paused' | 'shutting' | 'off' | 'deleting' | 'mixed' | 'unknown';

interface IStateFacts {
  readonly kind: StateKind;
  /** The state ends by itself; the SDK's wait loops poll on in it. */
  readonly passing: boolean;
}

const STATES: ReadonlyMap<string, IStateFacts> = new Map([
  ['APPLYING', { kind: 'starting', passing: true }],
  ['BOOTING', { kind: 'starting', passing: true }],
  ['CREATING', { kind: 'starting', passing: true }],
  ['RUNNING', { kind: 'running', passing: false }],
  ['ERROR', { kind: 'error', passing: false }],
  ['CONTAINER_ERROR', { kind: 'fault', passing: false }],
  ['HOST_ERROR', { kind: 'fault', passing: false }],
  ['SUSPENDING', { kind: 'paused', passing: true }],
  ['SUSPENDED', { kind: 'paused', passing: false }],
  ['RESUMING', { kind: 'paused', passing: true }],
  ['STOPPING', { kind: 'paused', passing: true }],
  ['STOPPED', { kind: 'paused', passing: false }],
  ['SHUTTING_DOWN', { kind: 'shutting', passing: true }],
  ['POWER_OFF', { kind: 'off', passing: false }],
  ['DELETING', { kind: 'deleting', passing: true }],
  // Members differ; whether that ends by itself is decided by the members (see unitIsBusy).
  ['INDEFINITE', { kind: 'mixed', passing: false }],
  ['UNWATCH', { kind: 'unknown', passing: false }]
]);

/** Look of a state; `unknown` for a word that is in no public source. */
export function stateKind(state: string): StateKind {
  return STATES.get(state)?.kind ?? 'unknown';
}

/** Whether the state will end by itself. */
export function isPassing(state: string): boolean {
  return STATES.get(state)?.passing ?? false;
}

/** Whether the state asks for somebody's attention. */
export function isErrorState(state: string): boolean {
  const kind = stateKind(state);
  return kind === 'error' || kind === 'fault';
}

/**
 * Whether work is under way on the unit, so that the controller refuses a second order. The `processing` flag itself is in no
 * answer; the states are what the SDK goes by (controller-api 2).
 */
export function unitIsBusy(unit: IUnit): boolean {
  const known = BUSY.get(unit);
  if (known !== undefined) {
    return known;
  }
  const busy = isPassing(unit.state) || membersOf(unit).some(member => isPassing(member.state));
  BUSY.set(unit, busy);
  return busy;
}

/** Asked for each node of a selection, each time for the whole unit. A unit never changes; a changed one is another object. */
const BUSY = new WeakMap<IUnit, boolean>();

/** Whether anything in the tree will change by itself, so that the poll should hurry. */
export function isChanging(tree: readonly IUnitGroup[]): boolean {
  return tree.some(group => isPassing(group.state) || group.units.some(unitIsBusy));
}
