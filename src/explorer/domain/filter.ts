/**
 * The language of the filter box.
 *
 * Words are joined by *and*, case does not matter. A bare word is looked for in everything that a row shows; names and owners of
 * what the row belongs to count too, so that `demo web` finds the nodes of unit `web` in `demo`. `field:word` looks in one field:
 * `name:` and `owner:` also upwards, `state:`, `address:`, `id:` and `type:` in the row itself, `provider:` compares the whole word
 * (`provider:aws` is not `aws_spot`).
 */
import type { Place } from './tree';
import { nameOf, providerOf, stateOf } from './tree';

export const FILTER_FIELDS = ['name', 'owner', 'state', 'provider', 'address', 'id', 'type'] as const;
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

/** Makes the test for a query; null when the query says nothing, i.e. everything is shown. */
export function makeFilter(query: string): PlaceFilter | null {
  const words = parseFilter(query).filter(word => word.text !== '');
  return words.length === 0 ? null : (place, above) => words.every(word => matches(word, place, above));
}

function matches({ field, text }: IFilterWord, place: Place, above: readonly Place[]): boolean {
  const path = [...above, place];
  switch (field) {
    case 'name':
      return path.some(one => has(nameOf(one), text));
    case 'owner':
      return has(place.group.owner, text);
    case 'state':
      return has(stateOf(place), text);
    case 'provider':
      return providerOf(place)?.toLowerCase() === text;
    case 'address':
      return place.kind === 'node' && has(place.node.address, text);
    case 'id':
      return idsOf(place).some(id => has(id, text));
    case 'type':
      return place.kind === 'group' && has(place.group.type, text);
    case null:
      return has(place.group.owner, text) || path.some(one => has(nameOf(one), text)) || shownBy(place).some(value => has(value, text));
  }
}

function shownBy(place: Place): readonly string[] {
  const common = [stateOf(place), providerOf(place) ?? '', ...idsOf(place)];
  return place.kind === 'node' ? [...common, place.node.address] : common;
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

function has(value: string, text: string): boolean {
  return value.toLowerCase().includes(text);
}
