/**
 * From the tree to the flat list of rows that a virtual list can show.
 */
import type { PlaceFilter } from './filter';
import type { IUnitGroup, Place } from './tree';
import { keyOf, membersOf, placeOfMember } from './tree';

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

interface IBranch {
  readonly place: Place;
  readonly branches: readonly IBranch[];
  /** Has a child that the filter hides or shows; a node never has one. */
  readonly parent: boolean;
  /** Shown only for the sake of something below it. */
  readonly carrier: boolean;
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
  const add = (branches: readonly IBranch[], level: number): void => {
    branches.forEach((branch, index) => {
      const key = keyOf(branch.place);
      const open = branch.parent ? branch.carrier || expanded.has(key) : null;
      rows.push({ key, place: branch.place, level, setSize: branches.length, position: index + 1, expanded: open });
      if (open) {
        add(branch.branches, level + 1);
      }
    });
  };
  add(
    shown(
      tree.map((group): Place => ({ kind: 'group', group })),
      [],
      filter
    ),
    1
  );
  return rows;
}

function shown(places: readonly Place[], above: readonly Place[], filter: PlaceFilter | null): readonly IBranch[] {
  return places.flatMap(place => {
    const branches = shown(childrenOf(place), [...above, place], filter);
    const matching = filter === null || filter(place, above);
    const carrier = !matching && branches.length > 0;
    return matching || carrier ? [{ place, branches, parent: branches.length > 0, carrier }] : [];
  });
}

/** What stands directly below a place. */
export function childrenOf(place: Place): readonly Place[] {
  switch (place.kind) {
    case 'group':
      return place.group.units.map((unit): Place => ({ kind: 'unit', group: place.group, unit }));
    case 'unit':
      return membersOf(place.unit).map(member => placeOfMember(place.group, place.unit, member));
    default:
      return [];
  }
}

/** Number of nodes and disks up to which a unit that is seen for the first time stands open. */
const OPEN_UP_TO = 50;

/** Which rows are open, and which were ever seen (so that a row that somebody closed stays closed). */
export interface IExpansion {
  readonly expanded: ReadonlySet<string>;
  readonly seen: ReadonlySet<string>;
}

/** Decides on rows that are new: unit groups open, units open unless they are large. Answers the same object when none is new. */
export function adopt(tree: readonly IUnitGroup[], expansion: IExpansion): IExpansion {
  const fresh: string[] = [];
  const open: string[] = [];
  for (const group of tree) {
    for (const place of [{ kind: 'group', group } as const, ...childrenOf({ kind: 'group', group })]) {
      const key = keyOf(place);
      if (!expansion.seen.has(key)) {
        fresh.push(key);
        open.push(...(place.kind === 'unit' && membersOf(place.unit).length > OPEN_UP_TO ? [] : [key]));
      }
    }
  }
  if (fresh.length === 0) {
    return expansion;
  }
  return { expanded: new Set([...expansion.expanded, ...open]), seen: new Set([...expansion.seen, ...fresh]) };
}
