import type { MessageTable } from './form';

/** About the file itself, its names, provider and flavor. */
export const documentMessages = {
  json_broken: (trans, a) =>
    trans.__('The file is not JSON: line %1, column %2. Repair it as text; nothing was changed.', a.line, a.column),
  not_an_object: trans => trans.__('The file holds JSON, but not a spec: it must be an object in braces.'),
  version_missing: (trans, a) => trans.__('The file has no version; it is read as version %1. Add "version": %1.', a.version),
  version_wrong: (trans, a) => trans.__('The version must be a whole number. This program writes version %1.', a.version),
  version_newer: (trans, a) =>
    trans.__(
      'The file has version %1, this program knows up to %2: it is shown read-only. Update the extension to edit it.',
      a.version,
      a.known
    ),
  type_wrong: (trans, a) =>
    a.expected === 'string'
      ? trans.__('%1 must be a text.', a.key)
      : a.expected === 'list'
        ? trans.__('%1 must be a list.', a.key)
        : trans.__('%1 must be an object.', a.key),
  key_twice: (trans, a) => trans.__('%1 stands here twice; only the last one counts. Remove the others.', a.key),
  unit_group_missing: trans => trans.__('Give the unit group a name.'),
  unit_group_name: (trans, a) =>
    trans.__('"%1" cannot be a unit group name: letters, digits, - and _ only, a letter first, at most %2 characters.', a.name, a.maximum),
  unit_group_yaml: (trans, a) =>
    trans.__('The unit group name "%1" would be read as a number, date or truth value. Choose another name.', a.name),
  unit_group_type: (trans, a) =>
    a.type === 'storage'
      ? trans.__('The unit group %1 is for disks; nodes need a group of type compute. Choose another group.', a.name)
      : trans.__('The unit group %1 is for nodes; disks need a group of type storage. Choose another group.', a.name),
  unit_group_ambiguous: (trans, a) =>
    trans.__('There are several unit groups named %1; the SDK takes the first. Rename one of them.', a.name),
  unit_missing: trans => trans.__('Give the unit a name.'),
  unit_name: (trans, a) => trans.__('"%1" cannot be a unit name: letters, digits, - and _ only, at most %2 characters.', a.name, a.maximum),
  unit_yaml: (trans, a) => trans.__('The unit name "%1" would be read as a number, date or truth value. Choose another name.', a.name),
  unit_exists: (trans, a) =>
    trans.__('The unit group %2 already has a unit %1. Choose another name, or add nodes to that unit.', a.unit, a.group),
  unit_there: (trans, a) => trans.__('The unit group %2 has a unit %1 of this provider already: it is not created again.', a.unit, a.group),
  unit_created: (trans, a) =>
    trans.__('The unit %1 was ordered from here and is in the unit group %2 now. For another one, choose another name.', a.unit, a.group),
  provider_missing: trans => trans.__('Choose a provider.'),
  provider_unknown: (trans, a) => trans.__('No provider is called %1.', a.name),
  provider_unknown_near: (trans, a) => trans.__('No provider is called %1. Did you mean %2?', a.name, a.near),
  provider_not_on_controller: (trans, a) =>
    trans.__('This VC Controller has no plugin for %1. Choose another provider, or ask the VC administrator.', a.name),
  flavor_missing: (trans, a) => trans.__('Choose a flavor: %1.', a.known),
  flavor_none: (trans, a) =>
    trans.__(
      'vcp_flavor.yml has no flavor of %1, and the SDK makes no spec without one. Fill in the form and save it as a flavor.',
      a.provider
    ),
  flavor_unknown: (trans, a) => trans.__('vcp_flavor.yml has no flavor %1 for %2. Choose one of: %3.', a.name, a.provider, a.known),
  flavor_not_in_samples: (trans, a) =>
    trans.__('No vcp_flavor.yml was found, and the samples for %2 have no flavor %1. The samples are: %3.', a.name, a.provider, a.known)
} as const satisfies MessageTable;
