/**
 * Private IPv4 addresses for new nodes: reading, checking, and the ranges of the VPN catalog.
 *
 * The SDK checks none of this (node-spec 7, rule 2); the controller finds it out minutes later, in the boot log.
 */
import type { IUnitGroup } from './tree';

/** A CIDR range as numbers, both ends included. */
export interface IRange {
  /** As written in the catalog, e.g. `172.30.2.0/24`. */
  readonly text: string;
  readonly first: number;
  readonly last: number;
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

/** The address as an unsigned number, or null. Leading zeros are refused: some programs read them as octal. */
export function parseIpv4(text: string): number | null {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every(part => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255)) {
    return null;
  }
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
}

/** Reads `address/prefix length`; null for anything else. */
export function parseRange(text: string): IRange | null {
  const [address = '', prefix = '', ...rest] = text.split('/');
  const start = parseIpv4(address);
  if (start === null || rest.length > 0 || !/^\d{1,2}$/.test(prefix) || Number(prefix) > 32) {
    return null;
  }
  const size = 2 ** (32 - Number(prefix));
  const first = start - (start % size);
  return { text, first, last: first + size - 1 };
}

/** Ranges that the VPN catalog has for a provider. */
export function rangesOf(
  entries: readonly { readonly provider: string; readonly range?: string | null }[],
  provider: string
): readonly IRange[] {
  const texts = new Set(entries.filter(entry => entry.provider === provider).map(entry => entry.range ?? ''));
  return [...texts].flatMap(text => parseRange(text) ?? []);
}

/**
 * Addresses that nodes of a provider have now, with the name of the unit that has them. Other providers are other networks.
 */
export function addressesInUse(tree: readonly IUnitGroup[], provider: string): ReadonlyMap<string, string> {
  return new Map(
    tree.flatMap(group =>
      group.units.flatMap(unit =>
        unit.nodes
          .filter(node => node.address !== '' && node.provider === provider)
          .map(node => [node.address, `${group.name}/${unit.name}`] as const)
      )
    )
  );
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

/** Inside the range, and neither its network nor its broadcast address. */
function isHost(value: number, range: IRange): boolean {
  const small = range.last - range.first < 2;
  return small ? value >= range.first && value <= range.last : value > range.first && value < range.last;
}
