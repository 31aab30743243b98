/**
 * The tree as the domain needs to know it. The shapes of the REST contract fit these by structure; declared here as well because
 * the domain imports nothing from outside its folder.
 */

/** One node (virtual machine or server with a base container) of a compute unit. */
export interface INode {
  readonly kind: 'node';
  readonly id: string;
  /** Serial number within the unit, from 1, never used twice. */
  readonly number: number;
  readonly name?: string;
  readonly state: string;
  readonly provider: string;
  /** Private IPv4 address; empty while there is none. */
  readonly address: string;
  /** The cloud's own id of the instance. */
  readonly instanceId?: string;
  readonly volumes?: readonly { readonly id: string; readonly device?: string | null }[];
  /** RFC 3339, or the controller's own text where that was not understood. */
  readonly bootedAt?: string | null;
  readonly containerStartedAt?: string | null;
  /** Whether liveness monitoring is on. */
  readonly watched?: boolean | null;
  readonly error: string;
}

/** One disk of a storage unit. */
export interface IDisk {
  readonly kind: 'disk';
  readonly id: string;
  readonly number: number;
  readonly name?: string;
  readonly state: string;
  readonly provider: string;
  /** Whether a node has it attached. */
  readonly inUse: boolean;
  readonly createdAt?: string | null;
  readonly volumeId?: string;
  /** GB. */
  readonly size?: number | null;
  readonly error: string;
}

export type Member = INode | IDisk;

export interface IUnit {
  readonly name: string;
  readonly state: string;
  readonly error: string;
  /** Null while the unit has no node and no disk. */
  readonly provider: string | null;
  /** Base container image, as the unit's CCI names it; null or absent when the controller does not tell. */
  readonly image?: string | null;
  readonly createdAt?: string | null;
  readonly nodes: readonly INode[];
  readonly disks: readonly IDisk[];
}

/** A VC, called unit group in the SDK. */
export interface IUnitGroup {
  readonly id: string;
  readonly controllerId?: string;
  readonly number?: number | null;
  readonly name: string;
  readonly type: 'compute' | 'storage';
  readonly owner: string;
  readonly state: string;
  readonly createdAt?: string | null;
  readonly error: string;
  readonly units: readonly IUnit[];
}

/** Where something stands in the tree: a unit group, a unit of it, or a node or disk of that. */
export type Place =
  | { readonly kind: 'group'; readonly group: IUnitGroup }
  | { readonly kind: 'unit'; readonly group: IUnitGroup; readonly unit: IUnit }
  | { readonly kind: 'node'; readonly group: IUnitGroup; readonly unit: IUnit; readonly node: INode }
  | { readonly kind: 'disk'; readonly group: IUnitGroup; readonly unit: IUnit; readonly disk: IDisk };

export type PlaceKind = Place['kind'];

/** Nodes and disks of a unit, in the order of their numbers. */
export function membersOf(unit: IUnit): readonly Member[] {
  return unit.disks.length === 0 ? unit.nodes : [...unit.nodes, ...unit.disks];
}

/** Nodes and disks at or below a place. */
export function membersBelow(place: Place): readonly Member[] {
  switch (place.kind) {
    case 'group':
      return place.group.units.flatMap(membersOf);
    case 'unit':
      return membersOf(place.unit);
    case 'node':
      return [place.node];
    case 'disk':
      return [place.disk];
  }
}

/** Place of a node or disk. */
export function placeOfMember(group: IUnitGroup, unit: IUnit, member: Member): Place {
  return member.kind === 'node' ? { kind: 'node', group, unit, node: member } : { kind: 'disk', group, unit, disk: member };
}

/** A key that names the place for as long as it exists, also across polls and reloads. */
export function keyOf(place: Place): string {
  switch (place.kind) {
    case 'group':
      return place.group.id;
    case 'unit':
      return `${place.group.id}/${place.unit.name}`;
    case 'node':
      return `${place.group.id}/${place.unit.name}/${place.node.id}`;
    case 'disk':
      return `${place.group.id}/${place.unit.name}/${place.disk.id}`;
  }
}

/** The key one level up, or null for a unit group. */
export function parentKey(key: string): string | null {
  const end = key.lastIndexOf('/');
  return end < 0 ? null : key.slice(0, end);
}

/** Looks a key up; null when it is not in the tree (any more). */
export function findPlace(tree: readonly IUnitGroup[], key: string): Place | null {
  const group = groupsById(tree).get(groupIdOf(key));
  return (group && placesIn(group).get(key)) ?? null;
}

/** The places with these keys, in the order of the tree; keys that are not in it are left out. */
export function findPlaces(tree: readonly IUnitGroup[], keys: Iterable<string>): readonly Place[] {
  const wanted = new Map<string, Set<string>>();
  for (const key of keys) {
    const id = groupIdOf(key);
    wanted.set(id, (wanted.get(id) ?? new Set()).add(key));
  }
  return tree.flatMap(group => {
    const inGroup = wanted.get(group.id);
    return inGroup ? [...placesIn(group)].flatMap(([key, place]) => (inGroup.has(key) ? [place] : [])) : [];
  });
}

