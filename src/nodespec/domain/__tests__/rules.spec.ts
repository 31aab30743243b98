import {
  check,
  contextWith,
  english,
  hasErrors,
  messageCodes,
  messageOf,
  obstacleDiagnostics,
  createNowObstacles,
  parseSpec,
  pathText,
  scriptLimit,
  topLevelText,
  type CheckContext,
  type Diagnostic,
  type JsonObject,
  type Spec
} from '..';
import { common, document, given, pluginNames, provider, publicKey } from './providerFiles';

const world: Partial<CheckContext> = {
  common,
  knownProviders: pluginNames,
  range: '172.30.2.0/24',
  addressesInUse: [{ address: '172.30.2.50', where: 'demo/db' }],
  sshKeyFiles: ['/home/jovyan/.ssh/id_ed25519.pub'],
  unitGroups: [
    { name: 'demo', type: 'compute', units: [{ name: 'db', provider: 'aws', disks: [] }] },
    {
      name: 'store',
      type: 'storage',
      units: [
        { name: 'data', provider: 'aws', disks: [{ number: 1, inUse: false }] },
        { name: 'used', provider: 'aws', disks: [{ number: 1, inUse: true }] },
        { name: 'cloudy', provider: 'azure', disks: [{ number: 1, inUse: false }] },
        { name: 'empty', provider: null, disks: [] }
      ]
    },
    { name: 'twin', type: 'compute', units: [] },
    { name: 'twin', type: 'storage', units: [] }
  ]
};

function findings(spec: Spec, known: Partial<CheckContext> = {}): readonly Diagnostic[] {
  const name = topLevelText(spec, 'provider');
  return check(spec, contextWith({ ...world, provider: pluginNames.includes(name) ? provider(name) : null, ...known }));
}

/** A document for a case; disks go into the storage group of the world. */
function subject(plugin: string, attributes: JsonObject, rest: JsonObject = {}): Spec {
  return document(plugin, attributes, provider(plugin).unitType === 'storage' ? { unitGroup: 'store', ...rest } : rest);
}

/** A finding in one line: severity, place, code. */
function shown(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ severity, path, code }) => `${severity} ${pathText(path)} ${code}`);
}

type Case = readonly [
  plugin: string,
  attributes: JsonObject,
  expected: readonly string[],
  rest?: JsonObject,
  known?: Partial<CheckContext>
];

const at = (name: string): string => `attributes.${name}`;
const two = ['172.30.2.10', '172.30.2.11'];
const macs = ['BC:24:11:B2:A1:01', 'BC:24:11:B2:A1:02'];

const valueCases: readonly Case[] = [
  ['aws', { volume_size: '40' }, [`error ${at('volume_size')} value_not_integer`]],
  ['aws', { volume_size: 4.5 }, [`error ${at('volume_size')} value_not_integer`]],
  ['aws', { volume_size: 0 }, [`error ${at('volume_size')} value_too_small`]],
  ['aws', { instance_type: 4 }, [`error ${at('instance_type')} value_not_string`]],
  ['aws', { instance_type: 'm5.large ' }, [`warning ${at('instance_type')} value_spaces`]],
  ['aws', { instance_type: '' }, [`error ${at('instance_type')} value_missing`]],
  ['aws', { params_v: '/export:/export' }, [`error ${at('params_v')} value_not_array`]],
  ['aws', { params_e: [3] }, [`error ${at('params_e[0]')} entry_not_string`]],
  ['aws', { tags: [] }, [`error ${at('tags')} value_not_object`]],
  ['aws', { volume_type: 'gp3' }, [`info ${at('volume_type')} value_not_listed`]],
  ['aws', { volume_type: 'gp2', volume_size: 40 }, []],
  ['aws_spot', { spot_price: 0.5 }, [`error ${at('spot_price')} decimal_as_text`]],
  ['aws_spot', { spot_price: '0,5' }, [`error ${at('spot_price')} decimal_form`]],
  ['aws_spot', { spot_price: '0.5', block_duration_minutes: 60 }, []],
  ['aws_spot', { block_duration_minutes: 61 }, [`info ${at('block_duration_minutes')} value_not_listed`]],
  ['sakura_disk', { sakuracloud_disk_size: 249 }, [`error ${at('sakuracloud_disk_size')} value_not_allowed`]],
  ['sakura_disk', { sakuracloud_disk_size: 250 }, []],
  ['oracle_disk', { size_in_gbs: 49 }, [`warning ${at('size_in_gbs')} value_advised_small`]],
  ['oracle_disk', { size_in_gbs: 32769 }, [`warning ${at('size_in_gbs')} value_advised_large`]],
  ['oracle_disk', { size_in_gbs: 50 }, []],
  ['aws_disk', { num_disks: 0, size: 8 }, [`error ${at('num_disks')} value_too_small`]],
  ['mdx2', { user_name: 'me' }, [`warning ${at('user_name')} overwrites_credential`]],
  ['proxmox', { user_name: 'me' }, []],
  ['chameleon', { reservation: '' }, [`error ${at('reservation')} value_missing`]],
  ['abc', { flavor_name: '' }, [`error ${at('flavor_name')} value_missing`]],
  ['onpremises', { ip_addresses: [] }, [`error ${at('ip_addresses')} value_missing`]]
];

