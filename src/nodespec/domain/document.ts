import { error, warning, type Diagnostic } from './diagnostic';
import { rewrite } from './jsonEdit';
import { readJson, type JsonNode } from './jsonText';
import { isJsonList, isJsonObject, own, withKey, withoutKeys, type JsonObject, type JsonValue } from './json';

/**
 * A `.vcpspec` document (`contract/vcpspec.schema.json`). It is the whole JSON object, unknown keys included; read it with the
 * accessors, which give nothing where a hand-written file has the wrong type. `check` reports such places.
 */
export type Spec = JsonObject;

/** SDK attribute name to value: only what was set by hand. */
export type Attributes = JsonObject;

/** A public key for root of the base container: a file on the Jupyter machine, or its text, or both. */
export interface SshKey {
  readonly path?: string;
  readonly text?: string;
}

/** A VC disk that the unit attaches: one disk by number, or without it all disks of the unit. */
export interface VcDisk {
  readonly unitGroup: string;
  readonly unit: string;
  readonly disk?: number;
}

/** The version of the format that this program writes. */
export const specVersion = 1;

/** Value of `$schema` in new documents. */
export const specSchemaId = 'vcpspec-1.schema.json';

/** Key of the document that says what its unit shall be made of while it names no provider. */
export const unitTypeKey = 'unitType';

/** What reading a file gave. */
export interface SpecReading {
  /** Null when the text is not a JSON object: then it can only be shown and repaired as text. */
  readonly spec: Spec | null;
  /** True for a newer format: show it, never write it. */
  readonly readOnly: boolean;
  readonly problems: readonly Diagnostic[];
}

const topLevelStrings = ['unitGroup', 'unit', 'provider', 'flavor'] as const;
export type TopLevelKey = (typeof topLevelStrings)[number];

function wrongTypes(spec: Spec): readonly Diagnostic[] {
  const wrong = (key: string, expected: 'string' | 'object' | 'list', fits: (value: JsonValue | undefined) => boolean): Diagnostic[] => {
    const value = own(spec, key);
    return value === undefined || fits(value) ? [] : [error('type_wrong', [key], { key, expected })];
  };
  return [
    ...topLevelStrings.flatMap(key => wrong(key, 'string', value => typeof value === 'string')),
    ...wrong('attributes', 'object', isJsonObject),
    ...wrong('sshKeys', 'list', isJsonList)
  ];
}

function duplicateKeys(node: JsonNode, path: readonly (string | number)[]): readonly Diagnostic[] {
  const members = node.members ?? [];
  const seen = new Set<string>();
  const here = members.flatMap(({ key }) => {
    const twice = seen.has(key);
    seen.add(key);
    return twice ? [warning('key_twice', [...path, key], { key })] : [];
  });
  const below = members.flatMap(member => duplicateKeys(member.node, [...path, member.key]));
  return [...here, ...below, ...(node.elements ?? []).flatMap((element, position) => duplicateKeys(element, [...path, position]))];
}

function versionProblems(spec: Spec): readonly Diagnostic[] {
  const version = own(spec, 'version');
  if (version === undefined) {
    return [warning('version_missing', [], { version: specVersion })];
  }
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    return [error('version_wrong', ['version'], { version: specVersion })];
  }
  return version > specVersion ? [error('version_newer', ['version'], { version, known: specVersion })] : [];
}

/**
 * Read the text of a file. An empty file (as the file browser makes one) is an empty document. Never throws; says at which line and
 * column a text stops being JSON.
 */
export function parseSpec(text: string): SpecReading {
  if (text.trim() === '') {
    return { spec: emptySpec(), readOnly: false, problems: [] };
  }
  const reading = readJson(text);
  if (!reading.ok) {
    return {
      spec: null,
      readOnly: false,
      problems: [error('json_broken', [], { line: reading.fault.line, column: reading.fault.column })]
    };
  }
  const spec = reading.node.value;
  if (!isJsonObject(spec)) {
    return { spec: null, readOnly: false, problems: [error('not_an_object', [])] };
  }
  const versions = versionProblems(spec);
  return {
    spec,
    readOnly: versions.some(problem => problem.code === 'version_newer'),
    problems: [...versions, ...wrongTypes(spec), ...duplicateKeys(reading.node, [])]
  };
}

