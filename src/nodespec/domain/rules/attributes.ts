import type { Subject } from '../context';
import { error, type Diagnostic } from '../diagnostic';
import { nearest } from '../nearest';
import { attributeOf } from '../provider';
import type { AttributeSchema, ProviderSchema } from '../providerTypes';

/** Names for the same thing in different plugins: the most common mistake in real notebooks (node-spec.md 7, rule 10). */
const rootDiskNames = [
  'volume_size',
  'disk_size_gb',
  'boot_volume_size_in_gbs',
  'sakuracloud_disk_size',
  'disk_size',
  'size',
  'size_in_gbs'
];
const machineNames = ['instance_type', 'vm_size', 'shape', 'machine_type', 'flavor_name', 'num_cores', 'num_cpus', 'memory'];
const diskTypeNames = ['volume_type', 'managed_disk_type', 'disk_type', 'sakuracloud_disk_plan', 'type', 'storage_account_type'];
const countNames = ['num_nodes', 'num_disks'];

/** Names of old notebooks, of the manual's misprint, and of the CCI instead of the SDK (node-spec.md 6). */
const legacyNames: Readonly<Record<string, string>> = {
  ip_address_list: 'ip_addresses',
  ip_address: 'ip_addresses',
  mac_address_list: 'mac_addresses',
  mac_address: 'mac_addresses',
  volume_id: 'disks',
  server_disks: 'disks',
  ext_managed_disk: 'disks',
  attached_disk: 'disks',
  param_v: 'params_v',
  param_e: 'params_e',
  core: 'num_cores',
  use_gpu: 'gpus',
  tag: 'tags'
};

/** What people look for that no spec has (node-spec.md 6). */
const elsewhere = {
  network: 'attribute_from_catalog',
  subnet: 'attribute_from_catalog',
  security_group: 'attribute_from_catalog',
  region: 'attribute_from_catalog',
  zone: 'attribute_from_catalog',
  private_network: 'attribute_from_config',
  privileged: 'attribute_privileged',
  key_pair: 'attribute_key_pair',
  set_ssh_pubkey: 'attribute_key_pair',
  name: 'attribute_instance_name'
} as const;

function isElsewhere(name: string): name is keyof typeof elsewhere {
  return Object.hasOwn(elsewhere, name);
}

/** The provider's names for what the misplaced name means; several where the machine is given in parts. */
function insteadOf(name: string, provider: ProviderSchema): readonly string[] {
  const has = (candidate: string): boolean => attributeOf(provider, candidate) !== undefined;
  const legacy = Object.hasOwn(legacyNames, name) ? legacyNames[name] : undefined;
  if (legacy !== undefined && has(legacy)) {
    return [legacy];
  }
  const family = [rootDiskNames, machineNames, diskTypeNames, countNames].find(names => names.includes(name)) ?? [];
  return family.filter(has);
}

function unknownAttribute(name: string, subject: Subject): Diagnostic {
  const path = ['attributes', name];
  const provider = subject.provider.name;
  const instead = insteadOf(name, subject.provider);
  if (instead.length > 0) {
    return error('attribute_other_name', path, { name, provider, instead: instead.join(', ') });
  }
  if (isElsewhere(name)) {
    return error(elsewhere[name], path, { name });
  }
  if (subject.context.common?.attributes.some(attribute => attribute.name === name)) {
    return error('attribute_not_for_disks', path, { name, provider });
  }
  const near = nearest(
    name,
    subject.provider.attributes.map(attribute => attribute.name)
  );
  return near === null
    ? error('attribute_unknown', path, { name, provider })
    : error('attribute_unknown_near', path, { name, provider, near });
}

// Of these the feature rules speak, with the reason why the provider lacks them.
const featureAttributes = ['ip_addresses', 'mac_addresses', 'disks', 'tags'];

/** Attributes that the plugin does not have: setting one raises AttributeError, and in azure_disk is silently ignored. */
export function checkUnknownAttributes(subject: Subject): readonly Diagnostic[] {
  const strange = Object.keys(subject.attributes).filter(name => attributeOf(subject.provider, name) === undefined);
  return strange.filter(name => !featureAttributes.includes(name)).map(name => unknownAttribute(name, subject));
}

/** Whether the plugin also sends one of its credentials under the attribute's CCI key, as mdx2 does with `user_name`. */
export function overwritesCredential(attribute: AttributeSchema, provider: ProviderSchema): boolean {
  return attribute.cci.place === 'cloud_params' && provider.credentialKeys.includes(attribute.cci.key ?? attribute.name);
}