const attributeCases: readonly Case[] = [
  ['azure', { volume_size: 40 }, [`error ${at('volume_size')} attribute_other_name`]],
  ['azure', { instance_type: 'x' }, [`error ${at('instance_type')} attribute_other_name`]],
  ['aws', { ip_address_list: two }, [`error ${at('ip_address_list')} attribute_other_name`]],
  ['aws', { param_v: [] }, [`error ${at('param_v')} attribute_other_name`]],
  ['aws', { use_gpu: true }, [`error ${at('use_gpu')} attribute_other_name`]],
  ['aws', { num_disks: 2 }, [`error ${at('num_disks')} attribute_other_name`]],
  ['aws', { instance_tpye: 'x' }, [`error ${at('instance_tpye')} attribute_unknown_near`]],
  ['azure_disk', { storage_acount_type: 'x' }, [`error ${at('storage_acount_type')} attribute_unknown_near`]],
  ['aws', { zzz: 1 }, [`error ${at('zzz')} attribute_unknown`]],
  ['aws', { constructor: 1 }, [`error ${at('constructor')} attribute_unknown`]],
  ['aws', { subnet: 'x' }, [`error ${at('subnet')} attribute_from_catalog`]],
  ['aws', { private_network: 'x' }, [`error ${at('private_network')} attribute_from_config`]],
  ['aws', { privileged: true }, [`error ${at('privileged')} attribute_privileged`]],
  ['aws', { key_pair: 'x' }, [`error ${at('key_pair')} attribute_key_pair`]],
  ['aws', { name: 'x' }, [`error ${at('name')} attribute_instance_name`]],
  ['aws_disk', { image: 'vcp/base:1' }, [`error ${at('image')} attribute_not_for_disks`]],
  ['onpremises', { cloud_image: 'x' }, [`error ${at('cloud_image')} attribute_unknown`], {}, { range: null }]
];

