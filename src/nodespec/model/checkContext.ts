/**
 * From what is known around a document to what the domain's rules ask.
 */
import { contextWith, mergeCommon } from '../domain';
import type { CheckContext, CommonSchema, ProviderSchema, UnitName } from '../domain';
import type { VpnCatalog } from '../../api/types';
import type { IOfferedProvider, ISurroundings } from './surroundings';

/** The offer of the named provider, or null. */
export function offerOf(known: ISurroundings, provider: string): IOfferedProvider | null {
  return known.offers?.find(({ schema }) => schema.name === provider) ?? null;
}

/** What `schemaOf` has merged, by the provider's own schema. */
const merged = new WeakMap<ProviderSchema, { readonly common: CommonSchema; readonly schema: ProviderSchema }>();

/**
 * The provider's schema with the common attributes merged in.
 *
 * #### Notes
 * The same object as long as both parts are the same: the form is built from it, and would be built anew with every keystroke.
 */
export function schemaOf({ common }: ISurroundings, { schema: own }: IOfferedProvider): ProviderSchema {
  if (common === null) {
    return own;
  }
  const before = merged.get(own);
  if (before?.common === common) {
    return before.schema;
  }
  const schema = mergeCommon(own, common);
  merged.set(own, { common, schema });
  return schema;
}

/** The context of the rules for a document of that provider. */
export function checkContext(
  known: ISurroundings,
  offer: IOfferedProvider | null,
  provider: ProviderSchema | null,
  ordered: readonly UnitName[]
): CheckContext {
  return contextWith({
    provider,
    common: known.common,
    knownProviders: (known.offers ?? []).map(({ schema }) => schema.name),
    plugins: known.plugins,
    generation: known.generation,
    flavors: known.flavors,
    flavorsAreSamples: known.flavorsSource === null,
    range: offer === null ? null : rangeOf(known.catalog, offer),
    addressesInUse: known.addressesInUse,
    unitGroups: known.unitGroups,
    ordered,
    sshKeyFiles: known.sshKeys?.map(({ path }) => path) ?? null,
    specOptions: known.specOptions
  });
}

/** The address range of the provider's entry in the VPN catalog; entries are listed by the cloud, which disk and spot plugins share. */
function rangeOf(catalog: VpnCatalog | null, { schema, privateNetwork }: IOfferedProvider): string | null {
  const entries = (catalog?.entries ?? []).filter(({ name }) => name === privateNetwork);
  const candidates = [schema.name, schema.cloudProvider, schema.configSection];
  const entry = candidates.map(candidate => entries.find(({ provider }) => provider === candidate)).find(found => found !== undefined);
  return entry?.range ?? null;
}
