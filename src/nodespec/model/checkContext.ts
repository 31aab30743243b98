/**
 * From what is known around a document to what the domain's rules ask.
 */
import { contextWith, mergeCommon } from '../domain';
import type { CheckContext, ProviderSchema, UnitName } from '../domain';
import type { VpnCatalog } from '../../api/types';
import { addressesInUse, unitPath } from '../../common/addressesInUse';
import { knownGroups } from './knownGroups';
import type { IOfferedProvider, ISurroundings } from './surroundings';

/** The offer of the named provider, or null. */
export function offerOf(known: ISurroundings, provider: string): IOfferedProvider | null {
  return known.offers?.find(({ schema }) => schema.name === provider) ?? null;
}

/** The provider's schema with the common attributes merged in. */
export function schemaOf(known: ISurroundings, offer: IOfferedProvider): ProviderSchema {
  return known.common === null ? offer.schema : mergeCommon(offer.schema, known.common);
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
    addressesInUse: addressesInUse(known.unitGroups ?? []).map(node => ({ address: node.address, where: unitPath(node) })),
    unitGroups: known.unitGroups === null ? null : knownGroups(known.unitGroups),
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
