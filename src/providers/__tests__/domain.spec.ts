import type { VpnCatalog } from '../../api/types';
import { addressesInUse } from '../../common/addressesInUse';
import {
  checkEntry,
  completeness,
  isInCubbyhole,
  keyFileLine,
  lacksReference,
  sectionOf,
  unresolvedReferences
} from '../domain/credentials';
import type { KeyState } from '../domain/credentials';
import { flavorTable } from '../domain/flavors';
import { networksOf } from '../domain/networks';
import { readProviders } from '../domain/provider';
import type { IProvider } from '../domain/provider';
import { catalogReply, credentialsReply, key, providersReply, section } from './replies';

const PROVIDERS = readProviders(providersReply().providers, providersReply().common);

function provider(name: string): IProvider {
  const found = PROVIDERS.find(candidate => candidate.name === name);
  if (!found) {
    throw new Error(`no provider ${name}`);
  }
  return found;
}

describe('readProviders', () => {
  it('reads name, title, cloud, section and whether the controller has it', () => {
    expect(PROVIDERS.map(({ name, available, section: own, unitType }) => [name, available, own, unitType])).toEqual([
      ['aws', true, 'aws', 'compute'],
      ['aws_disk', true, 'aws', 'storage'],
      ['azure', false, 'azure', 'compute'],
      ['onpremises', true, null, 'compute'],
      ['oracle', null, 'oracle', 'compute']
    ]);
    expect(provider('aws_disk').cloudProvider).toBe('aws');
    expect(provider('aws').title.ja).not.toBe('');
  });

  it('knows what a flavor may set, with units', () => {
    const keys = provider('aws').flavorKeys;
    expect(keys.map(entry => entry.key)).toEqual(expect.arrayContaining(['instance_type', 'volume_size', 'volume_type']));
    expect(keys.find(entry => entry.key === 'volume_size')).toMatchObject({ unit: 'GB', title: { en: 'Root volume size' } });
    expect(provider('aws').samples).toContain('small');
  });

  it.each([
    [{}],
    [{ 'x-vcp': null }],
    [{ 'x-vcp': { name: 'x', unitType: 'compute' } }],
    [{ 'x-vcp': { name: 'x', title: { en: 'X', ja: 'X' }, unitType: 'both' } }]
  ])('leaves out %j', schema => {
    expect(readProviders([{ schema, available: true, privateNetwork: 'default' }], {})).toEqual([]);
  });
});

describe('credentials', () => {
  const states: readonly (readonly [readonly KeyState[], boolean, unknown])[] = [
    [[], true, { kind: 'not_needed' }],
    [['missing', 'missing'], false, { kind: 'not_configured' }],
    [['resolved', 'unresolved', 'missing'], true, { kind: 'incomplete', count: 2 }],
    [['unchecked', 'missing'], true, { kind: 'incomplete', count: 1 }],
    [['unchecked', 'literal'], true, { kind: 'unchecked' }],
    [['resolved', 'literal'], true, { kind: 'complete' }]
  ];
  it.each(states)('of %j, in the file: %s', (kinds, configured, expected) => {
    const keys = kinds.map((state, position) => key(`k${position}`, state));
    expect(completeness(section('aws', keys, { configured }))).toEqual(expected);
  });

  it('are not needed where no section is known', () => expect(completeness(null)).toEqual({ kind: 'not_needed' }));

  it('of a disk plugin are those of its cloud', () => {
    const { providers } = credentialsReply();
    expect(sectionOf(providers, provider('aws_disk'))?.section).toBe('aws');
    expect(sectionOf(providers, provider('oracle'))?.section).toBe('oracle');
    expect(sectionOf(providers, provider('onpremises'))).toBeNull();
    expect(sectionOf([section('aws', [])], provider('aws_disk'))?.section).toBe('aws');
  });

  it('lack a reference when the file has none', () => {
    const kinds: readonly KeyState[] = ['literal', 'resolved', 'unresolved', 'missing', 'unchecked'];
    expect(kinds.filter(state => lacksReference(key('a', state)))).toEqual(['literal', 'missing']);
  });

  it('list what points at nothing, each once', () => {
    const shared = section('aws', [key('secret_key', 'unresolved'), key('access_key', 'resolved')]);
    expect(unresolvedReferences([shared, shared])).toEqual(['vault://cubbyhole/aws/secret_key']);
    expect(['vault://cubbyhole/aws/a', 'vault://secret/aws/a'].map(isInCubbyhole)).toEqual([true, false]);
  });

  const keys = [key('old', 'resolved'), key('new', 'missing')];
  it.each([
    [{}, true, [{ code: 'empty' }]],
    [{ old: 0, stranger: 5 }, true, [{ code: 'empty' }]],
    [{ old: 5 }, false, []],
    [{ new: 5 }, true, []],
    [{ old: 5, new: 5 }, false, [{ code: 'needs_reference', key: 'new' }]],
    [{ old: 65_536 }, true, []],
    [{ old: 65_537 }, true, [{ code: 'too_long', key: 'old' }]]
  ])('entered with the lengths %j, references written: %s', (lengths, reference, faults) => {
    expect(checkEntry(keys, new Map(Object.entries(lengths)), reference)).toEqual(faults);
  });
});

