import { keyDelivery } from './authorizedKeys';
import { assignDisks, assignList, assignTexts, comment, diskGroups, findDisks, hasVcDisks, line, tagCalls } from './codeParts';
import { attributesOf, topLevelText, type Spec } from './document';
import { differsFromFlavor } from './effective';
import { isJsonList, own, stringsOf, type JsonObject, type JsonValue } from './json';
import { pythonBlock, pythonLiteral, pythonString } from './python';
import { attributeOf } from './provider';
import type { Flavors, ProviderSchema } from './providerTypes';
import { mapLines, type MappedText, type SourceLine } from './sourceMap';
import { describePublicKey } from './sshKey';
import { english, type Translate } from './translate';

/** What code generation can be told beside the document. */
export interface CodeOptions {
  /** `spec_options` of `vcp_config.yml`: what they give anyway is not written. */
  readonly specOptions?: JsonObject;
  /** Language of the comments in the code. */
  readonly trans?: Translate;
}

/** What the writers of the parts of a program look at. */
interface Program {
  readonly spec: Spec;
  readonly provider: ProviderSchema;
  /** Attributes that differ from flavor and default: only these are written. */
  readonly changed: ReadonlySet<string>;
  readonly trans: Translate;
}

/** Attributes that stand at fixed places of the order of node-spec.md 10.5; the provider's own come between them. */
const first = ['image'];
const last = ['gpus', 'hostname', 'dns', 'dns_search', 'dns_opt', 'add_host', 'user_init_command'];
const elsewhere = ['num_nodes', 'num_disks', 'ip_addresses', 'mac_addresses', 'disks', 'params_v', 'params_e', 'tags'];

/** The provider's own attributes: VM type and root disk as the provider's file orders them, then `cloud_image`, then the rest. */
function ownAttributes(provider: ProviderSchema): readonly string[] {
  const placed = new Set([...first, ...last, ...elsewhere]);
  const names = provider.attributes.filter(attribute => !placed.has(attribute.name));
  const rank = (name: string, required: boolean): number => (name === 'cloud_image' ? 1 : required ? 0 : 2);
  return [...names].sort((a, b) => rank(a.name, a.required) - rank(b.name, b.required)).map(attribute => attribute.name);
}

function assign(program: Program, name: string): readonly SourceLine[] {
  const value = own(attributesOf(program.spec), name);
  if (value === undefined || !program.changed.has(name)) {
    return [];
  }
  if (isJsonList(value)) {
    return assignTexts(name, value);
  }
  const text =
    attributeOf(program.provider, name)?.format === 'script' && typeof value === 'string' ? pythonBlock(value) : pythonLiteral(value);
  return [line(`spec.${name} = ${text}`, ['attributes', name])];
}

/** `num_nodes` is left out where the list gives the same number anyway. */
function countAssignment(program: Program): readonly SourceLine[] {
  const attributes = attributesOf(program.spec);
  const listed = ['ip_addresses', 'mac_addresses'].map(name => stringsOf(own(attributes, name)).length).find(length => length > 0);
  const given = own(attributes, 'num_nodes');
  return listed === given && program.provider.countFromAddresses ? [] : assign(program, 'num_nodes');
}

/**
 * Count and lists in the order that gives both (node-spec.md 7, rule 1): a later `num_nodes` empties the lists, a later list sets the
 * number. In sakura the number leaves the list alone but not the other way round, so there the number comes last.
 */
function placement(program: Program): readonly SourceLine[] {
  const lists = [...assign(program, 'ip_addresses'), ...assign(program, 'mac_addresses')];
  const count = [...countAssignment(program), ...assign(program, 'num_disks')];
  return program.provider.countClearsAddresses ? [...count, ...lists] : [...lists, ...count];
}

function keyCall(path: string): SourceLine {
  const file = pythonString(path);
  return line(`spec.set_ssh_pubkey(${path.startsWith('~') ? `os.path.expanduser(${file})` : file})`, ['sshKeys', 0]);
}

