import type { CheckContext, JsonObject } from '..';

/** Plugin, attributes, what is found in one line each, other keys of the document, and what is known around it. */
export type Case = readonly [
  plugin: string,
  attributes: JsonObject,
  expected: readonly string[],
  rest?: JsonObject,
  known?: Partial<CheckContext>
];

/** The place of an attribute. */
export const at = (name: string): string => `attributes.${name}`;
const two = ['172.30.2.10', '172.30.2.11'];
const macs = ['BC:24:11:B2:A1:01', 'BC:24:11:B2:A1:02'];

export const valueCases: readonly Case[] = [
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

export const attributeCases: readonly Case[] = [
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

export const addressCases: readonly Case[] = [
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
  ['aws', { ip_addresses: ['172.30.2.50'] }, ['info unit unit_there'], { unit: 'db' }],
  ['aws', { ip_addresses: ['172.30.2.50'] }, ['info unit unit_created'], { unit: 'db' }, { ordered: [{ unitGroup: 'demo', unit: 'db' }] }],
  ['aws', {}, ['info unit unit_created'], { unit: 'soon' }, { ordered: [{ unitGroup: 'demo', unit: 'soon' }] }],
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

export const diskCases: readonly Case[] = [
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
  ['aws', { disks: [{ unitGroup: 'store', unit: 'held' }] }, [`warning ${at('disks[0]')} disk_in_use_by`]],
  // What the unit of this spec has attached is its own.
  ['aws', { disks: [{ unitGroup: 'store', unit: 'held' }] }, ['info unit unit_there'], { unit: 'db' }],
  ['aws', { disks: [{ unitGroup: 'store', unit: 'young' }] }, [`warning ${at('disks[0]')} disk_not_running`]],
  ['aws', { disks: [{ unitGroup: 'nowhere', unit: 'data' }] }, [], {}, { unitGroups: null }],
  ['aws', { disks: ['vol-1'], num_nodes: 2 }, [`warning ${at('disks')} disks_several_nodes`]],
  ['gcp', { disks: [{ unitGroup: 'store', unit: 'data' }] }, [`error ${at('disks[0]')} disk_not_converted`]],
  ['gcp', { disks: ['disk-name'] }, []],
  ['vmware', { disks: ['vol-1'] }, [`error ${at('disks')} feature_missing`]]
];