const addressCases: readonly Case[] = [
  ['aws', { ip_addresses: two }, []],
  ...['172.30.2', '172.30.2.256', '172.30.2.010', '::1', 'web', ''].map((text): Case => [
    'aws',
    { ip_addresses: [text] },
    [`error ${at('ip_addresses[0]')} address_form`]
  ]),
  ['aws', { ip_addresses: ['172.30.3.10'] }, [`error ${at('ip_addresses[0]')} address_outside`]],
  ['aws', { ip_addresses: ['172.30.2.0'] }, [`error ${at('ip_addresses[0]')} address_reserved`]],
  ['aws', { ip_addresses: ['172.30.2.255'] }, [`error ${at('ip_addresses[0]')} address_reserved`]],
  ['aws', { ip_addresses: ['172.30.2.50'] }, [`error ${at('ip_addresses[0]')} address_in_use`]],
  ['aws', { ip_addresses: ['172.30.2.10', '172.30.2.10'] }, [`error ${at('ip_addresses[1]')} entry_twice`]],
  ['aws', { ip_addresses: ['10.0.0.1'] }, [], {}, { range: null }],
  ['aws', { ip_addresses: two, num_nodes: 2 }, []],
  ['aws', { ip_addresses: two, num_nodes: 3 }, [`error ${at('num_nodes')} count_differs`]],
  ['sakura', { ip_addresses: two, num_nodes: 3 }, [`warning ${at('num_nodes')} count_beside_list`]],
  ['onpremises', { ip_addresses: two }, [`error ${at('num_nodes')} count_not_derived`]],
  ['onpremises', { ip_addresses: two, num_nodes: 2 }, [], {}, { range: null }],
  ['chameleon', { ip_addresses: ['172.30.2.10'] }, [`warning ${at('ip_addresses')} feature_without_effect`]],
  ['proxmox', { ip_addresses: two, mac_addresses: macs }, []],
  ['vmware', { mac_addresses: macs }, []],
  ['vmware', { ip_addresses: two, mac_addresses: macs.slice(1) }, [`error ${at('mac_addresses')} mac_count`]],
  ['proxmox', { mac_addresses: ['BC-24-11-B2-A1-01'] }, [`error ${at('mac_addresses[0]')} mac_form`]],
  ['proxmox', { mac_addresses: ['BC:24:11:B2:A1:01', 'bc:24:11:b2:a1:01'] }, [`error ${at('mac_addresses[1]')} entry_twice`]],
  ['aws', { mac_addresses: macs }, [`error ${at('mac_addresses')} feature_missing`]]
];

const diskCases: readonly Case[] = [
  ['aws', { disks: ['vol-1', { unitGroup: 'store', unit: 'data' }, { unitGroup: 'store', unit: 'data', disk: 1 }] }, []],
  ['aws_spot', { disks: [{ unitGroup: 'store', unit: 'data' }] }, []],
  ['aws', { disks: [''] }, [`error ${at('disks[0]')} disk_empty`]],
  ['aws', { disks: [{ unitGroup: 'store' }] }, [`error ${at('disks[0]')} disk_form`]],
  ['aws', { disks: ['vol-1', 'vol-1'] }, [`error ${at('disks[1]')} disk_twice`]],
  ['aws', { disks: [{ unitGroup: 'nowhere', unit: 'data' }] }, [`error ${at('disks[0]')} disk_group_missing`]],
  ['aws', { disks: [{ unitGroup: 'demo', unit: 'db' }] }, [`error ${at('disks[0]')} disk_group_type`]],
  ['aws', { disks: [{ unitGroup: 'store', unit: 'nothing' }] }, [`error ${at('disks[0]')} disk_missing`]],
  ['aws', { disks: [{ unitGroup: 'store', unit: 'empty' }] }, [`error ${at('disks[0]')} disk_missing`]],
  ['aws', { disks: [{ unitGroup: 'store', unit: 'data', disk: 7 }] }, [`error ${at('disks[0]')} disk_missing`]],
  ['aws', { disks: [{ unitGroup: 'store', unit: 'cloudy' }] }, [`error ${at('disks[0]')} disk_other_cloud`]],
  ['aws', { disks: [{ unitGroup: 'store', unit: 'used' }] }, [`warning ${at('disks[0]')} disk_in_use`]],
  ['aws', { disks: [{ unitGroup: 'nowhere', unit: 'data' }] }, [], {}, { unitGroups: null }],
  ['aws', { disks: ['vol-1'], num_nodes: 2 }, [`warning ${at('disks')} disks_several_nodes`]],
  ['gcp', { disks: [{ unitGroup: 'store', unit: 'data' }] }, [`error ${at('disks[0]')} disk_not_converted`]],
  ['gcp', { disks: ['disk-name'] }, []],
  ['vmware', { disks: ['vol-1'] }, [`error ${at('disks')} feature_missing`]]
];

