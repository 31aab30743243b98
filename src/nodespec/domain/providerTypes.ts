import type { JsonObject, JsonValue } from './json';

/** A text in the two languages of the product. */
export interface Text {
  readonly en: string;
  readonly ja: string;
}

/** What a unit is made of: nodes (compute) or disks (storage). */
export type UnitType = 'compute' | 'storage';

/** Sections of the form, in the order of the composer. */
export const sectionNames = [
  'placement',
  'image',
  'machine',
  'access',
  'environment',
  'volumes',
  'nfs',
  'gpu',
  'network',
  'tags',
  'disks',
  'startup'
] as const;
export type SectionName = (typeof sectionNames)[number];

/** What a value, or each entry of a list, is; selects rule and widget. */
export const formats = ['ipv4', 'mac', 'disk', 'environment', 'volume', 'host', 'script', 'shebang', 'decimal', 'image', 'tags'] as const;
export type Format = (typeof formats)[number];

/** Where a setting travels in the unit CCI; `unknown`: public facts do not say, so only SDK code can carry it. */
export type CciPlace = 'cloud_params' | 'unit' | 'params' | 'tags' | 'not_sent' | 'unknown';

/** One SDK attribute of a provider, from `contract/provider.schema.json`. */
export interface AttributeSchema {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'array' | 'object';
  readonly title: Text;
  readonly help: Text;
  readonly section: SectionName;
  readonly format: Format | null;
  /** Unit of the number, e.g. `GB`, `MB`, `minute`, `USD/hour`. */
  readonly unit: string | null;
  /** The only values the SDK takes; null when it takes any. */
  readonly enforced: readonly JsonValue[] | null;
  /** Known values of an open list: offered, not enforced. */
  readonly known: readonly JsonValue[];
  readonly examples: readonly JsonValue[];
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly pattern: string | null;
  /** Limits that only a comment of the sources states. */
  readonly advised: { readonly minimum: number | null; readonly maximum: number | null };
  /** Value of the SDK when neither spec nor flavor gives one; null: not known or none. */
  readonly default: JsonValue;
  /** The CCI always carries it: it must come from the flavor or the form. */
  readonly required: boolean;
  /** Key in `vcp_flavor.yml`; differs from the name for sakura's `core`. */
  readonly flavorKey: string | null;
  /** Place in `vcp_config.yml` that gives the default, e.g. `spec_options.dns`; null: none. */
  readonly configKey: string | null;
  readonly cci: { readonly place: CciPlace; readonly key: string | null; readonly reason: Text | null };
  /** Name of the SDK method that sets it, e.g. `set_tag`; null: assigned. */
  readonly method: string | null;
  /** Shared by all compute providers, with the same meaning everywhere. */
  readonly common: boolean;
  /** The attribute's JSON Schema as it stands in the file, for a form. */
  readonly source: JsonObject;
}

/** What providers differ in (node-spec.md 9). */
export type FeatureName = 'ipAddress' | 'macAddress' | 'attachVolume' | 'tags' | 'diskApi' | 'power';

/** Whether a provider has a feature; `try`: sources contradict each other. `reason` is there for everything but `yes`. */
export interface Feature {
  readonly support: 'yes' | 'no' | 'partial' | 'try';
  readonly reason: Text | null;
}

/** Flavor name to flavor key to value. */
export type ProviderFlavors = Readonly<Record<string, JsonObject>>;

/** Provider to flavors: `vcp_flavor.yml` as the server hands it out, or the samples of the schemas. */
export type Flavors = Readonly<Record<string, ProviderFlavors>>;

/** A provider plugin of the SDK, read from its file. */
export interface ProviderSchema {
  readonly name: string;
  readonly title: Text;
  readonly unitType: UnitType;
  readonly cloudProvider: string;
  /** Section of `vcp_config.yml`; null when the provider needs none. */
  readonly configSection: string | null;
  readonly credentialKeys: readonly string[];
  readonly privateNetworkSent: boolean;
  readonly features: Readonly<Record<FeatureName, Feature>>;
  readonly sampleFlavors: ProviderFlavors;
  readonly notes: readonly Text[];
  /** False for onpremises: `ip_addresses` does not set `num_nodes`. */
  readonly countFromAddresses: boolean;
  /** False for sakura: `num_nodes` leaves the list alone. */
  readonly countClearsAddresses: boolean;
  /** In the order of the file; after `mergeCommon` the common ones come first. */
  readonly attributes: readonly AttributeSchema[];
}

/** Generation of a VC Controller: `25` up to 25.x, `26.10` from then on. */
export const generationNames = ['25', '26.10'] as const;
export type Generation = (typeof generationNames)[number];

/** What the base containers of a generation are like (appendix-facts.md 9). */
export interface GenerationFacts {
  /** Image that the SDK takes when none is given; null: no source names its tag. */
  readonly defaultImage: string | null;
  /** Images to suggest, the usual one first. */
  readonly images: readonly string[];
  /** Environment variables that the controller sets on every node. */
  readonly variables: readonly string[];
  /** That among them which holds the node's own address. */
  readonly addressVariable: string;
}

/** What all compute providers share (`providers/_common.json`). */
export interface CommonSchema {
  readonly attributes: readonly AttributeSchema[];
  readonly generations: Readonly<Record<Generation, GenerationFacts>>;
}

/** What is wrong with a provider file, for the person who wrote it: a place and an English sentence. */
export interface SchemaProblem {
  readonly path: string;
  readonly message: string;
}
