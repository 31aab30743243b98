/**
 * IPv4 addresses and CIDR ranges, as the VPN catalog and the forms write them. Pure: the domains of all features, and the command line,
 * use it.
 */

/** A range of IPv4 addresses: first address as an unsigned 32-bit number, and how many addresses it has. */
export interface Ipv4Range {
  readonly first: number;
  readonly size: number;
}

/** The address as an unsigned 32-bit number; null unless it is four decimal parts without leading zeros (`010` is octal to some). */
export function parseIpv4(text: string): number | null {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every(part => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255)) {
    return null;
  }
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
}

/** The dotted form of a number. */
export function ipv4Text(address: number): string {
  return [24, 16, 8, 0].map(shift => Math.floor(address / 2 ** shift) % 256).join('.');
}

/** A range in CIDR notation such as `172.30.2.0/24`, the form of `private_network_ipmask`; null when it is not one. */
export function parseRange(text: string): Ipv4Range | null {
  const [address = '', prefix = '', ...rest] = text.split('/');
  const number = parseIpv4(address);
  if (number === null || rest.length > 0 || !/^\d{1,2}$/.test(prefix) || Number(prefix) > 32) {
    return null;
  }
  const size = 2 ** (32 - Number(prefix));
  return { first: Math.floor(number / size) * size, size };
}

/** Whether the address lies in the range. */
export function isInRange(address: number, range: Ipv4Range): boolean {
  return address >= range.first && address < range.first + range.size;
}

/** Whether no host can have the address: the first and last of a range that has room for more than two. */
export function isNetworkOrBroadcast(address: number, range: Ipv4Range): boolean {
  return range.size > 2 && (address === range.first || address === range.first + range.size - 1);
}

/** Whether a host of the range can have the address. */
export function isHost(address: number, range: Ipv4Range): boolean {
  return isInRange(address, range) && !isNetworkOrBroadcast(address, range);
}

/** First and last address that nodes can be offered, both included; null when the range has none. */
export interface Ipv4Span {
  readonly low: number;
  readonly high: number;
}

/**
 * What is left of a range for nodes without the network's own address, the first host address (gateways stand there by custom) and the
 * broadcast address; null for a range that is too small to leave one.
 */
export function offeredSpan(range: Ipv4Range): Ipv4Span | null {
  return range.size < 4 ? null : { low: range.first + 2, high: range.first + range.size - 2 };
}

/**
 * The next free addresses of the range: after the highest taken one first, so that a unit's addresses stay together, then the gaps
 * from below.
 *
 * @param taken - addresses in use or in a form already; what is no address of the range is passed over.
 * @param count - most that are wanted.
 */
export function nextFreeAddresses(range: Ipv4Range, taken: readonly string[], count: number): readonly string[] {
  const span = offeredSpan(range);
  if (span === null) {
    return [];
  }
  const { low, high } = span;
  const used = new Set(taken.flatMap(text => parseIpv4(text) ?? []).filter(address => address >= low && address <= high));
  const highest = [...used].reduce((most, address) => Math.max(most, address), low - 1);
  const found: string[] = [];
  const search = (from: number, to: number): void => {
    for (let address = from; address <= to && found.length < count; address += 1) {
      if (!used.has(address)) {
        found.push(ipv4Text(address));
      }
    }
  };
  search(highest + 1, high);
  search(low, highest);
  return found;
}

/**
 * The next free address, as `nextFreeAddresses` finds it.
 *
 * @param range - CIDR notation.
 * @returns null when the range is full or not a range.
 */
export function nextFreeAddress(range: string, taken: readonly string[]): string | null {
  const parsed = parseRange(range);
  return (parsed && nextFreeAddresses(parsed, taken, 1)[0]) ?? null;
}
