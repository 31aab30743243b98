import { attributesOf, topLevelText, type Spec } from './document';
import { isJsonList, isJsonObject, own, sameJson, stringsOf, type JsonObject, type JsonValue } from './json';
import { flavorsOf } from './provider';
import type { AttributeSchema, Flavors, ProviderSchema } from './providerTypes';

/** Where a value comes from: the document, the flavor, `vcp_config.yml`, the SDK's default, or nowhere. */
export type Origin = 'spec' | 'flavor' | 'config' | 'default' | 'none';

/** The value that an attribute has when the unit is created. */
export interface EffectiveValue {
  readonly attribute: AttributeSchema;
  /** Null when the origin is `none`. */
  readonly value: JsonValue;
  readonly origin: Origin;
}

/** Attribute name to effective value, in the order of the provider's attributes. */
export type Effective = ReadonlyMap<string, EffectiveValue>;

const noOptions: JsonObject = {};

function inherited(attribute: AttributeSchema, flavor: JsonObject, specOptions: JsonObject): EffectiveValue {
  const fromFlavor = attribute.flavorKey === null ? undefined : own(flavor, attribute.flavorKey);
  if (fromFlavor !== undefined) {
    return { attribute, value: fromFlavor, origin: 'flavor' };
  }
  const option = attribute.configKey?.startsWith('spec_options.') ? attribute.configKey.slice('spec_options.'.length) : null;
  const fromConfig = option === null ? undefined : own(specOptions, option);
  if (fromConfig !== undefined && !isEmptyValue(fromConfig)) {
    return { attribute, value: fromConfig, origin: 'config' };
  }
  return { attribute, value: attribute.default, origin: attribute.default === null ? 'none' : 'default' };
}

/** Whether a value says nothing: null, empty text, empty list, empty map. */
export function isEmptyValue(value: JsonValue | undefined): boolean {
  if (isJsonList(value)) {
    return value.length === 0;
  }
  return value === undefined || value === null || value === '' || (isJsonObject(value) && Object.keys(value).length === 0);
}

/** The keys of the flavor that the document names; empty when there is no such flavor. */
export function flavorValues(spec: Spec, provider: ProviderSchema, flavors: Flavors): JsonObject {
  const ofProvider = flavorsOf(provider, flavors);
  const name = topLevelText(spec, 'flavor');
  return (Object.hasOwn(ofProvider, name) ? ofProvider[name] : undefined) ?? {};
}

/**
 * What every attribute of the provider is when nothing is set by hand.
 *
 * @param specOptions - `spec_options` of `vcp_config.yml`, the defaults of the docker options.
 */
export function withoutSpec(spec: Spec, provider: ProviderSchema, flavors: Flavors, specOptions: JsonObject = noOptions): Effective {
  const flavor = flavorValues(spec, provider, flavors);
  const counted = countedNodes(spec, provider);
  const valueOf = (attribute: AttributeSchema): EffectiveValue =>
    attribute.name === 'num_nodes' && counted !== null
      ? { attribute, value: counted, origin: 'default' }
      : inherited(attribute, flavor, specOptions);
  return new Map(provider.attributes.map(attribute => [attribute.name, valueOf(attribute)]));
}

/** What every attribute of the provider is, and why. */
export function effective(spec: Spec, provider: ProviderSchema, flavors: Flavors, specOptions: JsonObject = noOptions): Effective {
  const attributes = attributesOf(spec);
  const entries = [...withoutSpec(spec, provider, flavors, specOptions)].map(([name, value]): [string, EffectiveValue] => {
    const set = own(attributes, name);
    return [name, set === undefined ? value : { attribute: value.attribute, value: set, origin: 'spec' }];
  });
  return new Map(entries);
}

/** Names of the attributes whose value in the document is not what flavor, configuration or default give anyway. */
export function differsFromFlavor(
  spec: Spec,
  provider: ProviderSchema,
  flavors: Flavors,
  specOptions: JsonObject = noOptions
): readonly string[] {
  const inheritedValues = withoutSpec(spec, provider, flavors, specOptions);
  const attributes = attributesOf(spec);
  return provider.attributes.flatMap(({ name }) => {
    const set = own(attributes, name);
    const before = inheritedValues.get(name)?.value;
    const same = set === undefined || sameJson(set, before) || (isEmptyValue(set) && isEmptyValue(before));
    return same ? [] : [name];
  });
}

/**
 * The number of nodes (or disks) that the unit starts with, as the SDK counts when the generated code has run (node-spec.md 7, rule 1):
 * the length of the address or MAC list, except where the provider does not count addresses or where both can stand side by side.
 */
export function memberCount(spec: Spec, provider: ProviderSchema): number {
  const attributes = attributesOf(spec);
  const set = own(attributes, provider.unitType === 'storage' ? 'num_disks' : 'num_nodes');
  const given = typeof set === 'number' && Number.isInteger(set) && set > 0 ? set : null;
  const listed = countedNodes(spec, provider);
  return listed === null || (!provider.countClearsAddresses && given !== null) ? (given ?? 1) : listed;
}

/** The length of the address or MAC list when the provider counts its nodes by it and there is one; null otherwise. */
function countedNodes(spec: Spec, provider: ProviderSchema): number | null {
  const attributes = attributesOf(spec);
  const lists = [stringsOf(own(attributes, 'ip_addresses')).length, stringsOf(own(attributes, 'mac_addresses')).length];
  return provider.countFromAddresses ? (lists.find(length => length > 0) ?? null) : null;
}
