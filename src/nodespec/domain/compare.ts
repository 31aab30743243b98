import type { Path } from './diagnostic';
import { cloudOf } from './clouds';
import type { KnownUnit } from './context';
import { attributesOf, attributeValue, type Spec } from './document';
import { differsFromFlavor, memberCount, withoutSpec } from './effective';
import { own, sameJson, stringsOf, withoutKeys, type JsonObject, type JsonValue } from './json';
import type { Flavors, ProviderSchema } from './providerTypes';

/** One difference: a place, and its values before and after; undefined: not there. */
export interface Difference {
  readonly path: Path;
  readonly before: JsonValue | undefined;
  readonly after: JsonValue | undefined;
}

function keyDifferences(before: JsonObject, after: JsonObject, base: Path): readonly Difference[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys
    .map((key): Difference => ({ path: [...base, key], before: own(before, key), after: own(after, key) }))
    .filter(difference => !sameJson(difference.before, difference.after));
}

/** What changed between two documents, e.g. the saved file and the form: top-level keys, then attribute by attribute. */
export function compareSpecs(before: Spec, after: Spec): readonly Difference[] {
  return [
    ...keyDifferences(withoutKeys(before, ['attributes']), withoutKeys(after, ['attributes']), []),
    ...keyDifferences(attributesOf(before), attributesOf(after), ['attributes'])
  ];
}

/** What a unit that exists is, and what the document says: provider, number of members and, where the document gives them, addresses. */
export function compareWithUnit(spec: Spec, provider: ProviderSchema, unit: KnownUnit): readonly Difference[] {
  const storage = provider.unitType === 'storage';
  const count = storage ? 'num_disks' : 'num_nodes';
  const addresses = stringsOf(attributeValue(spec, 'ip_addresses'));
  const there = unit.nodes.map(({ address }) => address).filter(address => address !== '');
  const rows: readonly Difference[] = [
    { path: ['provider'], before: unit.provider === null ? undefined : cloudOf(unit.provider), after: provider.cloudProvider },
    { path: ['attributes', count], before: (storage ? unit.disks : unit.nodes).length, after: memberCount(spec, provider) },
    ...(addresses.length === 0 ? [] : [{ path: ['attributes', 'ip_addresses'], before: [...there].sort(), after: [...addresses].sort() }])
  ];
  return rows.filter(({ before, after }) => !sameJson(before, after));
}

/** What the document sets differently from the flavor, `spec_options` and the SDK's defaults. */
export function compareWithFlavor(
  spec: Spec,
  provider: ProviderSchema,
  flavors: Flavors,
  specOptions: JsonObject = {}
): readonly Difference[] {
  const inherited = withoutSpec(spec, provider, flavors, specOptions);
  return differsFromFlavor(spec, provider, flavors, specOptions).map(name => ({
    path: ['attributes', name],
    before: inherited.get(name)?.value ?? undefined,
    after: own(attributesOf(spec), name)
  }));
}
