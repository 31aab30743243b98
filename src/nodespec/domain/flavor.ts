import { attributesOf, setTopLevel, withAttributes, type Spec } from './document';
import { effective, isEmptyValue } from './effective';
import { own, sameJson, withoutKeys, type JsonObject, type JsonValue } from './json';
import { flavorsOf } from './provider';
import type { AttributeSchema, Flavors, ProviderSchema } from './providerTypes';

/** One line of a flavor: the key in `vcp_flavor.yml`, and the attribute that it sets. */
export interface FlavorEntry {
  readonly attribute: AttributeSchema;
  readonly key: string;
  readonly value: JsonValue;
}

/** What a flavor made of the document holds: the value of each attribute that flavors of the provider may set, whatever it comes from. */
export function flavorEntries(
  spec: Spec,
  provider: ProviderSchema,
  flavors: Flavors,
  specOptions: JsonObject = {}
): readonly FlavorEntry[] {
  return [...effective(spec, provider, flavors, specOptions).values()].flatMap(({ attribute, value }) =>
    attribute.flavorKey === null || isEmptyValue(value) ? [] : [{ attribute, key: attribute.flavorKey, value }]
  );
}

/** The entries as the keys of `vcp_flavor.yml`. */
export function flavorOf(entries: readonly FlavorEntry[]): JsonObject {
  return Object.fromEntries(entries.map(({ key, value }) => [key, value]));
}

// `FlavorName` of the REST contract.
const namePattern = /^[A-Za-z][A-Za-z0-9_.-]{0,63}$/;

/** Whether a flavor can have the name. */
export function isFlavorName(name: string): boolean {
  return namePattern.test(name);
}

/** A copy that uses the flavor; attributes that it gives the same value need not be set by hand any more. */
export function switchFlavor(spec: Spec, provider: ProviderSchema, flavors: Flavors, name: string): Spec {
  const all = flavorsOf(provider, flavors);
  const values = (Object.hasOwn(all, name) ? all[name] : undefined) ?? {};
  const attributes = attributesOf(spec);
  const given = provider.attributes.filter(({ name: attribute, flavorKey }) => {
    const set = own(attributes, attribute);
    return flavorKey !== null && set !== undefined && sameJson(set, own(values, flavorKey));
  });
  const left = withoutKeys(
    attributes,
    given.map(attribute => attribute.name)
  );
  return setTopLevel(withAttributes(spec, left), 'flavor', name);
}
