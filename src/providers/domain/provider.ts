/**
 * Providers as this panel needs them, read from the provider files (`contract/provider.schema.json`) that the server half hands out.
 */
import { asBilingual } from '../../common/bilingual';
import type { IBilingual } from '../../common/bilingual';

/** What a key of a flavor sets. */
export interface IFlavorKey {
  /** Key in `vcp_flavor.yml`. */
  readonly key: string;
  readonly title: IBilingual;
  /** Unit of the number, e.g. `GB`; null: none. */
  readonly unit: string | null;
}

/** A provider plugin of the SDK. */
export interface IProvider {
  readonly name: string;
  readonly title: IBilingual;
  /** Nodes or disks. */
  readonly unitType: 'compute' | 'storage';
  /** Cloud of the plugin; `aws` for `aws_disk`. */
  readonly cloudProvider: string;
  /** Section of `vcp_config.yml`; null when the provider needs none. */
  readonly section: string | null;
  /** Keys that its flavors may have, in the order of the file. */
  readonly flavorKeys: readonly IFlavorKey[];
  /** Flavors of the provider file, shown while there is no `vcp_flavor.yml`. */
  readonly samples: readonly string[];
  /** Whether the controller lists the plugin; null when it could not be asked. */
  readonly available: boolean | null;
  /** Name of its VPN catalog entry, from `vcp_config.yml`. */
  readonly privateNetwork: string;
}

/** A provider as the server half answers it. */
export interface IOfferedSchema {
  readonly schema: Readonly<Record<string, unknown>>;
  readonly available: boolean | null;
  readonly privateNetwork: string;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads the providers, in the order of the reply. A file that is not of the expected form is left out: the server half names it among
 * its problems.
 *
 * @param common - `providers/_common.json`: what all compute providers have besides their own.
 */
export function readProviders(offers: readonly IOfferedSchema[], common: Json): readonly IProvider[] {
  return offers.flatMap(offer => readProvider(offer, common) ?? []);
}

function readProvider({ schema, available, privateNetwork }: IOfferedSchema, common: Json): IProvider | null {
  const facts = record(schema['x-vcp']);
  const title = asBilingual(facts['title']);
  const { name, unitType, cloudProvider, configSection } = facts;
  if (typeof name !== 'string' || title === null || (unitType !== 'compute' && unitType !== 'storage')) {
    return null;
  }
  const own = readFlavorKeys(schema);
  const shared = unitType === 'compute' ? readFlavorKeys(common).filter(({ key }) => !own.some(other => other.key === key)) : [];
  return {
    name,
    title,
    unitType,
    cloudProvider: typeof cloudProvider === 'string' ? cloudProvider : name,
    section: typeof configSection === 'string' ? configSection : null,
    flavorKeys: [...own, ...shared],
    samples: Object.keys(record(facts['flavors'])),
    available,
    privateNetwork
  };
}

function readFlavorKeys(schema: Json): readonly IFlavorKey[] {
  return Object.values(record(schema['properties'])).flatMap(attribute => {
    const facts = record(record(attribute)['x-vcp']);
    const title = asBilingual(facts['title']);
    const { flavorKey, unit } = facts;
    return typeof flavorKey === 'string' && title !== null ? [{ key: flavorKey, title, unit: typeof unit === 'string' ? unit : null }] : [];
  });
}

const NOTHING: Json = {};

/** The value as an object to read keys from; an empty one for anything else. */
function record(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : NOTHING;
}
