export { inLanguage as textIn } from '../../common/bilingual';

import { isJsonObject, type JsonObject } from './json';
import { isJson, KeyReader } from './providerReading';
import {
  formats,
  sectionNames,
  type AttributeSchema,
  type CommonSchema,
  type Feature,
  type FeatureName,
  type Flavors,
  type GenerationFacts,
  type ProviderFlavors,
  type ProviderSchema,
  type SchemaProblem,
  type Text
} from './providerTypes';

const attributeTypes = ['string', 'integer', 'array', 'object'] as const;
const places = ['cloud_params', 'unit', 'params', 'tags', 'not_sent', 'unknown'] as const;
const supports = ['yes', 'no', 'partial', 'try'] as const;

function readCci(vcp: KeyReader): AttributeSchema['cci'] {
  const cci = vcp.child('cci');
  return { place: cci.oneOf('place', places) ?? 'unknown', key: cci.optionalString('key'), reason: cci.optionalText('reason') };
}

function readPattern(reader: KeyReader): string | null {
  const pattern = reader.optionalString('pattern');
  try {
    return pattern === null ? null : new RegExp(pattern).source;
  } catch {
    reader.note('pattern', 'must be a regular expression');
    return null;
  }
}

function readAttribute(name: string, reader: KeyReader, common: boolean): AttributeSchema {
  const vcp = reader.child('x-vcp');
  const advised = vcp.optionalChild('advised');
  return {
    name,
    type: reader.oneOf('type', attributeTypes) ?? 'string',
    title: vcp.text('title'),
    help: vcp.text('help'),
    section: vcp.oneOf('section', sectionNames) ?? 'machine',
    format: vcp.value('format') === undefined ? null : vcp.oneOf('format', formats),
    unit: vcp.optionalString('unit'),
    enforced: reader.value('enum') === undefined ? null : reader.list('enum'),
    known: vcp.list('values'),
    examples: reader.list('examples'),
    minimum: reader.optionalNumber('minimum'),
    maximum: reader.optionalNumber('maximum'),
    pattern: readPattern(reader),
    advised: { minimum: advised.optionalNumber('minimum'), maximum: advised.optionalNumber('maximum') },
    default: reader.value('default') ?? null,
    required: vcp.boolean('required', false),
    flavorKey: vcp.optionalString('flavorKey'),
    configKey: vcp.optionalString('configKey'),
    cci: readCci(vcp),
    method: vcp.optionalString('method'),
    common,
    source: reader.source
  };
}

function readAttributes(reader: KeyReader, common: boolean): readonly AttributeSchema[] {
  const properties = reader.child('properties');
  return Object.keys(properties.source).map(name => readAttribute(name, properties.child(name), common));
}

function readFeature(features: KeyReader, name: FeatureName): Feature {
  const reader = features.child(name);
  return { support: reader.oneOf('support', supports) ?? 'no', reason: reader.optionalText('reason') };
}

function readFeatures(vcp: KeyReader): ProviderSchema['features'] {
  const features = vcp.child('features');
  const read = (name: FeatureName): Feature => readFeature(features, name);
  return {
    ipAddress: read('ipAddress'),
    macAddress: read('macAddress'),
    attachVolume: read('attachVolume'),
    tags: read('tags'),
    diskApi: read('diskApi'),
    power: read('power')
  };
}

function readSampleFlavors(vcp: KeyReader): ProviderFlavors {
  const flavors = vcp.child('flavors');
  return Object.fromEntries(Object.keys(flavors.source).map(name => [name, flavors.child(name).source]));
}

function readNotes(vcp: KeyReader, problems: SchemaProblem[]): readonly Text[] {
  return vcp.list('notes').map((note, position) => new KeyReader({ note }, `x-vcp.notes[${position}]`, problems).text('note'));
}

function readCredentialKeys(vcp: KeyReader): readonly string[] {
  return vcp.list('credentials').flatMap(entry => (isJsonObject(entry) && typeof entry.key === 'string' ? [entry.key] : []));
}

function readSchema(source: JsonObject, problems: SchemaProblem[]): ProviderSchema {
  const reader = new KeyReader(source, '', problems);
  const vcp = reader.child('x-vcp');
  return {
    name: vcp.string('name'),
    title: vcp.text('title'),
    unitType: vcp.oneOf('unitType', ['compute', 'storage'] as const) ?? 'compute',
    cloudProvider: vcp.string('cloudProvider'),
    configSection: vcp.optionalString('configSection'),
    credentialKeys: readCredentialKeys(vcp),
    privateNetworkSent: vcp.child('privateNetwork').boolean('sent', true),
    features: readFeatures(vcp),
    sampleFlavors: readSampleFlavors(vcp),
    notes: readNotes(vcp, problems),
    countFromAddresses: vcp.boolean('countFromAddresses', true),
    countClearsAddresses: vcp.boolean('countClearsAddresses', true),
    attributes: readAttributes(reader, false)
  };
}

