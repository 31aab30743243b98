/**
 * The units of the live tree joined with the catalog: which image each one runs, and whether there is a newer release of it.
 */
import { readImageName } from '../../common/imageName';
import { parseReference } from '../../common/imageReference';
import type { ICatalogIndex } from './catalogIndex';
import { findRow, newerInIndex } from './catalogIndex';
import { lineOf } from './lines';
import { placesOf } from './places';
import type { IKnownRegistry } from './places';

/** As much of a unit group as has to be known. */
export interface ITreeGroup {
  readonly id: string;
  readonly name: string;
  readonly units: readonly {
    readonly name: string;
    readonly provider: string | null;
    readonly image?: string | null;
    readonly nodes: readonly unknown[];
  }[];
}

/** A unit that has nodes; all of them run the same image. */
export interface IRunningUnit {
  /** Names the unit for as long as it exists. */
  readonly key: string;
  /** Id of the unit group. */
  readonly groupId: string;
  /** Name of the unit group. */
  readonly group: string;
  readonly unit: string;
  readonly provider: string | null;
  /** As its spec named it; null when the controller does not tell. */
  readonly image: string | null;
  /** How many nodes it has, at least one. */
  readonly nodes: number;
}

/** Units with nodes, in the order of the tree. Disks run nothing, and neither does a unit whose nodes were deleted or never made. */
export function runningUnits(tree: readonly ITreeGroup[]): readonly IRunningUnit[] {
  return tree.flatMap(group =>
    group.units
      .filter(({ nodes }) => nodes.length > 0)
      .map(({ name, provider, image, nodes }) => ({
        key: `${group.id}/${name}`,
        groupId: group.id,
        group: group.name,
        unit: name,
        provider,
        image: image ?? null,
        nodes: nodes.length
      }))
  );
}

/** Registry id -> `repository:tag` or `repository@digest` -> number of nodes. */
export type NodeCounts = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Counts the nodes of each image in every registry that may have it: one image can be spelt with several hosts, or with none. */
export function countNodes(units: readonly IRunningUnit[], registries: readonly IKnownRegistry[]): NodeCounts {
  const counts = new Map<string, Map<string, number>>();
  for (const { image, nodes } of units) {
    for (const place of image === null ? [] : placesOf(registries, image)) {
      const inRegistry = counts.get(place.registry.id) ?? new Map<string, number>();
      inRegistry.set(place.image, (inRegistry.get(place.image) ?? 0) + nodes);
      counts.set(place.registry.id, inRegistry);
    }
  }
  return counts;
}

/** What is known of an image at one place where it may be. */
export interface ILook {
  /** What stands before the repository in a spec. */
  readonly prefix: string;
  /** The tags of the registry; `pending`: on their way; `failed`: they cannot be told; null: the registry does not have the repository. */
  readonly index: ICatalogIndex | 'pending' | 'failed' | null;
}

/**
 * How the image of a unit stands to the catalog.
 *
 * `newer`: `image`, as a spec names it, is a later release of the same line. `newest`: there is none. `unordered`: it is in the catalog,
 * but nothing can be said to follow it (no base image, or named by its digest). `missing`: the catalog does not have it. `pending`: not
 * known yet. `unreachable`: its registry cannot be asked. `foreign`: it is of no registry of the catalog. `untold`: the controller does not
 * tell the image.
 */
export type ImageState =
  | { readonly kind: 'newer'; readonly image: string }
  | { readonly kind: 'newest' | 'unordered' | 'missing' | 'pending' | 'unreachable' | 'foreign' | 'untold' };

/** Judges the image of a unit by what is known at the places where it may be, the most probable first. */
export function judgeImage(image: string | null, looks: readonly ILook[]): ImageState {
  if (image === null) {
    return { kind: 'untold' };
  }
  const read = parseReference(image);
  if (!read.ok || looks.length === 0) {
    return { kind: 'foreign' };
  }
  const named = { reference: read.reference, name: readImageName(read.reference) };
  const { repository, tag } = read.reference;
  const indexes = looks.flatMap(({ prefix, index }) => (isIndex(index) ? [{ prefix, index }] : []));
  for (const { prefix, index } of indexes) {
    const newer = newerInIndex(index, named);
    if (newer !== null) {
      return { kind: 'newer', image: `${prefix}${newer.image}` };
    }
  }
  if (tag === null) {
    return { kind: 'unordered' };
  }
  if (indexes.some(({ index }) => findRow(index, repository, tag) !== null)) {
    return { kind: lineOf(named.name) === null ? 'unordered' : 'newest' };
  }
  return { kind: missingKind(looks) };
}

function isIndex(index: ILook['index']): index is ICatalogIndex {
  return index !== null && typeof index === 'object';
}

/** It was found nowhere; whether that means something depends on whether all could be asked. */
function missingKind(looks: readonly ILook[]): 'missing' | 'pending' | 'unreachable' {
  if (looks.some(({ index }) => index === 'pending')) {
    return 'pending';
  }
  return looks.every(({ index }) => index === 'failed') ? 'unreachable' : 'missing';
}

/** A unit with what the catalog says of its image. */
export interface IJudgedUnit extends IRunningUnit {
  readonly state: ImageState;
}

/** What somebody may want to do something about comes first. */
const RANK: Readonly<Record<ImageState['kind'], number>> = {
  newer: 0,
  missing: 1,
  foreign: 2,
  unreachable: 3,
  untold: 4,
  pending: 5,
  unordered: 6,
  newest: 7
};

const COLLATOR = new Intl.Collator('en', { numeric: true });

/** Units that are behind first, then those of which nothing is known, then the rest; by name within each. */
export function behindFirst(units: readonly IJudgedUnit[]): readonly IJudgedUnit[] {
  return [...units].sort(
    (a, b) =>
      RANK[a.state.kind] - RANK[b.state.kind] ||
      COLLATOR.compare(a.group, b.group) ||
      COLLATOR.compare(a.unit, b.unit) ||
      (a.key < b.key ? -1 : 1)
  );
}