it.each([
  ['{"type": "あ"}\n', 'eyJ0eXBlIjogIuOBgiJ9Cg=='],
  [' eyJ0eXBlIjogIuOBgiJ9Cg==\n', 'eyJ0eXBlIjogIuOBgiJ9Cg==']
])('a key file %j is stored as one line', (text, expected) => {
  expect(keyFileLine(text)).toBe(expected);
});

describe('flavors', () => {
  it('stand in a table with known keys first and units, unknown keys last', () => {
    const table = flavorTable(providersReply().flavors['aws'] ?? {}, provider('aws').flavorKeys);
    expect(table.columns.map(column => [column.key, column.unit, column.title === null])).toEqual([
      ['instance_type', null, false],
      ['volume_size', 'GB', false],
      ['colour', null, true]
    ]);
    expect(table.rows.map(({ name, cells }) => [name, ...cells])).toEqual([
      ['small', 'm4.large', '8', null],
      ['own', 'm5.xlarge', '40', 'blue']
    ]);
  });
});

describe('networks', () => {
  const node = (number: number, address: string, plugin = 'aws') => ({ number, address, provider: plugin });
  const used = addressesInUse([
    {
      name: 'demo',
      units: [{ name: 'web', nodes: [node(1, '172.30.2.5'), node(2, '172.30.2.3'), node(3, '10.9.9.9'), node(4, '172.30.2.7', 'azure')] }]
    }
  ]);

  const networksIn = (name: string, entries: VpnCatalog['entries'], nodes: typeof used): ReturnType<typeof networksOf> =>
    networksOf(provider(name), PROVIDERS, entries, nodes);

  it('count the nodes of others in the same cloud, which may stand in the same network', () => {
    const spot = { ...provider('aws'), name: 'aws_spot', cloudProvider: 'aws_spot' };
    const theirs = addressesInUse([{ name: 'g', units: [{ name: 'u', nodes: [node(1, '172.30.2.6', 'aws_spot')] }] }]);
    const [ofAws] = networksOf(provider('aws'), [provider('aws'), spot], catalogReply().entries, theirs);
    expect(ofAws?.addresses?.used).toHaveLength(1);
    const [ofSpot] = networksOf(spot, [provider('aws'), spot], catalogReply().entries, used);
    expect(ofSpot?.addresses?.used.map(({ address }) => address)).toEqual(['172.30.2.3', '172.30.2.5']);
  });

  it('count what is used and free of the range, and say who uses it', () => {
    const [first, second] = networksIn('aws', catalogReply().entries, used);
    expect(first).toMatchObject({ name: 'default', chosen: true, range: '172.30.2.0/28' });
    expect(first?.addresses).toMatchObject({ size: 16, offered: 13, free: 11 });
    expect(first?.addresses?.used.map(({ address, node: number }) => [address, number])).toEqual([
      ['172.30.2.3', 2],
      ['172.30.2.5', 1]
    ]);
    expect(first?.addresses?.next).toEqual(['172.30.2.6', '172.30.2.7', '172.30.2.8', '172.30.2.9', '172.30.2.10']);
    expect(second).toMatchObject({ name: 'tokyo', chosen: false, range: null, addresses: null });
  });

  it('show every key of the entry as text', () => {
    const [first, second] = networksIn('aws', catalogReply().entries, used);
    expect(first?.values).toContainEqual(['cloud_instance_dns_servers', '172.30.2.1, 8.8.8.8']);
    expect(second?.values).toContainEqual(['unverified', 'false']);
  });

  it('of a disk plugin are those of its cloud; of one that the catalog does not name there are none', () => {
    expect(networksIn('aws_disk', catalogReply().entries, used).map(({ provider: name }) => name)).toEqual(['aws', 'aws']);
    expect(networksIn('onpremises', catalogReply().entries, used)).toEqual([]);
  });

  it('count a gateway that a node has as used, but not as lost to the free ones', () => {
    const gateway = addressesInUse([{ name: 'g', units: [{ name: 'u', nodes: [node(1, '172.30.2.1')] }] }]);
    const [first] = networksIn('aws', catalogReply().entries, gateway);
    expect(first?.addresses).toMatchObject({ offered: 13, free: 13 });
    expect(first?.addresses?.used).toHaveLength(1);
  });
});
