/** Asking the index of a catalog: which rows a filter leaves, and how many each further choice would leave. */
import type { FacetName, ICatalogFilter, IFacetValue, IFilteredCatalog } from './catalog';
import { FACETS } from './catalog';
import type { ICatalogIndex } from './catalogIndex';
import type { IFacetColumn } from './facets';
import { perFacet } from './facets';
import { inUseColumn } from './inUse';
import { matchQuery } from './searchText';

/** A facet while rows are counted. */
interface ICount {
  readonly facet: FacetName;
  readonly column: IFacetColumn;
  readonly chosen: readonly string[];
  /** By code: 1 for what the choice keeps. Null without a choice. */
  readonly kept: Uint8Array | null;
  /** Rows by code. */
  readonly rows: Uint32Array;
}

function keptCodes(column: IFacetColumn, chosen: readonly string[]): Uint8Array | null {
  if (chosen.length === 0) {
    return null;
  }
  const kept = new Uint8Array(column.values.length);
  for (const value of chosen) {
    const code = column.values.indexOf(value);
    [code, ...(column.includes.get(code) ?? [])].forEach(each => {
      kept[each] = 1; // a value that no row has is at -1, where an array of numbers takes nothing
    });
  }
  return kept;
}

function countsFor(index: ICatalogIndex, { facets, inUse }: ICatalogFilter): readonly ICount[] {
  return FACETS.flatMap(facet => {
    const column = facet !== 'inUse' ? index.columns[facet] : inUse === undefined ? null : inUseColumn(index, inUse);
    if (column === null) {
      return [];
    }
    const chosen = facets?.[facet] ?? [];
    return [{ facet, column, chosen, kept: keptCodes(column, chosen), rows: new Uint32Array(column.values.length) }];
  });
}

/** Adds one for a row to the facets whose other choices keep it. Tells whether all of them do. */
function countRow(row: number, counts: readonly ICount[]): boolean {
  let refusing: ICount | null = null;
  for (const count of counts) {
    if (count.kept !== null && count.kept[count.column.codes[row] ?? 0] !== 1) {
      if (refusing !== null) {
        return false;
      }
      refusing = count;
    }
  }
  for (const count of refusing === null ? counts : [refusing]) {
    const code = count.column.codes[row] ?? 0;
    count.rows[code] = (count.rows[code] ?? 0) + 1;
  }
  return refusing === null;
}

function isKept(row: number, counts: readonly ICount[]): boolean {
  return counts.every(({ kept, column }) => kept === null || kept[column.codes[row] ?? 0] === 1);
}

function valuesOf({ column, chosen, rows }: ICount): readonly IFacetValue[] {
  const values: IFacetValue[] = [];
  for (const code of column.offered) {
    const value = column.values[code] ?? '';
    let count = rows[code] ?? 0;
    column.includes.get(code)?.forEach(each => {
      count += rows[each] ?? 0;
    });
    if (count > 0 || chosen.includes(value)) {
      values.push({ value, count });
    }
  }
  // Chosen before, and gone from the catalog since: it must stay in sight, or nobody could take it back.
  const gone = chosen.filter(value => !values.some(each => each.value === value));
  return [...values, ...gone.map(value => ({ value, count: 0 }))];
}

/**
 * The rows that a filter leaves, and the values of all facets with their counts.
 *
 * @param order - All rows of the index as they are to be sorted: its `newestFirst`, or what `sortIndex` made.
 */
export function filterIndex(index: ICatalogIndex, filter: ICatalogFilter, order: Uint32Array = index.newestFirst): IFilteredCatalog {
  const found = matchQuery(filter.text ?? '', index.search, index.size);
  const counts = countsFor(index, filter);
  const shown = new Uint8Array(index.size);
  let [size, superseded] = [0, 0];
  for (let row = 0; row < index.size; row++) {
    if (found !== null && found[row] !== 1) {
      continue;
    }
    if (filter.newestOnly === true && index.superseded[row] === 1) {
      superseded += Number(isKept(row, counts));
    } else if (countRow(row, counts)) {
      shown[row] = 1;
      size += 1;
    }
  }
  const rows = new Uint32Array(size);
  let next = 0;
  for (const row of order) {
    if (shown[row] === 1) {
      rows[next] = row;
      next += 1;
    }
  }
  const values = (facet: FacetName): readonly IFacetValue[] => counts.filter(count => count.facet === facet).flatMap(valuesOf);
  return { rows, superseded, facets: { ...perFacet(values), inUse: values('inUse') } };
}
