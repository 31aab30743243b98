/**
 * The index of a registry's catalog: what is needed to sort, filter and count 100,000 tags while somebody types. `buildIndex` makes one,
 * `filterIndex` asks it.
 *
 * Rows are numbers, and what is known of them stands in columns: an object for each would take ten times the memory. Names are taken apart
 * when the index is made, and once more for the few rows that are looked at.
 */
import type { IImageName } from '../../common/imageName';
import { readImageName } from '../../common/imageName';
import type { IImageReference, ReferenceProblem } from '../../common/imageReference';
import { problemOf } from '../../common/imageReference';
import type { ArtifactsOfRepository } from './artifacts';
import { artifactTags } from './artifacts';
import type { IArtifactTags, ICatalogRow, INamedImage } from './catalog';
import type { IFacetColumn, NameFacet } from './facets';
import { isReleased, lineOf } from './lines';
import { compareImages } from './order';
import type { SearchText } from './searchText';

/** The catalog of one registry. To be read by the functions of this folder. */
export interface ICatalogIndex {
  /** Rows; tags of artifacts are none. */
  readonly size: number;
  /** In the order of their names, as are their rows. */
  readonly repositories: readonly string[];
  /** First row of each repository; one more at the end. */
  readonly starts: Uint32Array;
  /** By row. */
  readonly tags: readonly string[];
  readonly search: SearchText;
  readonly columns: Readonly<Record<NameFacet, IFacetColumn>>;
  /** All rows in the order of `compareImages`. */
  readonly newestFirst: Uint32Array;
  /** The row that speaks for each line, see `newestByLine`. */
  readonly newestOfLine: ReadonlyMap<string, number>;
  /** By row: 1 where another one speaks for its line. */
  readonly superseded: Uint8Array;
  /** By repository. */
  readonly artifacts: ReadonlyMap<string, ArtifactsOfRepository>;
}

const OUTSIDE: IImageName = readImageName({ registry: null, repository: '', tag: null, digest: null });

/** Reads a row's name. One that no registry should have is outside the rules, whatever it looks like. */
export function readTag(repository: string, tag: string): INamedImage & { readonly problem: ReferenceProblem | null } {
  const reference: IImageReference = { registry: null, repository, tag, digest: null };
  const problem = problemOf(reference);
  return { reference, name: problem === null ? readImageName(reference) : OUTSIDE, problem };
}

/** What stands in a row. */
export function rowAt(index: ICatalogIndex, row: number): ICatalogRow {
  const { codes, values } = index.columns.repository;
  const repository = values[codes[row] ?? 0] ?? '';
  const tag = index.tags[row] ?? '';
  const read = readTag(repository, tag);
  const line = lineOf(read.name);
  const newest = line !== null && index.superseded[row] === 0;
  return { ...read, row, repository, tag, image: `${repository}:${tag}`, line, newest };
}

/** The rows of a repository, from the first to before the last number; null when the index has none. */
export function rowsOf({ repositories, starts }: ICatalogIndex, repository: string): readonly [number, number] | null {
  const at = repositories.indexOf(repository);
  return at < 0 ? null : [starts[at] ?? 0, starts[at + 1] ?? 0];
}

/** The row of a tag; null when the index does not have it. */
export function findRow(index: ICatalogIndex, repository: string, tag: string): number | null {
  const [first, behind] = rowsOf(index, repository) ?? [0, 0];
  const row = index.tags.indexOf(tag, first);
  return row >= first && row < behind ? row : null;
}

/** What the repository holds beside the image of a digest. */
export function artifactsOf({ artifacts }: ICatalogIndex, repository: string, digest: string): IArtifactTags {
  return artifactTags(artifacts.get(repository), digest);
}

/** The row that speaks for the image's line, if it is newer than the image. The image itself need not be in the catalog. */
export function newerInIndex(index: ICatalogIndex, image: INamedImage): ICatalogRow | null {
  const row = index.newestOfLine.get(lineOf(image.name) ?? '');
  const newest = row === undefined ? null : rowAt(index, row);
  return newest !== null && isReleased(newest.name) && compareImages(newest, image) < 0 ? newest : null;
}
