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

/**
 * The lowest address of the range that is not taken; the network's own, the first host address (gateways stand there by custom) and
 * the broadcast address are left out. After the highest taken one first, so that a unit's addresses stay together.
 *
 * @param range - CIDR notation.
 * @param taken - addresses in use or in the form already.
 * @returns null when the range is full or not a range.
 */
export function nextFreeAddress(range: string, taken: readonly string[]): string | null {
  const parsed = parseRange(range);
  if (parsed === null || parsed.size < 4) {
    return null;
  }
  const used = new Set(taken.map(parseIpv4));
  const [low, high] = [parsed.first + 2, parsed.first + parsed.size - 2];
  const highest = Math.max(
    low - 1,
    ...[...used].filter((address): address is number => address !== null && address >= low && address <= high)
  );
  const firstFree = (from: number, to: number): number | null => {
    for (let address = from; address <= to; address += 1) {
      if (!used.has(address)) {
        return address;
      }
    }
    return null;
  };
  const found = firstFree(highest + 1, high) ?? firstFree(low, highest);
  return found === null ? null : ipv4Text(found);
}
