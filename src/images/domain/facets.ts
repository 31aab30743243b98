/**
 * Facets: what each name says about kind, version, operating system and so on, as columns of numbers that are counted in one pass.
 */
import type { IImageName } from '../../common/imageName';
import type { FacetName } from './catalog';
import { END, compareText, newestFirstKey } from './order';

/** Facets whose values stand in names; `inUse` comes from outside. */
export type NameFacet = Exclude<FacetName, 'inUse'>;

/** Something for each facet of names. */
export function perFacet<T>(make: (facet: NameFacet) => T): Readonly<Record<NameFacet, T>> {
  return {
    kind: make('kind'),
    repository: make('repository'),
    version: make('version'),
    os: make('os'),
    arch: make('arch'),
    systemd: make('systemd'),
    release: make('release')
  };
}

/** One facet of all rows. */
export interface IFacetColumn {
  /** Code of the value, by row. */
  readonly codes: Uint32Array;
  /** Value by code. */
  readonly values: readonly string[];
  /** Codes of the values that one may choose, in the order in which they are offered. */
  readonly offered: Uint32Array;
  /** Codes that an offered one takes in beside itself. */
  readonly includes: ReadonlyMap<number, readonly number[]>;
}

/** Names of the rule of 2026 have no architecture: they may be made for any, which only the manifest tells. So every choice keeps them. */
const ANY_ARCH = '*';

/** Names of the legacy rule have none, either, but all images were for this one. */
const LEGACY_ARCH = '*x86_64';

/** Whether choosing an architecture keeps the names that have one of the two words for not saying it. */
function keepsArch(chosen: string, unsaid: string): boolean {
  return unsaid === ANY_ARCH || chosen === '' || (unsaid === LEGACY_ARCH && chosen === 'x86_64');
}

function archOf({ arch, scheme }: IImageName): string {
  return arch ?? (scheme === 'plain' ? ANY_ARCH : scheme === 'legacy' ? LEGACY_ARCH : '');
}

function kindOf({ role, scheme, gpu }: IImageName): string {
  return role !== 'base' || scheme === null || scheme === 'custom' ? 'other' : gpu === true ? 'gpu' : 'base';
}

function yesOrNo(value: boolean | null): string {
  return value === null ? '' : value ? 'yes' : 'no';
}

const READERS: Readonly<Record<NameFacet, (name: IImageName, repository: string) => string>> = {
  kind: kindOf,
  repository: (_, repository) => repository,
  version: ({ version }) => version ?? '',
  os: ({ os }) => (os === null ? '' : os.version === null ? os.name : `${os.name} ${os.version}`),
  arch: archOf,
  systemd: ({ systemd, scheme }) => yesOrNo(scheme === null || scheme === 'custom' ? null : systemd),
  release: ({ release }) => release?.kind ?? ''
};

/** Values that have an order of their own; the others go by name, the greater number first. */
const KNOWN_ORDERS: Readonly<Partial<Record<FacetName, readonly string[]>>> = {
  kind: ['base', 'gpu', 'other'],
  arch: ['x86_64', 'arm64v8', 'arm32v7'],
  systemd: ['no', 'yes'],
  release: ['final', 'number', 'date', 'rc', 'dev', 'other']
};

/** A text by which values sort as they are offered: known ones first, those that say nothing last. */
function offerKey(facet: FacetName, value: string): string {
  const place = KNOWN_ORDERS[facet]?.indexOf(value) ?? -1;
  return place >= 0 ? `0${String(place)}` : value === '' ? '2' : `1${facet === 'repository' ? value : newestFirstKey(value) + END}`;
}

/** The codes of some rows, each once. */
function inOrderOfRows(codes: Uint32Array, rows: Uint32Array, count: number): Uint32Array {
  const ordered = new Uint32Array(count);
  const seen = new Uint8Array(count);
  let next = 0;
  for (const row of rows) {
    const code = codes[row] ?? 0;
    if (seen[code] === 0) {
      seen[code] = 1;
      ordered[next] = code;
      next += 1;
    }
  }
  return ordered;
}

/** Collects the values of one facet, row by row. */
export class ColumnDraft {
  /** @param size - Rows that there may be at most. */
  constructor(
    private readonly _facet: NameFacet,
    size: number
  ) {
    this._codes = new Uint32Array(size);
  }

  set(row: number, name: IImageName, repository: string): void {
    const value = READERS[this._facet](name, repository);
    let code = this._codeOf.get(value);
    if (code === undefined) {
      code = this._codeOf.size;
      this._codeOf.set(value, code);
    }
    this._codes[row] = code;
  }

  /** Code of the value of a row; values have codes in the order in which they came. */
  codeAt(row: number): number {
    return this._codes[row] ?? 0;
  }

  /** @param newestFirst - All rows, in the order of `compareImages`. */
  finish(newestFirst: Uint32Array): IFacetColumn {
    const unsaid = [ANY_ARCH, LEGACY_ARCH].filter(value => this._facet === 'arch' && this._codeOf.has(value));
    if (unsaid.length > 0 && !this._codeOf.has('')) {
      this._codeOf.set('', this._codeOf.size);
    }
    const codes = this._codes.subarray(0, newestFirst.length);
    const values = [...this._codeOf.keys()];
    // Versions can be as many as images, and those stand in the order of their versions.
    const offered = this._facet === 'version' ? inOrderOfRows(codes, newestFirst, values.length) : this._sorted(unsaid);
    const code = (value: string): number => this._codeOf.get(value) ?? 0;
    const takenIn = (value: string): readonly number[] => unsaid.filter(word => keepsArch(value, word)).map(code);
    const includes = unsaid.length === 0 ? [] : Array.from(offered, each => [each, takenIn(values[each] ?? '')] as const);
    return { codes, values, offered, includes: new Map(includes) };
  }

  private _sorted(unsaid: readonly string[]): Uint32Array {
    const keyed = [...this._codeOf]
      .filter(([value]) => !unsaid.includes(value))
      .map(([value, code]) => ({ code, key: offerKey(this._facet, value) }));
    keyed.sort((a, b) => compareText(a.key, b.key));
    return Uint32Array.from(keyed, ({ code }) => code);
  }

  private readonly _codes: Uint32Array;
  private readonly _codeOf = new Map<string, number>();
}
