import {
  applyFix,
  check,
  contextWith,
  counterpartOf,
  fixesOf,
  imagesOf,
  nextName,
  presetDiskProvider,
  reservedVariables,
  wantedUnitType,
  type CheckContext,
  type Fix,
  type JsonObject,
  type KnownUnitGroup,
  type Spec
} from '..';
import { common, document, pluginNames, provider } from './providerFiles';

const ALL = pluginNames.map(provider);

function unit(name: string, cloud: string | null): KnownUnitGroup['units'][number] {
  return { name, provider: cloud, nodes: [], disks: [] };
}

const GROUPS: readonly KnownUnitGroup[] = [
  { id: 'vc1', name: 'demo', type: 'compute', units: [unit('web', 'aws'), unit('web-2', 'azure')] },
  { id: 'vc2', name: 'store', type: 'storage', units: [unit('empty', null), unit('data', 'azure')] },
  { id: 'vc3', name: 'backup-disk', type: 'storage', units: [] },
  { id: 'vc4', name: 'backup', type: 'compute', units: [] }
];

describe('the provider of a new disk spec', () => {
  it('is that of the disks which the unit group has', () => {
    expect(presetDiskProvider('store', GROUPS, ALL)?.name).toBe('azure_disk');
  });

  it('is left open while there is a choice, and taken where there is none', () => {
    expect(presetDiskProvider('new', GROUPS, ALL)).toBeNull();
    expect(presetDiskProvider('new', null, [provider('aws'), provider('aws_disk')])?.name).toBe('aws_disk');
  });
});

it.each([
  ['aws', 'aws_disk'],
  ['aws_spot', 'aws_disk'],
  ['mdx2_disk', 'mdx2'],
  ['aws_disk', 'aws'],
  ['gcp', undefined],
  ['vmware', undefined]
])('the other kind of unit of %s is made by %s', (name, other) => {
  expect(counterpartOf(provider(name), ALL)?.name).toBe(other);
});

it.each([
  [{ unitType: 'storage' }, 'storage'],
  [{ unitGroup: 'store' }, 'storage'],
  [{ unitGroup: 'demo' }, 'compute'],
  [{ unitType: 'compute', unitGroup: 'store' }, 'compute'],
  [{ unitType: 7, unitGroup: 'nowhere' }, null]
] as const)('%j wants units of %s', (spec, type) => {
  expect(wantedUnitType(spec, GROUPS)).toBe(type);
});

it.each([
  ['web', [], 'web-2'],
  ['web', ['web-2', 'web-3'], 'web-4'],
  ['web-9', ['web-9'], 'web-10']
])('after %s beside %j comes %s', (name, taken, next) => {
  expect(nextName(name, taken)).toBe(next);
});

describe('ways out', () => {
  function context(spec: Spec): CheckContext {
    return contextWith({ common, provider: provider(String(spec.provider)), unitGroups: GROUPS });
  }

  function fixes(plugin: string, rest: JsonObject, attributes: JsonObject = {}): readonly Fix[] {
    const spec = document(plugin, attributes, rest);
    return check(spec, context(spec)).flatMap(found => fixesOf(found, spec, context(spec), ALL));
  }

  it('of nodes in a group for disks, and of disks in a group for nodes', () => {
    expect(fixes('aws', { unitGroup: 'store' })).toEqual([
      { kind: 'use_group', name: 'store-nodes', exists: false },
      { kind: 'use_provider', name: 'aws_disk' }
    ]);
    expect(fixes('aws_disk', { unitGroup: 'demo', unit: 'data' })).toEqual([
      { kind: 'use_group', name: 'demo-disk', exists: false },
      { kind: 'use_provider', name: 'aws' }
    ]);
    expect(fixes('aws_disk', { unitGroup: 'backup', unit: 'data' })[0]).toEqual({ kind: 'use_group', name: 'backup-disk', exists: true });
    expect(fixes('vmware', { unitGroup: 'backup-disk' })).toEqual([{ kind: 'use_group', name: 'backup', exists: true }]);
  });

  it('of a unit that is there: more nodes, a comparison, or another name', () => {
    expect(fixes('aws', { unit: 'web' })).toEqual([
      { kind: 'add_nodes', group: 'vc1', unit: 'web' },
      { kind: 'compare' },
      { kind: 'use_unit', name: 'web-3' }
    ]);
    expect(fixes('aws', { unit: 'web-2' })).toEqual([{ kind: 'use_unit', name: 'web-3' }]);
  });

  it('of a disk that cannot be attached', () => {
    expect(fixes('aws', { unit: 'new' }, { disks: ['vol-1', { unitGroup: 'store', unit: 'gone' }] })).toEqual([
      { kind: 'remove_disk', position: 1 }
    ]);
  });

  it('change the document as they say', () => {
    const spec = document('aws', { disks: ['vol-1', 'vol-2'] });
    expect(applyFix(spec, { kind: 'use_group', name: 'new', exists: false })).toMatchObject({ unitGroup: 'new' });
    expect(applyFix(spec, { kind: 'use_unit', name: 'web-2' })).toMatchObject({ unit: 'web-2' });
    const one = applyFix(spec, { kind: 'remove_disk', position: 0 });
    expect(one).toMatchObject({ attributes: { disks: ['vol-2'] } });
    expect(applyFix(one, { kind: 'remove_disk', position: 0 })).toEqual(document('aws'));
  });
});

describe('generations', () => {
  it('suggest their own images, and all while it is not known which one it is', () => {
    const [old, now, both] = (['25', '26.10', null] as const).map(generation => imagesOf(common, generation));
    expect(now?.[0]).toBe('harbor.vcloud.nii.ac.jp/vcp/base:3.0.0-alpine3.22');
    expect(old?.[0]).toMatch(/^vcp\/base:1\.8\.1/);
    expect(both).toEqual([...(old ?? []), ...(now ?? [])]);
  });

  it('reserve the variables that they set', () => {
    expect(reservedVariables(common, '26.10')).not.toContain('MY_PRIVATE_IP');
    expect(reservedVariables(common, '25')).toEqual(expect.arrayContaining(['MY_PRIVATE_IP', 'PRIVATE_IP']));
    expect(reservedVariables(null, '26.10')).toContain('PRIVATE_IP');
  });
});
