import { attributesOf, topLevelText, unitTypeKey, type Spec } from './document';
import { isJsonObject, own, withKey, withoutKeys, type JsonObject, type JsonValue } from './json';
import { attributeOf, flavorsOf } from './provider';
import type { AttributeSchema, Flavors, ProviderSchema } from './providerTypes';

/** Key of the document under which settings of providers that are not chosen wait: provider -> `{flavor, attributes}`. */
export const otherProvidersKey = 'otherProviders';

/** What changing the provider did. */
export interface ProviderChange {
  readonly spec: Spec;
  /** Attributes that stay set. */
  readonly kept: readonly string[];
  /** Attributes that do not apply to the new provider and wait in the document. */
  readonly setAside: readonly string[];
  /** Attributes that had been set aside for the new provider and are back. */
  readonly restored: readonly string[];
}

interface Partition {
  readonly kept: JsonObject;
  readonly aside: JsonObject;
}

// The same name means something else elsewhere (memory: GB in sakura, MB in vmware; cloud_image: an image of that cloud), so only
// what has one meaning in all plugins travels along: the common attributes, addresses, counts and tags.
function carries(attribute: AttributeSchema | undefined): boolean {
  return attribute !== undefined && (attribute.common || attribute.section === 'placement' || attribute.section === 'tags');
}

function partition(attributes: JsonObject, next: ProviderSchema): Partition {
  const entries = Object.entries(attributes);
  const applies = ([name]: [string, JsonValue]): boolean => carries(attributeOf(next, name));
  return {
    kept: Object.fromEntries(entries.filter(applies)),
    aside: Object.fromEntries(entries.filter(entry => !applies(entry)))
  };
}

function waiting(spec: Spec): JsonObject {
  const others = own(spec, otherProvidersKey);
  return isJsonObject(others) ? others : {};
}

function objectAt(object: JsonObject, key: string): JsonObject {
  const value = own(object, key);
  return isJsonObject(value) ? value : {};
}

/** The flavor that a provider is chosen with: the first of those wanted that it has, else `default`, else its first. */
export function chooseFlavor(next: ProviderSchema, flavors: Flavors, wanted: readonly JsonValue[] = []): string | undefined {
  const names = Object.keys(flavorsOf(next, flavors));
  const known = wanted.find((name): name is string => typeof name === 'string' && names.includes(name));
  return known ?? names.find(name => name === 'default') ?? names[0];
}

function setAsideFor(others: JsonObject, provider: string, flavor: string | null, aside: JsonObject): JsonObject {
  if (provider === '' || (Object.keys(aside).length === 0 && flavor === null)) {
    return others;
  }
  return withKey(others, provider, { ...(flavor === null ? {} : { flavor }), attributes: aside });
}

/**
 * Choose another provider. What has the same meaning everywhere stays; the rest of the settings, and the flavor, wait in the document
 * under `otherProviders`, and come back when that provider is chosen again. What is set now wins over what comes back.
 *
 * @param next - the new provider, with the common attributes merged in.
 */
export function changeProvider(spec: Spec, next: ProviderSchema, flavors: Flavors): ProviderChange {
  const [current, currentFlavor] = [topLevelText(spec, 'provider'), topLevelText(spec, 'flavor')];
  if (current === next.name) {
    return { spec, kept: Object.keys(attributesOf(spec)), setAside: [], restored: [] };
  }
  const { kept, aside } = partition(attributesOf(spec), next);
  const back = objectAt(waiting(spec), next.name);
  const restored = withoutKeys(objectAt(back, 'attributes'), Object.keys(kept));
  const flavor = chooseFlavor(next, flavors, [own(back, 'flavor') ?? null, currentFlavor]);
  // A flavor that stays, or that is chosen by default anyway, need not wait on its own account.
  const dispensable = currentFlavor === '' || (Object.keys(aside).length === 0 && [flavor, 'default'].includes(currentFlavor));
  const waitingNow = setAsideFor(waiting(spec), current, dispensable ? null : currentFlavor, aside);
  const others = withoutKeys(waitingNow, [next.name]);
  const changed = {
    ...withoutKeys(spec, [otherProvidersKey, unitTypeKey]),
    provider: next.name,
    attributes: { ...kept, ...restored },
    ...(Object.keys(others).length === 0 ? {} : { [otherProvidersKey]: others })
  };
  return {
    spec: flavor === undefined ? withoutKeys(changed, ['flavor']) : withKey(changed, 'flavor', flavor),
    kept: Object.keys(kept),
    setAside: Object.keys(aside),
    restored: Object.keys(restored)
  };
}

/** Attributes that changing to the provider would set aside: what the composer names before it is done. */
export function doesNotApply(spec: Spec, next: ProviderSchema): readonly string[] {
  return topLevelText(spec, 'provider') === next.name ? [] : Object.keys(partition(attributesOf(spec), next).aside);
}