/** A file that was read: the schema, or null and the reasons. */
export interface SchemaReading<T> {
  readonly schema: T | null;
  readonly problems: readonly SchemaProblem[];
}

function reading<T>(value: unknown, read: (source: JsonObject, problems: SchemaProblem[]) => T): SchemaReading<T> {
  if (!isJson(value) || !isJsonObject(value)) {
    return { schema: null, problems: [{ path: '', message: 'must be an object' }] };
  }
  const problems: SchemaProblem[] = [];
  const schema = read(value, problems);
  return { schema: problems.length === 0 ? schema : null, problems };
}

function readTexts(reader: KeyReader, key: string): readonly string[] {
  return reader.list(key).filter((entry): entry is string => typeof entry === 'string');
}

function readGeneration(reader: KeyReader): GenerationFacts {
  return {
    defaultImage: reader.optionalString('defaultImage'),
    images: readTexts(reader, 'images'),
    variables: readTexts(reader, 'variables'),
    addressVariable: reader.string('addressVariable')
  };
}

function readGenerations(reader: KeyReader): CommonSchema['generations'] {
  return { '25': readGeneration(reader.child('25')), '26.10': readGeneration(reader.child('26.10')) };
}

/** A provider file (`contract/provider.schema.json`) as a `ProviderSchema`, or what is wrong with it and where. */
export function readProvider(value: unknown): SchemaReading<ProviderSchema> {
  return reading(value, readSchema);
}

/** The file of the common attributes (`providers/_common.json`): the same `properties`, without a provider. */
export function readCommon(value: unknown): SchemaReading<CommonSchema> {
  return reading(value, (source, problems) => {
    const reader = new KeyReader(source, '', problems);
    return { attributes: readAttributes(reader, true), generations: readGenerations(reader.child('x-vcp').child('generations')) };
  });
}

/** Flavors from outside; whatever is not provider -> flavor -> keys is left out. */
export function readFlavors(value: unknown): Flavors {
  if (!isJson(value) || !isJsonObject(value)) {
    return {};
  }
  const providers = Object.entries(value).filter((entry): entry is [string, JsonObject] => isJsonObject(entry[1]));
  return Object.fromEntries(
    providers.map(([provider, flavors]) => [
      provider,
      Object.fromEntries(Object.entries(flavors).filter((entry): entry is [string, JsonObject] => isJsonObject(entry[1])))
    ])
  );
}

/**
 * The provider with the common attributes before its own. Disks have none of the common ones (node-spec.md 6); an attribute that the
 * provider describes itself wins over the common one of the same name and stands in its place.
 */
export function mergeCommon(provider: ProviderSchema, common: CommonSchema): ProviderSchema {
  if (provider.unitType === 'storage') {
    return provider;
  }
  const ownByName = new Map(provider.attributes.map(attribute => [attribute.name, attribute]));
  const shared = common.attributes.map(attribute => ownByName.get(attribute.name) ?? attribute);
  const sharedNames = new Set(shared.map(attribute => attribute.name));
  return { ...provider, attributes: [...shared, ...provider.attributes.filter(attribute => !sharedNames.has(attribute.name))] };
}

/** The provider's attribute of that name. */
export function attributeOf(provider: ProviderSchema, name: string): AttributeSchema | undefined {
  return provider.attributes.find(attribute => attribute.name === name);
}

const featureByAttribute: Readonly<Record<string, FeatureName>> = {
  ip_addresses: 'ipAddress',
  mac_addresses: 'macAddress',
  disks: 'attachVolume',
  tags: 'tags'
};

/** The feature that an attribute stands or falls with; null when it depends on none. */
export function featureOf(provider: ProviderSchema, attribute: string): Feature | null {
  const name = Object.hasOwn(featureByAttribute, attribute) ? featureByAttribute[attribute] : undefined;
  return name === undefined ? null : provider.features[name];
}

/** The flavors of a provider, as far as they are known; else the samples of its schema. */
export function flavorsOf(provider: ProviderSchema, flavors: Flavors): ProviderFlavors {
  return (Object.hasOwn(flavors, provider.name) ? flavors[provider.name] : undefined) ?? provider.sampleFlavors;
}

/** The flavors as a `vcp_flavor.yml` gives them: of a provider that it does not name the SDK finds none, not even the samples. */
export function flavorsOfFile(file: Flavors, providers: Iterable<string>): Flavors {
  return { ...Object.fromEntries([...providers].map((name): [string, ProviderFlavors] => [name, {}])), ...file };
}
