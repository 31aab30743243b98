/**
 * Private IPv4 addresses for new nodes: reading, checking, and the ranges of the VPN catalog.
 *
 * The SDK checks none of this (node-spec 7, rule 2); the controller finds it out minutes later, in the boot log.
 */
import { addressesInUse as everyAddressInUse, unitPath } from '../../common/addressesInUse';
import { isHost, parseIpv4, parseRange } from '../../common/ipv4';
import type { Ipv4Range } from '../../common/ipv4';
import type { IUnitGroup } from './tree';

/** A CIDR range of the catalog. */
export interface IRange extends Ipv4Range {
  /** As written in the catalog, e.g. `172.30.2.0/24`. */
  readonly text: string;
}

/** What is wrong with the addresses that were entered. */
export type AddressFault =
  | { readonly code: 'not_ipv4'; readonly address: string }
  | { readonly code: 'twice'; readonly address: string }
  | { readonly code: 'outside'; readonly address: string }
  | { readonly code: 'in_use'; readonly address: string; readonly by: string };

/** Addresses as people type them: separated by spaces, commas or lines. */
export function splitAddresses(text: string): readonly string[] {
  return text.split(/[\s,;、,]+/).filter(word => word !== '');
}

/** Ranges that the VPN catalog has for a provider. */
export function rangesOf(
  entries: readonly { readonly provider: string; readonly range?: string | null }[],
  provider: string
): readonly IRange[] {
  const texts = new Set(entries.filter(entry => entry.provider === provider).map(entry => entry.range ?? ''));
  return [...texts].flatMap(text => {
    const range = parseRange(text);
    return range ? [{ text, ...range }] : [];
  });
}

/**
 * Addresses that nodes of a provider have now, with the name of the unit that has them. Other providers are other networks.
 */
export function addressesInUse(tree: readonly IUnitGroup[], provider: string): ReadonlyMap<string, string> {
  const used = everyAddressInUse(tree).filter(node => node.provider === provider);
  return new Map(used.map(node => [node.address, unitPath(node)]));
}

/** First fault of each address, in their order. Without a known range none is outside. */
export function checkAddresses(
  addresses: readonly string[],
  ranges: readonly IRange[],
  inUse: ReadonlyMap<string, string>
): readonly AddressFault[] {
  return addresses.flatMap((address, index): readonly AddressFault[] => {
    const value = parseIpv4(address);
    if (value === null) {
      return [{ code: 'not_ipv4', address }];
    }
    if (addresses.indexOf(address) < index) {
      return [{ code: 'twice', address }];
    }
    if (ranges.length > 0 && !ranges.some(range => isHost(value, range))) {
      return [{ code: 'outside', address }];
    }
    const by = inUse.get(address);
    return by === undefined ? [] : [{ code: 'in_use', address, by }];
  });
}