const containerCases: readonly Case[] = [
  ...[
    'vcp/base:1.8.1-ubuntu20.04-x86_64',
    'harbor.example.ac.jp/vcp/base:3.0.0-alpine3.22',
    'localhost:5000/a/b:c',
    `a@sha256:${'0'.repeat(64)}`
  ].map((image): Case => ['aws', { image }, []]),
  ...['VCP/Base:1', 'vcp/base:', 'vcp base', '', 'http://a/b', '-a'].map((image): Case => [
    'aws',
    { image },
    [`error ${at('image')} image_form`]
  ]),
  ['aws', { image: 'vcp/base' }, [`info ${at('image')} image_without_tag`]],
  ['aws', { params_e: ['NFS_AUTOSTART=false', 'A=b=c', 'EMPTY='] }, []],
  ['aws', { params_e: ['NFS_AUTOSTART'] }, [`error ${at('params_e[0]')} environment_form`]],
  ['aws', { params_e: ['=x'] }, [`error ${at('params_e[0]')} environment_form`]],
  ['aws', { params_e: ['A=1', 'A=2'] }, [`error ${at('params_e[1]')} environment_twice`]],
  ['aws', { params_e: ['A=1\n2'] }, [`error ${at('params_e[0]')} environment_lines`]],
  ['aws', { params_e: ['A.B=1'] }, [`warning ${at('params_e[0]')} environment_key`]],
  ['aws', { params_e: ['VCP_CONTAINER_VERSION=1'] }, [`warning ${at('params_e[0]')} environment_of_image`]],
  ...['VCCC_ID', 'SERF_NODE_ID', 'VCCCTR_IPADDR', 'MY_PRIVATE_IP', 'PRIVATE_IP'].map((key): Case => [
    'aws',
    { params_e: [`${key}=1`] },
    [`error ${at('params_e[0]')} environment_reserved`]
  ]),
  ['aws', { params_e: ['NFS_AUTOSTART=yes'] }, [`error ${at('params_e[0]')} nfs_autostart_value`]],
  ['aws', { params_e: ['NFS_AUTOSTART=true'] }, [`warning ${at('params_v')} nfs_without_export`]],
  ['aws', { params_e: ['NFS_AUTOSTART=true'], params_v: ['/export:/export'] }, []],
  ['aws', { params_v: ['/a:/b', '/c:/d:ro', '/e:/f:rw', '/var/lib/docker'] }, []],
  ...['', 'a:b:c:d', '/a:', ':/b', '/a /b'].map((text): Case => ['aws', { params_v: [text] }, [`error ${at('params_v[0]')} volume_form`]]),
  ['aws', { params_v: ['/a:/b:rwx'] }, [`error ${at('params_v[0]')} volume_mode`]],
  ['aws', { params_v: ['a:/b'] }, [`error ${at('params_v[0]')} volume_relative`]],
  ['aws', { params_v: ['/a:b'] }, [`error ${at('params_v[0]')} volume_relative`]],
  ['aws', { params_v: ['data'] }, [`error ${at('params_v[0]')} volume_relative`]],
  ['aws', { params_v: ['/a:/x', '/b:/x'] }, [`error ${at('params_v[1]')} volume_twice`]],
  ['aws', { params_v: ['/a:/'] }, [`error ${at('params_v[0]')} volume_root`]],
  ['aws', { hostname: 'web_1' }, [`error ${at('hostname')} hostname_form`]],
  ['aws', { hostname: 'web-1.example.ac.jp', dns: ['1.1.1.1', '2001:db8::1'], add_host: ['myhost:192.168.1.1'] }, []],
  ['aws', { dns: ['dns.example'] }, [`error ${at('dns[0]')} dns_form`]],
  ['aws', { add_host: ['192.168.1.1'] }, [`error ${at('add_host[0]')} host_form`]],
  ['aws', { add_host: ['my host:192.168.1.1'] }, [`error ${at('add_host[0]')} host_form`]],
  ['aws', { gpus: 'all' }, [`info ${at('gpus')} gpu_needs_driver`]],
  ['aws', { gpus: 'all', cloud_image: 'niivcp-gpu' }, [`info ${at('gpus')} gpu_needs_machine`]],
  ['aws', { image: 'vcp/gpu:1.8.1-ubuntu20.04-x86_64-gpu' }, [`info ${at('image')} gpu_needs_driver`]],
  ['onpremises', { gpus: 'all' }, [`info ${at('gpus')} gpu_needs_machine`], {}, { range: null }],
  ['aws', { user_init_command: '#!/bin/bash\ntrue\n' }, []],
  ['aws', { user_init_command: '#! /usr/bin/env python3\n' }, []],
  ['aws', { user_init_command: 'echo' }, [`error ${at('user_init_command')} script_shebang`]],
  ['aws', { user_init_command: '\n#!/bin/bash' }, [`error ${at('user_init_command')} script_shebang`]],
  ['aws', { user_init_command: '#!/bin/bash\r\ntrue' }, [`error ${at('user_init_command')} script_line_ends`]],
  ['aws', { user_init_command: '#!/bin/bash\ntrue\r\n' }, [`warning ${at('user_init_command')} script_line_ends`]],
  ['aws', { user_init_command: `#!/bin/sh\n${'あ'.repeat(31743)}a` }, [`error ${at('user_init_command')} script_too_long`]],
  ['aws', { user_init_command: `#!/bin/sh\n${'あ'.repeat(31740)}ab` }, []]
];