/**
 * The text of a document, with a final line feed.
 *
 * @param spec - what to write.
 * @param previous - the text that the document was read from; its untouched parts are kept as they are. Without it, or when it is
 * not JSON: two spaces of indentation throughout.
 */
export function serializeSpec(spec: Spec, previous = ''): string {
  const reading = readJson(previous);
  if (!reading.ok) {
    return `${JSON.stringify(spec, null, 2)}\n`;
  }
  const { node } = reading;
  const after = previous.slice(node.end);
  return previous.slice(0, node.start) + rewrite(previous, node, spec) + (after === '' ? '\n' : after);
}

/** A new document: version only, or with a provider and a flavor to start from. */
export function emptySpec(provider?: string, flavor?: string): Spec {
  return {
    $schema: specSchemaId,
    version: specVersion,
    ...(provider === undefined ? {} : { provider }),
    ...(flavor === undefined ? {} : { flavor }),
    attributes: {}
  };
}

/** One of the top-level texts; empty when it is missing or not a text. */
export function topLevelText(spec: Spec, key: TopLevelKey): string {
  const value = own(spec, key);
  return typeof value === 'string' ? value : '';
}

/** The document's attributes; none when the key is missing or not an object. */
export function attributesOf(spec: Spec): Attributes {
  const attributes = own(spec, 'attributes');
  return isJsonObject(attributes) ? attributes : {};
}

/** An attribute as it stands in the document, undefined when it is not set. */
export function attributeValue(spec: Spec, name: string): JsonValue | undefined {
  return own(attributesOf(spec), name);
}

/** The SSH keys; entries without path and text are kept as empty ones, so that positions agree with the document. */
export function sshKeysOf(spec: Spec): readonly SshKey[] {
  const keys = own(spec, 'sshKeys');
  return isJsonList(keys) ? keys.map(sshKeyOf) : [];
}

function sshKeyOf(entry: JsonValue): SshKey {
  if (!isJsonObject(entry)) {
    return {};
  }
  const path = own(entry, 'path');
  const text = own(entry, 'text');
  return { ...(typeof path === 'string' ? { path } : {}), ...(typeof text === 'string' ? { text } : {}) };
}

/** An entry of `disks` as a VC disk, or null when it is a volume id or malformed. */
export function vcDiskOf(entry: JsonValue): VcDisk | null {
  if (!isJsonObject(entry)) {
    return null;
  }
  const [unitGroup, unit, disk] = [own(entry, 'unitGroup'), own(entry, 'unit'), own(entry, 'disk')];
  if (typeof unitGroup !== 'string' || typeof unit !== 'string' || (disk !== undefined && typeof disk !== 'number')) {
    return null;
  }
  return { unitGroup, unit, ...(disk === undefined ? {} : { disk }) };
}

/** A copy with a top-level text set; the empty text removes the key. */
export function setTopLevel(spec: Spec, key: TopLevelKey, value: string): Spec {
  return value === '' ? withoutKeys(spec, [key]) : withKey(spec, key, value);
}

/** A copy with these attributes in place of all others. */
export function withAttributes(spec: Spec, attributes: Attributes): Spec {
  return withKey(spec, 'attributes', attributes);
}

/** A copy with an attribute set by hand. */
export function setAttribute(spec: Spec, name: string, value: JsonValue): Spec {
  return withKey(spec, 'attributes', withKey(attributesOf(spec), name, value));
}

/** A copy without an attribute: it comes from the flavor or the default again. */
export function clearAttribute(spec: Spec, name: string): Spec {
  const attributes = attributesOf(spec);
  return Object.hasOwn(attributes, name) ? withKey(spec, 'attributes', withoutKeys(attributes, [name])) : spec;
}

/** A copy with these SSH keys; unknown keys of an entry that stays at its place are kept. None removes `sshKeys`. */
export function setSshKeys(spec: Spec, keys: readonly SshKey[]): Spec {
  if (keys.length === 0) {
    return withoutKeys(spec, ['sshKeys']);
  }
  const old = own(spec, 'sshKeys');
  const entries = keys.map((key, position): JsonObject => {
    const before = isJsonList(old) ? old[position] : undefined;
    const rest = isJsonObject(before) ? withoutKeys(before, ['path', 'text']) : {};
    return { ...(key.path === undefined ? {} : { path: key.path }), ...(key.text === undefined ? {} : { text: key.text }), ...rest };
  });
  return withKey(spec, 'sshKeys', entries);
}
