/** Other orders of the catalog than newest first. */
import type { SortOrder } from './catalog';
import type { ICatalogIndex } from './catalogIndex';
import { compareText, naturalKey } from './order';
import { sortSteps } from './sortSteps';

/**
 * All rows in an order, for `filterIndex`. By name: by tag, numbers within it as numbers, then by repository. By repository: newest first
 * within each. The other way round is the same list read from its end.
 *
 * @returns A generator that does a little at a time, for `takeSteps` of the api; its result are the rows.
 */
export function* sortIndex(index: ICatalogIndex, order: SortOrder): Generator<void, Uint32Array> {
  switch (order) {
    case 'version':
      return index.newestFirst;
    case 'repository':
      return yield* sortByRepository(index);
    case 'name':
      return yield* sortByName(index);
  }
}

/** Rows stand by repository already, so the place of each is found by counting. */
function* sortByRepository({ newestFirst, size, columns, starts }: ICatalogIndex): Generator<void, Uint32Array> {
  const { codes } = columns.repository;
  // Repositories without rows have no code; the others have theirs in the order of their rows.
  const next = starts.filter((start, position) => start < (starts[position + 1] ?? 0));
  const rows = new Uint32Array(size);
  for (const row of newestFirst) {
    const code = codes[row] ?? 0;
    const place = next[code] ?? 0;
    rows[place] = row;
    next[code] = place + 1;
  }
  yield;
  return rows;
}

function* sortByName({ tags, size }: ICatalogIndex): Generator<void, Uint32Array> {
  const keys: string[] = [];
  for (const [row, tag] of tags.entries()) {
    keys.push(naturalKey(tag.toLowerCase()));
    if (row % 100 === 0) {
      yield;
    }
  }
  // Rows of an earlier repository have smaller numbers.
  return yield* sortSteps(size, (a, b) => compareText(keys[a] ?? '', keys[b] ?? '') || compareText(tags[a] ?? '', tags[b] ?? '') || a - b);
}
