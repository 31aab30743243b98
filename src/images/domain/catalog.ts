/**
 * Words of the image catalog: what a row, a filter and a facet are.
 */
import type { IImageName } from '../../common/imageName';
import type { IImageReference, ReferenceProblem } from '../../common/imageReference';

/** The tags of one repository, as a registry lists them: in no order, with whatever else is stored under tags. */
export interface IRepositoryTags {
  readonly repository: string;
  readonly tags: readonly string[];
}

/** An image and what its name tells. */
export interface INamedImage {
  readonly reference: IImageReference;
  readonly name: IImageName;
}

/** A row of the catalog's table, i.e. a tag of a repository of the registry that the index is of. Made when it is looked at. */
export interface ICatalogRow extends INamedImage {
  /** Its number in the index: the row's key for as long as the index lives. */
  readonly row: number;
  readonly repository: string;
  readonly tag: string;
  /** `repository:tag`, as the server half takes it; the registry is not in it, and not in `reference`. */
  readonly image: string;
  /** What keeps the registry from being asked about it, see `problemOf`; null when nothing does. */
  readonly problem: ReferenceProblem | null;
  /** The line of base images that it belongs to, see `lineOf`. */
  readonly line: string | null;
  /** Whether it is the one of its line that stays when only the newest are shown. */
  readonly newest: boolean;
}

/**
 * What rows can be chosen by. `kind`: `base`, `gpu`, or `other` for names outside the rules. `os`: name and version, `ubuntu 24.04`. `systemd`,
 * `inUse`: `yes`, `no`. `release`: a `ReleaseKind`. The value `''` always means that the name does not say it.
 */
export const FACETS = ['kind', 'repository', 'version', 'os', 'arch', 'systemd', 'release', 'inUse'] as const;
export type FacetName = (typeof FACETS)[number];

/** What is shown. Everything left out means: no matter. */
export interface ICatalogFilter {
  /** Words that must all occur in `repository:tag`; case does not matter. */
  readonly text?: string;
  /** Values by facet: one of them must hold. An empty list is like none. */
  readonly facets?: Readonly<Partial<Record<FacetName, readonly string[]>>>;
  /** Of each line of base images only the newest; images without a line stay. */
  readonly newestOnly?: boolean;
  /** Images (`repository:tag`) that nodes run; without it the facet `inUse` has no values. A new set for new content: it is looked at once. */
  readonly inUse?: ReadonlySet<string>;
}

/** A value of a facet with the number of rows that choosing it (alone) would leave under all the rest of the filter. */
export interface IFacetValue {
  readonly value: string;
  readonly count: number;
}

/** The rows of a filter. */
export interface IFilteredCatalog {
  /** Numbers of rows, in order. Plain numbers in one piece: there may be 100,000 of them. */
  readonly rows: Uint32Array;
  /** Values of each facet in the order in which they are offered; those without rows are left out unless they are chosen. */
  readonly facets: Readonly<Record<FacetName, readonly IFacetValue[]>>;
  /** Rows that `newestOnly` hides and everything else in the filter would show. */
  readonly superseded: number;
}

/** Ways to sort; `version` is newest first. */
export const SORT_ORDERS = ['version', 'name', 'repository'] as const;
export type SortOrder = (typeof SORT_ORDERS)[number];

/** What is stored beside an image in its repository, by tags of cosign or of the referrers' tag scheme. Nothing of it was verified. */
export interface IArtifactTags {
  readonly signature: boolean;
  readonly attestation: boolean;
  readonly sbom: boolean;
  /** A list of referrers, which may be any of these and more. */
  readonly referrers: boolean;
}
