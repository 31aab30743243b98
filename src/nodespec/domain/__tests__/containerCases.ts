import { publicKey } from './providerFiles';
import { at, type Case } from './ruleCases';

export const containerCases: readonly Case[] = [
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
  ['aws', { params_e: ['PRIVATE_IP=10.0.0.1'] }, [`error ${at('params_e[0]')} environment_reserved`], {}, { generation: '26.10' }],
  ['aws', { params_e: ['MY_PRIVATE_IP=10.0.0.1'] }, [`info ${at('params_e[0]')} environment_old_name`], {}, { generation: '26.10' }],
  ['aws', { params_e: ['PRIVATE_IP=10.0.0.1'] }, [`error ${at('params_e[0]')} environment_reserved`], {}, { generation: '25' }],
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
  ['aws', { gpus: 'all' }, [`info ${at('gpus')} gpu_needs_machine`]],
  ['azure', { gpus: 'all' }, [`info ${at('gpus')} gpu_needs_driver`]],
  ['aws', { gpus: 'all', cloud_image: 'niivcp-gpu' }, [`info ${at('gpus')} gpu_needs_machine`]],
  ['aws', { image: 'vcp/gpu:1.8.1-ubuntu20.04-x86_64-gpu' }, [`info ${at('image')} gpu_image_needs_gpus`]],
  ['azure', { image: 'vcp/gpu:1.8.1-ubuntu20.04-x86_64-gpu' }, [`info ${at('image')} gpu_image_needs_gpus_and_driver`]],
  ['azure', { image: 'vcp/base:3.0.0-ubuntu24.04-gpu' }, [`warning ${at('image')} gpu_image_needs_gpus_and_driver`]],
  ['aws', { image: 'vcp/base:3.0.0-ubuntu24.04-gpu', cloud_image: 'niivcp-gpu' }, [`warning ${at('image')} gpu_image_needs_gpus`]],
  ['aws', { image: 'vcp/base:3.0.0-ubuntu24.04-gpu', cloud_image: 'niivcp-gpu', gpus: 'all' }, [`info ${at('gpus')} gpu_needs_machine`]],
  ['aws', { image: '10.0.0.1:5001/vcp/gpu:1.6-nvidia-384', cloud_image: 'niivcp-gpu' }, [`info ${at('image')} gpu_image_needs_gpus`]],
  ['aws', { image: 'vcp/openhpc:compute-gpu-3.1' }, []],
  ['onpremises', { image: 'vcp/base:3.0.0-ubuntu24.04-gpu' }, [`warning ${at('image')} gpu_image_needs_gpus`], {}, { range: null }],
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

export const tagCases: readonly Case[] = [
  ['aws', { tags: { owner: 'me' } }, []],
  ['aws', { tags: { '': 'me' } }, [`error ${at('tags.')} tag_key`]],
  ['aws', { tags: { count: 3 } }, [`error ${at('tags.count')} tag_value`]],
  ['sakura', { tags: { a: 'b' } }, [`warning ${at('tags')} feature_without_effect`]],
  ['aws_spot', { tags: { a: 'b' } }, [`warning ${at('tags')} feature_without_effect`]],
  ['aws_spot', { tags: {} }, []],
  ['proxmox', { tags: { a: 'b' } }, [`info ${at('tags')} feature_uncertain`]]
];

/** Shaped like a private key; the text in it is what no message may show. */
export const privateKey = '-----BEGIN OPENSSH PRIVATE KEY-----\nc2VjcmV0\n-----END OPENSSH PRIVATE KEY-----';
const file = { path: '/home/jovyan/.ssh/id_ed25519.pub' };

export const keyCases: readonly Case[] = [
  ['aws', {}, ['warning sshKeys key_missing'], { sshKeys: [] }],
  ['aws', { params_e: ['AUTHORIZED_KEYS=c3No'] }, [], { sshKeys: [] }],
  ['aws', { params_e: ['AUTHORIZED_KEYS=ssh-rsa x'] }, [`error ${at('params_e[0]')} authorized_keys_form`], { sshKeys: [] }],
  [
    'aws',
    { params_e: [`AUTHORIZED_KEYS=${Buffer.from(privateKey).toString('base64')}`] },
    [`error ${at('params_e[0]')} key_private`],
    { sshKeys: [] }
  ],
  ['aws', { params_e: ['AUTHORIZED_KEYS=c3No'] }, [`error ${at('params_e[0]')} keys_twice`]],
  ['aws', {}, [], { sshKeys: [{ text: publicKey }] }],
  ['aws', {}, [], { sshKeys: [{ text: publicKey }, { text: publicKey, ...file }] }],
  ['aws', {}, ['error sshKeys[1] key_text_missing'], { sshKeys: [{ text: publicKey }, file] }],
  ['aws', {}, ['error sshKeys[0].text key_private'], { sshKeys: [{ text: privateKey }] }],
  ['aws', {}, ['error sshKeys[0].text key_private'], { sshKeys: [{ text: 'PuTTY-User-Key-File-3: ssh-ed25519' }] }],
  ['aws', {}, ['error sshKeys[0].path key_private'], { sshKeys: [{ path: privateKey }] }],
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

export const nameCases: readonly Case[] = [
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
  ['aws', {}, ['info unit unit_there'], { unit: 'db' }],
  ['aws', {}, ['error unit unit_exists'], { unit: 'other' }]
];

export const providerCases: readonly Case[] = [
  ['aws', {}, ['error provider provider_missing'], { provider: '' }],
  ['aws', {}, ['error provider provider_unknown'], { provider: 'openstack' }],
  ['aws', {}, ['error provider provider_unknown_near'], { provider: 'azrue' }],
  ['aws', {}, ['error provider provider_not_on_controller'], {}, { plugins: ['azure'] }],
  ['aws', {}, [], {}, { plugins: ['aws'] }],
  ['aws_disk', {}, [], { unitGroup: 'store' }, { plugins: ['aws'] }],
  ['aws', {}, ['error flavor flavor_missing'], { flavor: '' }],
  ['aws', {}, ['warning flavor flavor_not_in_samples'], { flavor: 'huge' }],
  ['aws', {}, ['error flavor flavor_none'], {}, { flavorsAreSamples: false, flavors: { aws: {} } }],
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
