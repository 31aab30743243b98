import type { MessageTable } from './form';

/** About attributes in general and what a provider lacks. */
export const valueMessages = {
  attribute_unknown: (trans, a) => trans.__('%2 has no attribute %1: the SDK refuses it. Remove it.', a.name, a.provider),
  attribute_unknown_near: (trans, a) => trans.__('%2 has no attribute %1. Did you mean %3?', a.name, a.provider, a.near),
  attribute_other_name: (trans, a) => trans.__('%2 has no attribute %1; here it is called %3.', a.name, a.provider, a.instead),
  attribute_not_for_disks: (trans, a) => trans.__('%1 is for nodes; %2 makes disks. Remove it.', a.name, a.provider),
  attribute_from_catalog: (trans, a) => trans.__('%1 is no attribute of a spec: it comes from the VPN catalog. Remove it.', a.name),
  attribute_from_config: (trans, a) =>
    trans.__('%1 is no attribute of a spec: it is set per provider in vcp_config.yml. Remove it.', a.name),
  attribute_privileged: trans => trans.__('privileged is no attribute of a spec: the base container is always privileged. Remove it.'),
  attribute_key_pair: (trans, a) => trans.__('%1 is no attribute of a spec: give SSH public keys under sshKeys.', a.name),
  attribute_instance_name: trans => trans.__('name is no attribute of a spec: the VC Controller names the instances. Remove it.'),
  overwrites_credential: (trans, a) =>
    trans.__('%1 is sent in place of the credential of that name, so login to the cloud may fail. Leave it unset.', a.name),
  value_not_string: (trans, a) => trans.__('%1 must be a text.', a.name),
  value_not_integer: (trans, a) => trans.__('%1 must be a whole number.', a.name),
  value_not_array: (trans, a) => trans.__('%1 must be a list.', a.name),
  value_not_object: (trans, a) => trans.__('%1 must be an object.', a.name),
  entry_not_string: (trans, a) => trans.__('Entry %2 of %1 must be a text.', a.name, a.position),
  entry_twice: (trans, a) => trans.__('%2 stands twice in %1. Remove one.', a.name, a.value),
  decimal_as_text: (trans, a) => trans.__('%1 must be a text, not a number: write "%2" in quotes.', a.name, a.value),
  decimal_form: (trans, a) => trans.__('%1 must be a decimal number such as 0.5, not "%2".', a.name, a.value),
  value_form: (trans, a) => trans.__('"%2" does not have the form that %1 needs.', a.name, a.value),
  value_spaces: (trans, a) => trans.__('%1 begins or ends with a space. Remove it.', a.name),
  value_missing: (trans, a) => trans.__('%1 has no value: neither the spec nor the flavor gives one. Fill it in.', a.name),
  value_too_small: (trans, a) => trans.__('%1 must be at least %2.', a.name, a.limit),
  value_too_large: (trans, a) => trans.__('%1 must be at most %2.', a.name, a.limit),
  value_advised_small: (trans, a) => trans.__('%1 is below the documented minimum of %2; the cloud may refuse it.', a.name, a.limit),
  value_advised_large: (trans, a) => trans.__('%1 is above the documented maximum of %2; the cloud may refuse it.', a.name, a.limit),
  value_not_allowed: (trans, a) => trans.__('%1 cannot be %2. The SDK takes only: %3.', a.name, a.value, a.allowed),
  value_not_listed: (trans, a) =>
    trans.__('%2 is not among the documented values of %1 (%3). Check that the cloud has it.', a.name, a.value, a.known),
  feature_missing: (trans, a) => trans.__('%2 does not support %1: remove it. %3', a.name, a.provider, a.reason),
  feature_without_effect: (trans, a) => trans.__('%1 has no effect with %2. %3', a.name, a.provider, a.reason),
  feature_uncertain: (trans, a) => trans.__('%1 may not work with %2. %3', a.name, a.provider, a.reason),
  tag_key: trans => trans.__('A tag needs a name.'),
  tag_value: (trans, a) => trans.__('The value of the tag %1 must be a text.', a.key),
  gpu_image_needs_gpus: trans => trans.__('The image is for GPUs, but gpus is not set. The machine type must have a GPU, too; check it.'),
  gpu_image_needs_gpus_and_driver: trans =>
    trans.__(
      'The image is for GPUs, but gpus is not set, and cloud_image is still the default: it needs one with the driver. The machine type must have a GPU, too; check it.'
    ),
  gpu_needs_driver: trans =>
    trans.__(
      'A GPU needs three settings: a GPU machine type, a cloud_image with the driver, and gpus or a GPU image. cloud_image is still the default.'
    ),
  gpu_needs_machine: trans =>
    trans.__('A GPU needs three settings: a GPU machine type, a cloud_image with the driver, and gpus or a GPU image.')
} as const satisfies MessageTable;