const tagCases: readonly Case[] = [
  ['aws', { tags: { owner: 'me' } }, []],
  ['aws', { tags: { '': 'me' } }, [`error ${at('tags.')} tag_key`]],
  ['aws', { tags: { count: 3 } }, [`error ${at('tags.count')} tag_value`]],
  ['sakura', { tags: { a: 'b' } }, [`warning ${at('tags')} feature_without_effect`]],
  ['aws_spot', { tags: { a: 'b' } }, [`warning ${at('tags')} feature_without_effect`]],
  ['aws_spot', { tags: {} }, []],
  ['proxmox', { tags: { a: 'b' } }, [`info ${at('tags')} feature_uncertain`]]
];

const private_ = '-----BEGIN OPENSSH PRIVATE KEY-----\nc2VjcmV0\n-----END OPENSSH PRIVATE KEY-----';
const file = { path: '/home/jovyan/.ssh/id_ed25519.pub' };

const keyCases: readonly Case[] = [
  ['aws', {}, ['warning sshKeys key_missing'], { sshKeys: [] }],
  ['aws', { params_e: ['AUTHORIZED_KEYS=c3No'] }, [], { sshKeys: [] }],
  ['aws', { params_e: ['AUTHORIZED_KEYS=ssh-rsa x'] }, [`error ${at('params_e[0]')} authorized_keys_form`], { sshKeys: [] }],
  [
    'aws',
    { params_e: [`AUTHORIZED_KEYS=${Buffer.from(private_).toString('base64')}`] },
    [`error ${at('params_e[0]')} key_private`],
    { sshKeys: [] }
  ],
  ['aws', { params_e: ['AUTHORIZED_KEYS=c3No'] }, [`error ${at('params_e[0]')} keys_twice`]],
  ['aws', {}, [], { sshKeys: [{ text: publicKey }] }],
  ['aws', {}, [], { sshKeys: [{ text: publicKey }, { text: publicKey, ...file }] }],
  ['aws', {}, ['error sshKeys[1] key_text_missing'], { sshKeys: [{ text: publicKey }, file] }],
  ['aws', {}, ['error sshKeys[0].text key_private'], { sshKeys: [{ text: private_ }] }],
  ['aws', {}, ['error sshKeys[0].text key_private'], { sshKeys: [{ text: 'PuTTY-User-Key-File-3: ssh-ed25519' }] }],
  ['aws', {}, ['error sshKeys[0].path key_private'], { sshKeys: [{ path: private_ }] }],
  ['aws', {}, ['error sshKeys[0].text key_form'], { sshKeys: [{ text: 'ssh-rsa AAAA me' }] }],
  ['aws', {}, ['error sshKeys[0].text key_form'], { sshKeys: [{ text: publicKey.replace('ssh-ed25519', 'ssh-rsa') }] }],
  ['aws', {}, ['error sshKeys[0].text key_several_lines'], { sshKeys: [{ text: `${publicKey}\n${publicKey}` }] }],
  ['aws', {}, ['error sshKeys[0].text key_empty'], { sshKeys: [{ text: ' ' }] }],
  ['aws', {}, ['error sshKeys[0].path key_empty'], { sshKeys: [{ path: '' }] }],
  ['aws', {}, ['error sshKeys[0] key_empty'], { sshKeys: [{}] }],
  ['aws', {}, ['error sshKeys[0].path key_file_private'], { sshKeys: [{ path: '~/.ssh/id_rsa' }] }],
  ['aws', {}, ['warning sshKeys[0].path key_file_unknown'], { sshKeys: [{ path: '/elsewhere/key.pub' }] }],
  ['aws_disk', {}, ['warning sshKeys keys_on_disks'], { sshKeys: [file] }]
];

