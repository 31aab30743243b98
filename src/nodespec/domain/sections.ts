import { sectionNames, type AttributeSchema, type ProviderSchema, type SectionName } from './providerTypes';
import type { Translate } from './translate';

/** A section of the form and the provider's attributes in it, in their order. */
export interface Section {
  readonly name: SectionName;
  readonly attributes: readonly AttributeSchema[];
}

// Sections whose fields are no attributes of their own: keys stand in sshKeys, NFS is made of params_e and params_v.
const withoutAttributes: readonly SectionName[] = ['access', 'nfs'];

// Addresses belong to the count that they decide; MAC addresses to the addresses.
const leading = ['num_nodes', 'num_disks', 'ip_addresses', 'mac_addresses'];

function inFormOrder(attributes: readonly AttributeSchema[]): readonly AttributeSchema[] {
  const rank = (name: string): number => (leading.includes(name) ? leading.indexOf(name) : leading.length);
  return [...attributes].sort((a, b) => rank(a.name) - rank(b.name));
}

/** The sections that a provider's form has, in the order of the composer; empty ones are left out. Disks have no access and NFS. */
export function sectionsOf(provider: ProviderSchema): readonly Section[] {
  const sections = sectionNames.map(name => ({
    name,
    attributes: inFormOrder(provider.attributes.filter(attribute => attribute.section === name))
  }));
  const always = (name: SectionName): boolean =>
    name === 'placement' || (provider.unitType === 'compute' && withoutAttributes.includes(name));
  return sections.filter(({ name, attributes }) => attributes.length > 0 || always(name));
}

/** The heading of a section. */
export function sectionTitle(section: SectionName, trans: Translate): string {
  switch (section) {
    case 'placement':
      return trans.__('Placement');
    case 'image':
      return trans.__('Image');
    case 'machine':
      return trans.__('Machine and disk');
    case 'access':
      return trans.__('Access');
    case 'environment':
      return trans.__('Environment');
    case 'volumes':
      return trans.__('Volumes');
    case 'nfs':
      return trans.__('NFS');
    case 'gpu':
      return trans.__('GPU');
    case 'network':
      return trans.__('Network');
    case 'tags':
      return trans.__('Tags');
    case 'disks':
      return trans.__('Disks');
    case 'startup':
      return trans.__('Start-up script');
  }
}
