/** The facet of what nodes run, which the registry knows nothing of. */
import { parseReference } from '../../common/imageReference';
import type { ICatalogIndex } from './catalogIndex';
import { rowsOf } from './catalogIndex';
import type { IFacetColumn } from './facets';

/** Looking for rows by name goes through all tags of a repository, so it is done once for a set and not with every key. */
const COLUMNS = new WeakMap<ICatalogIndex, { readonly images: ReadonlySet<string>; readonly column: IFacetColumn }>();

/** Tags in use by repository. */
function byRepository(images: ReadonlySet<string>): ReadonlyMap<string, ReadonlySet<string>> {
  const tags = new Map<string, Set<string>>();
  for (const image of images) {
    const read = parseReference(image);
    if (read.ok && read.reference.tag !== null) {
      const { repository, tag } = read.reference;
      tags.set(repository, (tags.get(repository) ?? new Set<string>()).add(tag));
    }
  }
  return tags;
}

/**
 * The column of a set of images, `repository:tag` as the index has them. The last one is kept, so give the same set as long as it has the
 * same images.
 */
export function inUseColumn(index: ICatalogIndex, images: ReadonlySet<string>): IFacetColumn {
  const known = COLUMNS.get(index);
  if (known?.images === images) {
    return known.column;
  }
  const codes = new Uint32Array(index.size);
  for (const [repository, tags] of byRepository(images)) {
    const [first, behind] = rowsOf(index, repository) ?? [0, 0];
    for (let row = first; row < behind; row++) {
      codes[row] = Number(tags.has(index.tags[row] ?? ''));
    }
  }
  const column: IFacetColumn = { codes, values: ['no', 'yes'], offered: Uint32Array.of(1, 0), includes: new Map() };
  COLUMNS.set(index, { images, column });
  return column;
}
