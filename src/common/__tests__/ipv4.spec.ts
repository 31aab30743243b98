import fc from 'fast-check';

import { addressesInUse, unitPath } from '../addressesInUse';
import { ipv4Text, isHost, isInRange, nextFreeAddress, nextFreeAddresses, offeredSpan, parseIpv4, parseRange } from '../ipv4';
import type { Ipv4Range } from '../ipv4';

const range = (text: string): Ipv4Range => parseRange(text) ?? { first: 0, size: 0 };

describe('IPv4', () => {
  it('survives a round trip', () => {
    fc.assert(fc.property(fc.ipV4(), text => expect(ipv4Text(parseIpv4(text) ?? -1)).toBe(text)));
  });

  it.each(['1.2.3', '01.2.3.4', '1.2.3.256', '', '1.2.3.4.5', 'a.b.c.d'])('%s is no address', text => expect(parseIpv4(text)).toBeNull());

  it.each(['172.30.2.0', '172.30.2.0/', '172.30.2.0/33', '/24', '172.30.2.0/24/1', '172.30.2.0/x'])('%s is no range', text =>
    expect(parseRange(text)).toBeNull()
  );

  it('knows what a range holds, also when its address is not the first', () => {
    expect(range('172.30.2.77/24')).toEqual({ first: parseIpv4('172.30.2.0'), size: 256 });
    expect(range('255.255.255.255/32')).toEqual({ first: 4294967295, size: 1 });
    const inside = ['172.30.2.0', '172.30.2.255', '172.30.3.0', '172.30.1.255'].map(text =>
      isInRange(parseIpv4(text) ?? 0, range('172.30.2.77/24'))
    );
    expect(inside).toEqual([true, true, false, false]);
  });

  it.each([
    ['172.30.2.0/24', '172.30.2.0', false],
    ['172.30.2.0/24', '172.30.2.255', false],
    ['172.30.2.0/24', '172.30.2.1', true],
    ['172.30.2.0/31', '172.30.2.0', true],
    ['172.30.2.0/32', '172.30.2.0', true],
    ['172.30.2.0/24', '172.30.3.1', false]
  ])('in %s, can a host be %s: %s', (text, address, possible) => expect(isHost(parseIpv4(address) ?? 0, range(text))).toBe(possible));
});

describe('free addresses', () => {
  it.each([
    ['172.30.2.0/24', [], '172.30.2.2'],
    ['172.30.2.0/24', ['172.30.2.10', '172.30.2.11'], '172.30.2.12'],
    ['172.30.2.0/24', ['172.30.2.254'], '172.30.2.2'],
    ['172.30.2.0/30', ['172.30.2.2'], null],
    ['172.30.2.0/31', [], null],
    ['172.30.2.0/24', ['10.0.0.1', 'broken'], '172.30.2.2'],
    ['nonsense', [], null]
  ])('offers in %s beside %j: %s', (text, taken, address) => expect(nextFreeAddress(text, taken)).toBe(address));

  it('goes on behind the highest, then fills the gaps', () => {
    expect(nextFreeAddresses(range('10.0.0.0/29'), ['10.0.0.4'], 9)).toEqual(['10.0.0.5', '10.0.0.6', '10.0.0.2', '10.0.0.3']);
    expect(nextFreeAddresses(range('10.0.0.0/29'), ['10.0.0.4'], 3)).toHaveLength(3);
  });

  it('never offers one that is taken, none twice, and all that there are', () => {
    const taken = fc.uniqueArray(fc.integer({ min: 0, max: 31 })).map(hosts => hosts.map(host => `10.9.8.${host}`));
    fc.assert(
      fc.property(taken, used => {
        const free = nextFreeAddresses(range('10.9.8.0/27'), used, 100);
        expect(new Set(free).size).toBe(free.length);
        expect(free.filter(address => used.includes(address))).toEqual([]);
        const others = Array.from({ length: 29 }, (_, host) => `10.9.8.${host + 2}`).filter(address => !used.includes(address));
        expect([...free].sort()).toEqual(others.sort());
      })
    );
  });

  it('is quick in a range of sixteen million', () => {
    expect(nextFreeAddresses(range('10.0.0.0/8'), ['10.0.0.2'], 2)).toEqual(['10.0.0.3', '10.0.0.4']);
    expect(offeredSpan(range('10.0.0.0/8'))).toEqual({ low: parseIpv4('10.0.0.2'), high: parseIpv4('10.255.255.254') });
  });
});

describe('addressesInUse', () => {
  it('says whose each address is, and leaves out nodes without one', () => {
    const node = (number: number, address: string) => ({ number, address, provider: 'aws' });
    const used = addressesInUse([{ name: 'demo', units: [{ name: 'web', nodes: [node(1, '10.0.0.4'), node(2, '')] }] }]);
    expect(used).toEqual([{ address: '10.0.0.4', provider: 'aws', unitGroup: 'demo', unit: 'web', node: 1 }]);
    expect(used.map(unitPath)).toEqual(['demo/web']);
  });
});
