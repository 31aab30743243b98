import type { Subject } from '../context';
import { error, warning, type Diagnostic } from '../diagnostic';
import { topLevelText } from '../document';
import { isInRange, isNetworkOrBroadcast, parseIpv4, parseRange } from '../ipv4';
import { isJsonList, own, stringsOf } from '../json';

function strings(subject: Subject, name: string): readonly { readonly text: string; readonly position: number }[] {
  const value = own(subject.attributes, name);
  const entries = isJsonList(value) ? value : [];
  return entries.flatMap((text, position) => (typeof text === 'string' ? [{ text, position }] : []));
}

function duplicates(subject: Subject, name: string, normal: (text: string) => string): readonly Diagnostic[] {
  const seen = new Set<string>();
  return strings(subject, name).flatMap(({ text, position }) => {
    const twice = seen.has(normal(text));
    seen.add(normal(text));
    return twice ? [error('entry_twice', ['attributes', name, position], { name, value: text })] : [];
  });
}

function checkAddress(text: string, position: number, { context, provider, spec }: Subject): readonly Diagnostic[] {
  const path = ['attributes', 'ip_addresses', position];
  const address = parseIpv4(text);
  if (address === null) {
    return [error('address_form', path, { value: text })];
  }
  const range = context.range === null ? null : parseRange(context.range);
  if (range !== null && !isInRange(address, range)) {
    return [error('address_outside', path, { value: text, range: context.range ?? '' })];
  }
  const reserved =
    range !== null && isNetworkOrBroadcast(address, range)
      ? [error('address_reserved', path, { value: text, range: context.range ?? '' })]
      : [];
  // What the unit of this name has is its own: that the unit exists is said at its name.
  const self = `${topLevelText(spec, 'unitGroup')}/${topLevelText(spec, 'unit')}`;
  const user = context.addressesInUse.find(used => used.address === text && used.where !== self);
  const used = user === undefined ? [] : [error('address_in_use', path, { value: text, where: user.where })];
  // An on-premises machine has its address before the unit exists; only another node's use of it is a conflict.
  return provider.configSection === null ? used : [...reserved, ...used];
}

const macForm = /^[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){5}$/;

function checkMacs(subject: Subject): readonly Diagnostic[] {
  const forms = strings(subject, 'mac_addresses').flatMap(({ text, position }) =>
    macForm.test(text) ? [] : [error('mac_form', ['attributes', 'mac_addresses', position], { value: text })]
  );
  const [macs, addresses] = ['mac_addresses', 'ip_addresses'].map(name => stringsOf(own(subject.attributes, name)).length);
  const unequal = macs && addresses && macs !== addresses;
  const counts = unequal ? [error('mac_count', ['attributes', 'mac_addresses'], { macs, addresses })] : [];
  return [...forms, ...counts, ...duplicates(subject, 'mac_addresses', text => text.toLowerCase())];
}

/** `num_nodes` beside a list of addresses (node-spec.md 7, rule 1 with its two exceptions). */
function checkCount(subject: Subject): readonly Diagnostic[] {
  const { provider, attributes } = subject;
  const list = ['ip_addresses', 'mac_addresses'].find(name => stringsOf(own(attributes, name)).length > 0);
  const given = own(attributes, 'num_nodes');
  if (list === undefined || (given !== undefined && typeof given !== 'number')) {
    return [];
  }
  const listed = stringsOf(own(attributes, list)).length;
  const args = { list, listed, given: given ?? 1 };
  if (!provider.countFromAddresses) {
    return args.given === listed ? [] : [error('count_not_derived', ['attributes', 'num_nodes'], { ...args, provider: provider.name })];
  }
  if (given === undefined || given === listed) {
    return [];
  }
  const path = ['attributes', 'num_nodes'];
  return provider.countClearsAddresses
    ? [error('count_differs', path, args)]
    : [warning('count_beside_list', path, { ...args, provider: provider.name })];
}

/** IP and MAC addresses: form, uniqueness, range of the VPN catalog, use by others, and how they agree with the count. */
export function checkAddresses(subject: Subject): readonly Diagnostic[] {
  const addresses = strings(subject, 'ip_addresses').flatMap(({ text, position }) => checkAddress(text, position, subject));
  return [...addresses, ...duplicates(subject, 'ip_addresses', text => text), ...checkMacs(subject), ...checkCount(subject)];
}