const nameCases: readonly Case[] = [
  ['aws', {}, ['error unitGroup unit_group_missing'], { unitGroup: '' }],
  ...['1demo', 'a b', 'a:b', 'a#b', '-a', 'デモ', 'x'.repeat(129)].map((unitGroup): Case => [
    'aws',
    {},
    ['error unitGroup unit_group_name'],
    { unitGroup }
  ]),
  ...['true', 'No', 'null', '12', 'on', '1e3', '2020-01-01'].map((unitGroup): Case => [
    'aws',
    {},
    ['error unitGroup unit_group_yaml'],
    { unitGroup }
  ]),
  ['aws', {}, ['error unitGroup unit_group_type'], { unitGroup: 'store' }],
  ['aws_disk', {}, ['error unitGroup unit_group_type'], { unitGroup: 'demo' }],
  ['aws_disk', {}, [], { unitGroup: 'store' }],
  ['aws', {}, ['warning unitGroup unit_group_ambiguous'], { unitGroup: 'twin' }],
  ['aws', {}, [], { unitGroup: 'new-group_1', unit: '1st' }],
  ['aws', {}, ['error unit unit_missing'], { unit: '' }],
  ...['a.b', 'a b', 'ユニット'].map((unit): Case => ['aws', {}, ['error unit unit_name'], { unit }]),
  ...['7', 'yes', '0x1F'].map((unit): Case => ['aws', {}, ['error unit unit_yaml'], { unit }]),
  ['aws', {}, ['error unit unit_exists'], { unit: 'db' }]
];

const providerCases: readonly Case[] = [
  ['aws', {}, ['error provider provider_missing'], { provider: '' }],
  ['aws', {}, ['error provider provider_unknown'], { provider: 'openstack' }],
  ['aws', {}, ['error provider provider_unknown_near'], { provider: 'azrue' }],
  ['aws', {}, ['error provider provider_not_on_controller'], {}, { plugins: ['azure'] }],
  ['aws', {}, [], {}, { plugins: ['aws'] }],
  ['aws_disk', {}, [], { unitGroup: 'store' }, { plugins: ['aws'] }],
  ['aws', {}, ['error flavor flavor_missing'], { flavor: '' }],
  ['aws', {}, ['warning flavor flavor_not_in_samples'], { flavor: 'huge' }],
  ['aws', {}, ['error flavor flavor_unknown'], { flavor: 'huge' }, { flavorsAreSamples: false, flavors: { aws: { small: {} } } }],
  [
    'aws',
    {},
    [],
    { flavor: 'mine' },
    { flavorsAreSamples: false, flavors: { aws: { mine: { instance_type: 'a', volume_size: 1, volume_type: 'gp2' } } } }
  ],
  [
    'aws',
    {},
    [`error ${at('volume_size')} value_missing`],
    { flavor: 'mine' },
    { flavors: { aws: { mine: { instance_type: 'a', volume_type: 'gp2' } } } }
  ]
];

describe.each([
  ['values', valueCases],
  ['attribute names', attributeCases],
  ['addresses and counts', addressCases],
  ['disks', diskCases],
  ['the base container', containerCases],
  ['tags', tagCases],
  ['SSH keys', keyCases],
  ['names', nameCases],
  ['provider and flavor', providerCases]
])('rules about %s', (_, cases) => {
  it.each(
    cases.map(
      ([plugin, attributes, expected, rest, known]) =>
        [plugin, JSON.stringify({ ...attributes, ...rest }).slice(0, 80), expected, attributes, rest, known] as const
    )
  )('%s %s: %j', (plugin, _text, expected, attributes, rest, known) => {
    expect(shown(findings(subject(plugin, attributes, rest), known))).toEqual(expected);
  });
});

