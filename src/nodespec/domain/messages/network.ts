import type { MessageTable } from './form';

/** About addresses, counts, names and attached disks. */
export const networkMessages = {
  address_form: (trans, a) => trans.__('"%1" is not an IPv4 address. Write four numbers from 0 to 255, e.g. 172.30.2.10.', a.value),
  address_outside: (trans, a) => trans.__('%1 is outside the range %2 of the VPN catalog. Choose an address inside.', a.value, a.range),
  address_reserved: (trans, a) => trans.__('%1 is the network or broadcast address of %2. Choose another one.', a.value, a.range),
  address_in_use: (trans, a) => trans.__('%1 is in use by %2. Choose another address.', a.value, a.where),
  mac_form: (trans, a) => trans.__('"%1" is not a MAC address. Write six hexadecimal pairs, e.g. BC:24:11:B2:A1:01.', a.value),
  mac_count: (trans, a) => trans.__('There are %1 MAC addresses but %2 IP addresses. Give as many of each.', a.macs, a.addresses),
  count_differs: (trans, a) =>
    trans.__(
      '%1 has %2 entries but num_nodes is %3, and the list decides. Remove num_nodes or complete the list.',
      a.list,
      a.listed,
      a.given
    ),
  count_not_derived: (trans, a) =>
    trans.__(
      '%4 does not count the addresses: %1 has %2 entries, so set num_nodes to %2 (it is %3).',
      a.list,
      a.listed,
      a.given,
      a.provider
    ),
  count_beside_list: (trans, a) =>
    trans.__(
      '%4 sends both: %1 has %2 entries, num_nodes is %3. What the cloud makes of that is not documented.',
      a.list,
      a.listed,
      a.given,
      a.provider
    ),
  hostname_form: (trans, a) => trans.__('"%1" cannot be a host name: letters, digits and - only, parts separated by dots.', a.value),
  host_form: (trans, a) => trans.__('"%1" does not have the form name:address, e.g. myhost:192.168.1.1.', a.value),
  dns_form: (trans, a) => trans.__('"%1" is not the address of a DNS server.', a.value),
  disk_empty: trans => trans.__('Give the id of the volume, or remove the entry.'),
  disk_form: trans => trans.__('A disk is a volume id, or a VC disk with unitGroup and unit.'),
  disk_twice: trans => trans.__('This disk stands in the list twice. Remove one.'),
  disk_not_converted: (trans, a) => trans.__('%1 attaches disks by name or id only, not VC disks. Give the id of the volume.', a.provider),
  disk_group_missing: (trans, a) => trans.__('There is no unit group %1. Create the disks first.', a.group),
  disk_group_type: (trans, a) => trans.__('The unit group %1 is for nodes; VC disks are in a group of type storage.', a.group),
  disk_missing: (trans, a) =>
    a.number === ''
      ? trans.__('The unit group %1 has no disks in a unit %2.', a.group, a.unit)
      : trans.__('The unit %2 of %1 has no disk %3.', a.group, a.unit, a.number),
  disk_other_cloud: (trans, a) => trans.__('The disks of %1/%2 are on %3; they cannot be attached here.', a.group, a.unit, a.cloud),
  disk_in_use_by: (trans, a) =>
    trans.__('A disk of %1/%2 is attached to node %4 of %3 already. Choose another disk.', a.group, a.unit, a.where, a.node),
  disk_not_running: (trans, a) =>
    trans.__('A disk of %1/%2 is in the state %3; only a RUNNING disk can be attached.', a.group, a.unit, a.state),
  disk_in_use: (trans, a) => trans.__('A disk of %1/%2 is attached to a node already.', a.group, a.unit),
  disks_several_nodes: (trans, a) =>
    trans.__('With %1 nodes it is not documented which node gets which disk. Attach disks to units of one node.', a.nodes)
} as const satisfies MessageTable;