function groupIdOf(key: string): string {
  return key.split('/', 1)[0] ?? key;
}

const GROUPS = new WeakMap<readonly IUnitGroup[], ReadonlyMap<string, IUnitGroup>>();

function groupsById(tree: readonly IUnitGroup[]): ReadonlyMap<string, IUnitGroup> {
  const known = GROUPS.get(tree) ?? new Map(tree.map(group => [group.id, group]));
  GROUPS.set(tree, known);
  return known;
}

/** A place with its key and what stands directly below it. */
export interface IBranch {
  readonly key: string;
  readonly place: Place;
  readonly below: readonly IBranch[];
}

const BRANCHES = new WeakMap<IUnitGroup, IBranch>();

/**
 * A unit group with everything below it. Made on first use and kept: groups that did not change keep their identity over polls, so
 * that of 10,000 nodes only those are gone through again whose group has changed.
 */
export function branchOf(group: IUnitGroup): IBranch {
  const known =
    BRANCHES.get(group) ??
    toBranch(
      { kind: 'group', group },
      group.units.map(unit => unitBranch(group, unit))
    );
  BRANCHES.set(group, known);
  return known;
}

function unitBranch(group: IUnitGroup, unit: IUnit): IBranch {
  const members = membersOf(unit).map(member => toBranch(placeOfMember(group, unit, member), []));
  return toBranch({ kind: 'unit', group, unit }, members);
}

function toBranch(place: Place, below: readonly IBranch[]): IBranch {
  return { key: keyOf(place), place, below };
}

const PLACES = new WeakMap<IUnitGroup, ReadonlyMap<string, Place>>();

/** The unit group and everything below it, by key, in the order of the tree. */
function placesIn(group: IUnitGroup): ReadonlyMap<string, Place> {
  const known = PLACES.get(group) ?? new Map(listPlaces(branchOf(group)));
  PLACES.set(group, known);
  return known;
}

function listPlaces({ key, place, below }: IBranch): readonly (readonly [string, Place])[] {
  return [[key, place], ...below.flatMap(listPlaces)];
}

/** What the place is called in a sentence: a name, or the number of a node or disk. */
export function nameOf(place: Place): string {
  switch (place.kind) {
    case 'group':
      return place.group.name;
    case 'unit':
      return place.unit.name;
    case 'node':
      return place.node.name ? place.node.name : String(place.node.number);
    case 'disk':
      return place.disk.name ? place.disk.name : String(place.disk.number);
  }
}

/** State word of the place, as the controller sends it. */
export function stateOf(place: Place): string {
  switch (place.kind) {
    case 'group':
      return place.group.state;
    case 'unit':
      return place.unit.state;
    case 'node':
      return place.node.state;
    case 'disk':
      return place.disk.state;
  }
}

/** Provider of the place; null for a unit group and for a unit that has nothing yet. */
export function providerOf(place: Place): string | null {
  switch (place.kind) {
    case 'group':
      return null;
    case 'unit':
      return place.unit.provider;
    case 'node':
      return place.node.provider;
    case 'disk':
      return place.disk.provider;
  }
}

/** Base container image of a unit, or of the unit that a node belongs to; null where there is none, or none is told. */
export function imageOf(place: Place): string | null {
  return place.kind === 'unit' || place.kind === 'node' ? (place.unit.image ?? null) : null;
}

/** Error text of the place itself, empty when it has none. */
export function errorOf(place: Place): string {
  switch (place.kind) {
    case 'group':
      return place.group.error;
    case 'unit':
      return place.unit.error;
    case 'node':
      return place.node.error;
    case 'disk':
      return place.disk.error;
  }
}

/** Sorts unit groups by what never changes, so that no poll moves a row. */
export function bySerialNumber<T extends IUnitGroup>(groups: readonly T[]): readonly T[] {
  return [...groups].sort((a, b) => (a.number ?? Infinity) - (b.number ?? Infinity) || compareText(a.id, b.id));
}

/** Sorts what is in a unit group by what never changes: names of units, serial numbers of nodes and disks. */
export function inSteadyOrder(group: IUnitGroup): IUnitGroup {
  const units = [...group.units].sort((a, b) => compareText(a.name, b.name));
  return { ...group, units: units.map(unit => ({ ...unit, nodes: byNumber(unit.nodes), disks: byNumber(unit.disks) })) };
}

function byNumber<T extends { readonly number: number }>(members: readonly T[]): readonly T[] {
  return [...members].sort((a, b) => a.number - b.number);
}

const COLLATOR = new Intl.Collator('en', { numeric: true });

function compareText(a: string, b: string): number {
  return COLLATOR.compare(a, b) || (a < b ? -1 : Number(a > b));
}
