import { isJsonObject, parseEnvironment } from '../../domain';
import type { JsonObject, JsonValue } from '../../domain';
import { valueText } from '../form/valueText';
import type { IPair } from './PairRows';

/** `KEY=VALUE` as a row, and back. An entry without an equals sign keeps none until a value is typed. */
export function pairOfEntry(entry: string): IPair {
  const { key, value } = parseEnvironment(entry);
  return { key, value: value ?? '' };
}

export function entryOfPair(pair: IPair): string {
  return `${pair.key}=${pair.value}`;
}

/** A copy of the list with the entry at the position replaced; the position after the last one adds it. */
export function withEntry<T>(entries: readonly T[], position: number, entry: T): readonly T[] {
  return position < entries.length ? entries.map((old, index) => (index === position ? entry : old)) : [...entries, entry];
}

/** A map as rows, in its own order. */
export function pairsOfMap(value: JsonValue | undefined): readonly IPair[] {
  return isJsonObject(value) ? Object.entries(value).map(([key, text]) => ({ key, value: valueText(text) })) : [];
}

/** Rows as a map. Null when two rows have the same key: a map would drop one of them. */
export function mapOfPairs(pairs: readonly IPair[]): JsonObject | null {
  const map = Object.fromEntries(pairs.map(({ key, value }) => [key, value]));
  return Object.keys(map).length === pairs.length ? map : null;
}
