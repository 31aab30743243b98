/**
 * The language of the filter box.
 *
 * Words are joined by *and*, case does not matter. A bare word is looked for in everything that a row shows; names and owners of
 * what the row belongs to count too, so that `demo web` finds the nodes of unit `web` in `demo`. `field:word` looks in one field:
 * `name:` and `owner:` also upwards, `state:`, `address:`, `id:`, `image:` and `type:` in the row itself, `provider:` compares the whole
 * word (`provider:aws` is not `aws_spot`). `older:14d` (or `36h`) finds unit groups by their age.
 */
import { ageOf, parseAge } from './ages';
import type { Place } from './tree';
import { imageOf, nameOf, providerOf, stateOf } from './tree';

export const FILTER_FIELDS = ['name', 'owner', 'state', 'provider', 'address', 'id', 'image', 'type', 'older'] as const;
export type FilterField = (typeof FILTER_FIELDS)[number];

export interface IFilterWord {
  readonly field: FilterField | null;
  /** In lower case. */
  readonly text: string;
}

/** Whether the words match the place, which stands below the given ones (outermost first). */
export type PlaceFilter = (place: Place, above: readonly Place[]) => boolean;

/** Takes a query apart; a word with an unknown prefix is looked for as it stands. */
export function parseFilter(query: string): readonly IFilterWord[] {
  return query
    .toLowerCase()
    .split(/\s+/)
    .filter(word => word !== '')
    .map(parseWord);
}

function parseWord(word: string): IFilterWord {
  const colon = word.indexOf(':');
  const field = FILTER_FIELDS.find(name => name === word.slice(0, Math.max(colon, 0)));
  return field ? { field, text: word.slice(colon + 1) } : { field: null, text: word };
}

/**
 * Makes the test for a query; null when the query says nothing, i.e. everything is shown.
 *
 * @param now - Milliseconds since the epoch, for ages.
 */
export function makeFilter(query: string, now = Date.now()): PlaceFilter | null {
  const words = parseFilter(query).filter(word => word.text !== '');
  return words.length === 0 ? null : (place, above) => words.every(word => matches(word, place, above, now));
}

function matches({ field, text }: IFilterWord, place: Place, above: readonly Place[], now: number): boolean {
  const { names, owner, state, provider, address, ids, image, type, all } = wordsOf(place, above);
  switch (field) {
    case 'name':
      return names.includes(text);
    case 'owner':
      return owner.includes(text);
    case 'state':
      return state.includes(text);
    case 'provider':
      return provider === text;
    case 'address':
      return address.includes(text);
    case 'id':
      return ids.includes(text);
    case 'image':
      return image.includes(text);
    case 'type':
      return type.includes(text);
    case 'older':
      return place.kind === 'group' && (ageOf(place.group, now) ?? -1) >= (parseAge(text) ?? Infinity);
    case null:
      return all.includes(text);
  }
}

/** What words are looked for in, in lower case; several values are joined by a line break, which no word has in it. */
interface IWords {
  /** Of the place and of what it stands below. */
  readonly names: string;
  readonly owner: string;
  readonly state: string;
  readonly provider: string | null;
  readonly address: string;
  readonly ids: string;
  readonly image: string;
  readonly type: string;
  readonly all: string;
}

/** Kept for as long as the place is the same object, i.e. until something in its unit group changes. */
const WORDS = new WeakMap<Place, IWords>();

function wordsOf(place: Place, above: readonly Place[]): IWords {
  const known = WORDS.get(place);
  if (known) {
    return known;
  }
  const words = collectWords(place, above);
  WORDS.set(place, words);
  return words;
}

function collectWords(place: Place, above: readonly Place[]): IWords {
  const names = lower([...above, place].map(nameOf));
  const owner = place.group.owner.toLowerCase();
  const state = stateOf(place).toLowerCase();
  const provider = providerOf(place)?.toLowerCase() ?? null;
  const address = place.kind === 'node' ? place.node.address.toLowerCase() : '';
  const ids = lower(idsOf(place));
  const image = imageOf(place)?.toLowerCase() ?? '';
  const type = place.kind === 'group' ? place.group.type : '';
  const all = [names, owner, state, provider ?? '', address, ids, image].join('\n');
  return { names, owner, state, provider, address, ids, image, type, all };
}

function lower(values: readonly string[]): string {
  return values.join('\n').toLowerCase();
}

function idsOf(place: Place): readonly string[] {
  switch (place.kind) {
    case 'group':
      return [place.group.id];
    case 'unit':
      return [];
    case 'node':
      return [place.node.id, place.node.instanceId ?? ''];
    case 'disk':
      return [place.disk.id, place.disk.volumeId ?? ''];
  }
}
