/**
 * From the tree to the flat list of rows that a virtual list can show.
 */
import type { PlaceFilter } from './filter';
import type { IBranch, IUnitGroup, Place } from './tree';
import { branchOf, keyOf } from './tree';

/** A row with its position as a screen reader says it. */
export interface IRow {
  readonly key: string;
  readonly place: Place;
  /** 1 for unit groups, 2 for units, 3 for nodes and disks. */
  readonly level: number;
  /** Number of shown siblings, itself included. */
  readonly setSize: number;
  /** Position among them, from 1. */
  readonly position: number;
  /** Null: nothing to open. */
  readonly expanded: boolean | null;
}

/** A branch as the filter lets it through. */
interface IShown extends IBranch {
  readonly below: readonly IShown[];
  /** Shown only for the sake of something below it. */
  readonly carrier?: boolean;
}

/**
 * Flattens the tree.
 *
 * With a filter, a row is shown when it matches or when something below it does; in the second case it is open whatever the user
 * chose, since a closed row would hide what was looked for.
 *
 * @param expanded - Keys of open unit groups and units.
 */
export function flatten(tree: readonly IUnitGroup[], expanded: ReadonlySet<string>, filter: PlaceFilter | null): readonly IRow[] {
  const rows: IRow[] = [];
  const add = (branches: readonly IShown[], level: number): void => {
    branches.forEach(({ key, place, below, carrier = false }, index) => {
      const open = below.length > 0 ? carrier || expanded.has(key) : null;
      rows.push({ key, place, level, setSize: branches.length, position: index + 1, expanded: open });
      if (open) {
        add(below, level + 1);
      }
    });
  };
  const branches = tree.map(branchOf);
  add(filter ? sift(branches, [], filter) : branches, 1);
  return rows;
}

function sift(branches: readonly IBranch[], above: readonly Place[], filter: PlaceFilter): readonly IShown[] {
  const kept: IShown[] = [];
  for (const branch of branches) {
    const below = branch.below.length > 0 ? sift(branch.below, [...above, branch.place], filter) : branch.below;
    const matching = filter(branch.place, above);
    if (matching || below.length > 0) {
      kept.push({ ...branch, below, carrier: !matching });
    }
  }
  return kept;
}

/** What stands directly below a place. */
export function childrenOf(place: Place): readonly Place[] {
  const group = branchOf(place.group);
  const branch = place.kind === 'group' ? group : group.below.find(({ key }) => key === keyOf(place));
  return branch?.below.map(({ place: child }) => child) ?? [];
}

/** Number of nodes and disks up to which a unit that is seen for the first time stands open. */
const OPEN_UP_TO = 50;

/** Which rows are open, and which were ever seen (so that a row that somebody closed stays closed). */
export interface IExpansion {
  readonly expanded: ReadonlySet<string>;
  readonly seen: ReadonlySet<string>;
}

/** Rows that are not as they would be by themselves: unit groups open, units open unless they are large. */
export interface IExceptions {
  readonly opened: readonly string[];
  readonly closed: readonly string[];
}

/** Decides on rows that are new. Answers the same object when none is. */
export function adopt(tree: readonly IUnitGroup[], expansion: IExpansion): IExpansion {
  const fresh = tree.flatMap(parentsIn).filter(({ key }) => !expansion.seen.has(key));
  if (fresh.length === 0) {
    return expansion;
  }
  const open = fresh.filter(isOpenByItself);
  return { expanded: addKeys(expansion.expanded, open), seen: addKeys(expansion.seen, fresh) };
}

/** From what was remembered. */
export function fromExceptions({ opened, closed }: IExceptions): IExpansion {
  return { expanded: new Set(opened), seen: new Set([...opened, ...closed]) };
}

/** What is to be remembered of the rows that there are. */
export function toExceptions(tree: readonly IUnitGroup[], { expanded }: IExpansion): IExceptions {
  const exceptions = tree.flatMap(parentsIn).filter(branch => expanded.has(branch.key) !== isOpenByItself(branch));
  const keys = exceptions.map(({ key }) => key);
  return { opened: keys.filter(key => expanded.has(key)), closed: keys.filter(key => !expanded.has(key)) };
}

/** The unit group and its units: rows that can be open, though there may be nothing in them yet. */
function parentsIn(group: IUnitGroup): readonly IBranch[] {
  const branch = branchOf(group);
  return [branch, ...branch.below];
}

function isOpenByItself({ place, below }: IBranch): boolean {
  return place.kind !== 'unit' || below.length <= OPEN_UP_TO;
}

function addKeys(keys: ReadonlySet<string>, branches: readonly IBranch[]): ReadonlySet<string> {
  const all = new Set(keys);
  branches.forEach(({ key }) => all.add(key));
  return all;
}
