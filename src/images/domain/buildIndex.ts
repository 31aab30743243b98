/** Making the index of a catalog, a little at a time. */
import type { IImageName } from '../../common/imageName';
import { noteArtifact } from './artifacts';
import type { IRepositoryTags } from './catalog';
import type { ICatalogIndex } from './catalogIndex';
import { readTag } from './catalogIndex';
import type { NameFacet } from './facets';
import { ColumnDraft, perFacet } from './facets';
import { isReleased, lineOf, newestByLine } from './lines';
import type { IPlace } from './order';
import { compareText, placeOf } from './order';
import { SearchTextDraft } from './searchText';
import { sortSteps } from './sortSteps';

/** Tags that are read between two steps: some tenths of a millisecond. */
const STEP = 50;

/** The lines of all rows. */
class LinesDraft {
  constructor(size: number) {
    this._codes = new Uint32Array(size);
    this._released = new Uint8Array(size);
    this._superseded = new Uint8Array(size);
  }

  set(row: number, name: IImageName): void {
    const line = lineOf(name);
    if (line !== null) {
      const code = this._codeOf.get(line) ?? this._codeOf.size + 1;
      this._codeOf.set(line, code);
      this._codes[row] = code;
      this._superseded[row] = 1; // until its line's newest is known
      this._released[row] = Number(isReleased(name));
    }
  }

  finish(newestFirst: Uint32Array): Pick<ICatalogIndex, 'newestOfLine' | 'superseded'> {
    const codes = this._codes;
    const newest = newestByLine(
      newestFirst,
      row => codes[row] || null,
      row => this._released[row] === 1
    );
    newest.forEach(row => {
      this._superseded[row] = 0;
    });
    const newestOfLine = new Map([...this._codeOf].map(([line, code]) => [line, newest.get(code) ?? 0]));
    return { newestOfLine, superseded: this._superseded.subarray(0, newestFirst.length) };
  }

  /** Code of each line, from 1 on; rows without a line have 0. */
  private readonly _codeOf = new Map<string, number>();
  private readonly _codes: Uint32Array;
  private readonly _released: Uint8Array;
  private readonly _superseded: Uint8Array;
}

/** The place of each text among all. */
function* ranksOf(texts: readonly string[]): Generator<void, Uint32Array> {
  const sorted = yield* sortSteps(texts.length, (a, b) => compareText(texts[a] ?? '', texts[b] ?? ''));
  const ranks = new Uint32Array(texts.length);
  sorted.forEach((text, rank) => {
    ranks[text] = rank;
  });
  return ranks;
}

/** Rows while they are being read. */
class Draft {
  constructor(size: number) {
    this._columns = perFacet(facet => new ColumnDraft(facet, size));
    this._allColumns = Object.values(this._columns);
    this._lines = new LinesDraft(size);
    this._groups = new Uint32Array(size);
  }

  add(repository: string, tag: string): void {
    if (this._isArtifact(repository, tag)) {
      return;
    }
    const row = this.tags.push(tag) - 1;
    const { name } = readTag(repository, tag);
    this._setPlace(row, placeOf(repository, tag, name));
    for (const column of this._allColumns) {
      column.set(row, name, repository);
    }
    this._lines.set(row, name);
    this._search.add(`${repository}:${tag}`);
  }

  /** The rows as `compareImages` has them; those of repositories must have come in the order of the repositories' names. */
  *sort(): Generator<void, Uint32Array> {
    const { _rests: rests, tags, _groups: groups } = this;
    const { repository } = this._columns;
    const rank = yield* ranksOf([...this._groupCodes.keys()]);
    const rankAt = (row: number): number => rank[groups[row] ?? 0] ?? 0;
    return yield* sortSteps(
      tags.length,
      (a, b) =>
        rankAt(a) - rankAt(b) ||
        compareText(rests[a] ?? '', rests[b] ?? '') ||
        repository.codeAt(a) - repository.codeAt(b) ||
        compareText(tags[a] ?? '', tags[b] ?? '')
    );
  }

  finish(newestFirst: Uint32Array): Omit<ICatalogIndex, 'repositories' | 'starts'> {
    const size = this.tags.length;
    const columns = perFacet(facet => this._columns[facet].finish(newestFirst));
    const { tags, artifacts } = this;
    return { size, tags, artifacts, columns, search: this._search.finish(), newestFirst, ...this._lines.finish(newestFirst) };
  }

  private _setPlace(row: number, { group, rest }: IPlace): void {
    const code = this._groupCodes.get(group) ?? this._groupCodes.size;
    this._groupCodes.set(group, code);
    this._groups[row] = code;
    this._rests.push(rest);
  }

  private _isArtifact(repository: string, tag: string): boolean {
    const artifacts = this.artifacts.get(repository) ?? new Map<string, number>();
    const isArtifact = noteArtifact(tag, artifacts);
    if (isArtifact) {
      this.artifacts.set(repository, artifacts);
    }
    return isArtifact;
  }

  readonly tags: string[] = [];
  readonly artifacts = new Map<string, Map<string, number>>();
  /** Places in the order, by row; groups by codes, since rows of one need not be compared by it. */
  private readonly _rests: string[] = [];
  private readonly _groups: Uint32Array;
  private readonly _groupCodes = new Map<string, number>();
  private readonly _search = new SearchTextDraft();
  private readonly _columns: Readonly<Record<NameFacet, ColumnDraft>>;
  private readonly _allColumns: readonly ColumnDraft[];
  private readonly _lines: LinesDraft;
}

/**
 * Makes the index of a catalog.
 *
 * @param repositories - What one registry has; each repository once.
 * @returns A generator that does a little at a time, for `takeSteps` of the api; its result is the index.
 */
export function* buildIndex(repositories: readonly IRepositoryTags[]): Generator<void, ICatalogIndex> {
  const draft = new Draft(repositories.reduce((sum, { tags }) => sum + tags.length, 0));
  const sorted = [...repositories].sort((a, b) => compareText(a.repository, b.repository));
  const starts = new Uint32Array(sorted.length + 1);
  for (const [position, { repository, tags }] of sorted.entries()) {
    for (const [count, tag] of tags.entries()) {
      draft.add(repository, tag);
      if (count % STEP === 0) {
        yield;
      }
    }
    starts[position + 1] = draft.tags.length;
  }
  const newestFirst = yield* draft.sort();
  return { repositories: sorted.map(({ repository }) => repository), starts, ...draft.finish(newestFirst) };
}