/** `params_e` with the keys: the assignment first, because a later one would drop what `set_ssh_pubkey` appended (rule 4). */
function environment(program: Program): readonly SourceLine[] {
  const { spec, trans } = program;
  const typed = program.changed.has('params_e') ? own(attributesOf(spec), 'params_e') : undefined;
  const entries = (isJsonList(typed) ? typed : []).map(pythonLiteral);
  const keys = program.provider.unitType === 'compute' ? keyDelivery(spec) : { by: 'none' as const };
  if (keys.by !== 'entry') {
    const assignment = entries.length > 0 ? assignList('params_e', entries, position => ['attributes', 'params_e', position]) : [];
    return keys.by === 'file' ? [...assignment, keyCall(keys.path)] : assignment;
  }
  const named = keys.keys.map(key => describePublicKey(key)?.comment || describePublicKey(key)?.type).join(', ');
  const note = trans._n(
    'AUTHORIZED_KEYS: base64 of %1 public key (%2)',
    'AUTHORIZED_KEYS: base64 of %1 public keys (%2)',
    keys.keys.length,
    named
  );
  const place = (position: number): (string | number)[] => (position < entries.length ? ['attributes', 'params_e', position] : ['sshKeys']);
  const lines = assignList('params_e', [...entries, pythonString(keys.entry)], place);
  return [...comment(note, ['sshKeys']), ...(entries.length === 0 ? lines.map(({ text }) => line(text, ['sshKeys'])) : lines)];
}

function disks(program: Program): readonly SourceLine[] {
  const value = own(attributesOf(program.spec), 'disks');
  return value === undefined || !program.changed.has('disks') ? [] : assignDisks(value);
}

/** The VC disks, looked for before anything is made: without them the unit would be another one than the document means. */
function findVcDisks(program: Program): readonly SourceLine[] {
  const value = own(attributesOf(program.spec), 'disks');
  if (value === undefined || !program.changed.has('disks') || !hasVcDisks(value)) {
    return [];
  }
  const missing = program.trans.__('Not all of the disks are there. Create them first.');
  return [...findDiskGroups(program), ...findDisks(value, diskGroups(program.spec), missing)];
}

function findDiskGroups(program: Program): readonly SourceLine[] {
  return [...diskGroups(program.spec)].flatMap(([name, variable]) => {
    const missing = pythonString(program.trans.__('There is no unit group %1. Create the disks first.', name));
    const path = ['attributes', 'disks'];
    return [
      line(`${variable} = vcp.get_ugroup(${pythonString(name)})`, path),
      line(`if ${variable} is None:`, path),
      line(`    raise LookupError(${missing})`, path)
    ];
  });
}

function settings(program: Program): readonly SourceLine[] {
  const tags: JsonValue = (program.changed.has('tags') && own(attributesOf(program.spec), 'tags')) || {};
  const each = (names: readonly string[]): readonly SourceLine[] => names.flatMap(name => assign(program, name));
  return [
    ...each(first),
    ...each(ownAttributes(program.provider)),
    ...placement(program),
    ...disks(program),
    ...assign(program, 'params_v'),
    ...environment(program),
    ...each(last),
    ...tagCalls(tags)
  ];
}

function groupLine(spec: Spec, provider: ProviderSchema): SourceLine {
  const name = pythonString(topLevelText(spec, 'unitGroup'));
  const create = provider.unitType === 'storage' ? `vcp.create_ugroup(${name}, "storage")` : `vcp.create_ugroup(${name})`;
  return line(`group = vcp.get_ugroup(${name}) or ${create}`, ['unitGroup']);
}

function creation(spec: Spec, provider: ProviderSchema): readonly SourceLine[] {
  const create = line(`unit = group.create_unit(${pythonString(topLevelText(spec, 'unit'))}, spec)`, ['unit']);
  const addresses = provider.unitType === 'compute' ? [line('print(unit.find_ip_addresses(node_state="RUNNING"))')] : [];
  return [create, ...addresses, line('unit.df_nodes()')];
}

/**
 * The Python program that makes the unit with the VCP SDK, in the order of node-spec.md 10.5. Only what differs from flavor and default
 * is written; the token is asked for when the code runs. The lines know the fields that they come from.
 *
 * @param provider - the document's provider with the common attributes merged in. Attributes that it does not have are left out, since
 * setting one raises AttributeError; `check` names them.
 */
export function generateCode(spec: Spec, provider: ProviderSchema, flavors: Flavors, options: CodeOptions = {}): MappedText {
  const changed = differsFromFlavor(spec, provider, flavors, options.specOptions);
  const program: Program = { spec, provider, changed: new Set(changed), trans: options.trans ?? english };
  const found = findVcDisks(program);
  const body = settings(program);
  const expands = body.some(({ text }) => text.includes('os.path.expanduser('));
  return mapLines([
    ...(expands ? [line('import os')] : []),
    line('from getpass import getpass'),
    ...(expands ? [line('')] : []),
    line('from vcpsdk.vcpsdk import VcpSDK'),
    line(''),
    line('vcp = VcpSDK(getpass("VCC access token: "))'),
    line(''),
    ...(found.length > 0 ? [...found, line('')] : []),
    groupLine(spec, provider),
    line(`spec = vcp.get_spec(${pythonString(provider.name)}, ${pythonString(topLevelText(spec, 'flavor'))})`, ['flavor']),
    ...body,
    ...creation(spec, provider)
  ]);
}