describe('check', () => {
  it.each([...pluginNames])('has nothing to say about a plain unit of %s', name => {
    expect(shown(findings(document(name), { unitGroups: null, range: null }))).toEqual([]);
  });

  it('puts errors before warnings before hints', () => {
    const found = findings(document('aws', { gpus: 'all', volume_size: 'x' }, { sshKeys: [] }));
    expect(found.map(({ severity }) => severity)).toEqual(['error', 'warning', 'info']);
    expect([hasErrors(found), hasErrors(found.slice(1))]).toEqual([true, false]);
  });

  it('names the attribute of this provider for the one of another (rule 10)', () => {
    const instead = (plugin: string, name: string): unknown =>
      findings(document(plugin, { [name]: 1 })).find(({ code }) => code === 'attribute_other_name')?.args.instead;
    expect(instead('azure', 'volume_size')).toBe('disk_size_gb');
    expect(instead('oracle', 'volume_size')).toBe('boot_volume_size_in_gbs');
    expect(instead('sakura', 'instance_type')).toBe('num_cores, memory');
    expect(instead('vmware', 'instance_type')).toBe('num_cpus, memory');
    expect(instead('gcp', 'vm_size')).toBe('machine_type');
    expect(instead('aws_disk', 'volume_size')).toBe('size');
  });

  it('never repeats a private key', () => {
    const keys: readonly JsonObject[] = [{ text: private_ }, { path: private_ }];
    const specs = keys.map(key => document('aws', {}, { sshKeys: [key] }));
    const texts = specs.flatMap(spec => findings(spec).map(found => JSON.stringify(found) + messageOf(found, english)));
    expect(texts.join()).not.toContain('c2VjcmV0');
    expect(texts.join()).toContain('PRIVATE');
  });

  it('counts bytes, not characters', () => {
    expect(scriptLimit).toBe(95232);
    const found = findings(document('aws', { user_init_command: `#!/bin/sh\n${'😀'.repeat(23806)}` }));
    expect(found.map(({ args }) => args)).toEqual([{ bytes: 95234, limit: 95232 }]);
  });
});

describe('what has a message', () => {
  const all: readonly Case[] = [
    ...valueCases,
    ...attributeCases,
    ...addressCases,
    ...diskCases,
    ...containerCases,
    ...tagCases,
    ...keyCases,
    ...nameCases,
    ...providerCases
  ];
  const fromRules = all.flatMap(([plugin, attributes, , rest, known]) => findings(subject(plugin, attributes, rest), known));
  const fromFiles = [
    '{',
    '[]',
    '{}',
    '{"version": 2}',
    '{"version": 0}',
    '{"version": 1, "unit": 1}',
    '{"version": 1, "a": 1, "a": 2}'
  ].flatMap(text => parseSpec(text).problems);
  const chameleon = provider('chameleon');
  const fromObstacles = [
    ...obstacleDiagnostics(
      createNowObstacles(document('chameleon', { ip_addresses: ['1.2.3.4'], gpus: 'all' }), chameleon, { dns: ['1.1.1.1'] })
    ),
    ...obstacleDiagnostics(createNowObstacles(document('aws'), provider('aws')))
  ];
  const found = [...fromRules, ...fromFiles, ...fromObstacles];

  it('is everything that the tables provoke, and nothing else', () => {
    // No packaged schema has a plain pattern or a hard maximum; a site's own may.
    const onlyForSites = ['value_form', 'value_too_large'];
    expect([...new Set([...found.map(({ code }) => String(code)), ...onlyForSites])].sort()).toEqual([...messageCodes].sort());
  });

  it('is a sentence with every placeholder filled', () => {
    for (const diagnostic of found) {
      const text = messageOf(diagnostic, english);
      expect(text).toMatch(/^\S.*[.?0-9a-z)]$/s);
      expect(text).not.toMatch(/%\d|undefined| \.$/);
    }
  });

  it('gives reasons in the language of the reader', () => {
    const tags = given(findings(document('sakura', { tags: { a: 'b' } }))[0]);
    const reason = given(provider('sakura').features.tags.reason);
    expect(messageOf(tags, english)).toContain(reason.en);
    expect(messageOf(tags, english, 'ja_JP')).toContain(reason.ja);
  });
});
