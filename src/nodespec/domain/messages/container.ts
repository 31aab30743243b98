import type { MessageTable } from './form';

/** About the base container: image, environment, volumes, keys and start-up script. */
export const containerMessages = {
  unknown_in_cci: (trans, a) => trans.__('Create now is refused while %1 is set: how it is sent is not published. Use the code.', a.name),
  not_sent: (trans, a) => trans.__('Create now is refused while %1 is set: the provider does not send it. Remove it.', a.name),
  count_conflict: trans =>
    trans.__('Create now is refused while num_nodes is not the number of addresses. Make them equal, or use the code.'),
  image_required: trans => trans.__('Create now needs an image: the default of the SDK is not published. Choose one, or use the code.'),
  docker_options_configured: (trans, a) =>
    trans.__('vcp_config.yml sets %1 in spec_options, so Create now is refused. Use the code.', a.name),
  image_form: (trans, a) => trans.__('"%1" is not an image name. Write e.g. vcp/base:1.8.1-ubuntu20.04-x86_64.', a.value),
  image_without_tag: (trans, a) => trans.__('%1 has no tag: "latest" is taken, which the registry may not have. Add a tag.', a.value),
  environment_form: trans => trans.__('An environment variable has the form KEY=VALUE.'),
  environment_key: (trans, a) => trans.__('"%1" is an unusual name for an environment variable: shells do not see it.', a.key),
  environment_twice: (trans, a) => trans.__('The environment variable %1 is set twice. Remove one.', a.key),
  environment_reserved: (trans, a) => trans.__('%1 is set by the VC Controller. Remove it.', a.key),
  environment_old_name: (trans, a) =>
    trans.__('%1 is a name of older VC Controllers; this one sets %2 to the address of the node.', a.key, a.now),
  environment_of_image: (trans, a) => trans.__('%1 is set by the image. Remove it.', a.key),
  environment_lines: (trans, a) => trans.__('The value of %1 has a line break, which the CCI cannot carry. Put it on one line.', a.key),
  nfs_autostart_value: (trans, a) => trans.__('NFS_AUTOSTART is true or false, not "%1".', a.value),
  nfs_without_export: trans => trans.__('The NFS server starts, but nothing is mounted on /export. Add a volume such as /export:/export.'),
  volume_form: (trans, a) => trans.__('"%1" is not a volume. Write host:container, host:container:ro, or one absolute path.', a.value),
  volume_mode: (trans, a) => trans.__('"%2" in "%1" is not a mode: write ro or rw.', a.value, a.mode),
  volume_relative: (trans, a) => trans.__('"%2" in "%1" is not an absolute path: begin it with /.', a.value, a.part),
  volume_twice: (trans, a) => trans.__('Two volumes are mounted on %1. Remove one.', a.target),
  volume_root: trans => trans.__('A volume cannot be mounted on / of the container. Choose another path.'),
  key_missing: trans => trans.__('No SSH public key is given: nobody can log in to the base container. Add one.'),
  key_private: trans =>
    trans.__('This is a PRIVATE key. Remove it here at once and give the public key (the .pub file); it is not shown or sent.'),
  key_several_lines: trans => trans.__('These are several keys. Give each as an entry of its own.'),
  key_empty: trans => trans.__('Give a public key file or the text of a public key, or remove the entry.'),
  key_form: trans => trans.__('This is not an OpenSSH public key. It is one line: type, base64 text, comment.'),
  key_file_private: (trans, a) =>
    trans.__('%1 is named like a private key. Give the .pub file: the SDK sends the whole file to the nodes.', a.file),
  key_file_unknown: (trans, a) =>
    trans.__('%1 was not found among the public keys of this Jupyter machine. The SDK reads it when the code runs.', a.file),
  key_text_missing: (trans, a) => trans.__('Several keys are sent as text: the text of %1 is needed too.', a.file),
  keys_twice: trans => trans.__('AUTHORIZED_KEYS is set here and by the SSH keys. Keep one of them.'),
  keys_on_disks: trans => trans.__('Disks have no login: the SSH keys have no effect.'),
  authorized_keys_form: trans => trans.__('AUTHORIZED_KEYS must be the base64 text of public keys. Give them as SSH keys instead.'),
  script_shebang: trans => trans.__('The first line must be a shebang, e.g. #!/bin/bash.'),
  script_line_ends: trans => trans.__('The script has Windows line ends, which break the shebang. Use line feeds only.'),
  script_too_long: (trans, a) => trans.__('The script has %1 bytes; at most %2 are allowed.', a.bytes, a.limit)
} as const satisfies MessageTable;
