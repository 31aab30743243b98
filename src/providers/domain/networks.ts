/** Networks of a provider: the entries of the VPN catalog, and which addresses of each are in use or free. */
import type { IAddressInUse } from '../../common/addressesInUse';
import { isHost, nextFreeAddresses, offeredSpan, parseIpv4, parseRange } from '../../common/ipv4';
import type { Ipv4Range } from '../../common/ipv4';
import type { IProvider } from './provider';

/** An entry of the VPN catalog as the server half answers it. */
export interface ICatalogEntry {
  readonly provider: string;
  readonly name: string;
  /** `private_network_ipmask` in CIDR notation; null when the entry has none. */
  readonly range?: string | null;
  readonly values: Readonly<Record<string, unknown>>;
}

/** How the addresses of a range stand. */
export interface IAddressUse {
  /** All addresses of the range. */
  readonly size: number;
  /** Those that nodes can be offered: without the network's own, the gateway by custom and broadcast. */
  readonly offered: number;
  /** Addresses of the range that nodes have, by address. */
  readonly used: readonly IAddressInUse[];
  /** `offered` without those in use. */
  readonly free: number;
  /** The next free ones. */
  readonly next: readonly string[];
}

export interface INetwork {
  readonly name: string;
  /** Provider under which the catalog has it. */
  readonly provider: string;
  /** Whether `vcp_config.yml` (or its default) names it for new units of the provider. */
  readonly chosen: boolean;
  /** As written in the catalog; null when it has none. */
  readonly range: string | null;
  /** Null without a range, and for one that is not in CIDR notation. */
  readonly addresses: IAddressUse | null;
  /** All keys of the entry with their values as text. */
  readonly values: readonly (readonly [string, string])[];
}

/** How many free addresses are offered for copying. */
const NEXT = 5;

/**
 * The networks of a provider. The catalog lists them by plugin or by cloud: disk plugins share those of their cloud, and so do others
 * that the catalog does not name.
 *
 * @param all - All providers.
 */
export function networksOf(
  provider: IProvider,
  all: readonly IProvider[],
  catalog: readonly ICatalogEntry[],
  used: readonly IAddressInUse[]
): readonly INetwork[] {
  const name = catalogName(provider, catalog);
  // Others of the same cloud may stand in the same network, as aws_spot does in that of aws; an address of another cloud cannot.
  const sharing = new Set([provider.cloudProvider, name, ...all.filter(other => isSameCloud(other, provider)).map(other => other.name)]);
  const ofCloud = used.filter(node => sharing.has(node.provider));
  return catalog
    .filter(entry => entry.provider === name)
    .map(entry => ({
      name: entry.name,
      provider: entry.provider,
      chosen: entry.name === provider.privateNetwork,
      range: entry.range ?? null,
      addresses: addressUse(parseRange(entry.range ?? ''), ofCloud),
      values: Object.entries(entry.values).map(([key, value]) => [key, valueText(value)] as const)
    }));
}

function isSameCloud(one: IProvider, other: IProvider): boolean {
  return one.cloudProvider === other.cloudProvider || (one.section !== null && one.section === other.section);
}

function catalogName(provider: IProvider, catalog: readonly ICatalogEntry[]): string {
  const candidates = [provider.name, provider.cloudProvider, provider.section];
  return candidates.find(candidate => catalog.some(entry => entry.provider === candidate)) ?? provider.name;
}

function addressUse(range: Ipv4Range | null, nodes: readonly IAddressInUse[]): IAddressUse | null {
  if (range === null) {
    return null;
  }
  const inside = nodes.flatMap(node => {
    const number = parseIpv4(node.address);
    return number !== null && isHost(number, range) ? [{ node, number }] : [];
  });
  const used = [...inside].sort((a, b) => a.number - b.number);
  const span = offeredSpan(range);
  const taken = new Set(used.map(({ number }) => number).filter(number => span && number >= span.low && number <= span.high));
  const offered = span === null ? 0 : span.high - span.low + 1;
  return {
    size: range.size,
    offered,
    used: used.map(({ node }) => node),
    free: offered - taken.size,
    next: nextFreeAddresses(
      range,
      used.map(({ node }) => node.address),
      NEXT
    )
  };
}

function valueText(value: unknown): string {
  if (Array.isArray(value)) {
    return value.map(valueText).join(', ');
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}
