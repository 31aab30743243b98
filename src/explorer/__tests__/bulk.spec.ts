import { NO_ATTACHMENTS, findAttachments, unitsBefore, usersOf, volumesOf } from '../domain/attachments';
import type { BulkOperation } from '../domain/bulk';
import { bulkFault, foreignOwners, planBulk } from '../domain/bulk';
import { readFeatures } from '../domain/features';
import type { ICircumstances } from '../domain/operations';
import { judge } from '../domain/operations';
import type { IUnitGroup, Place } from '../domain/tree';
import { findPlace, keyOf } from '../domain/tree';
import { disk, group, node, unit } from './cloud';

const attached = node(3, { volumes: [{ id: 'vol-1', device: '/dev/sdf' }, { id: 'vol-foreign' }] });
const tree: readonly IUnitGroup[] = [
  group('demo', [
    unit('web', [node(1), node(2, { state: 'POWER_OFF' })], { state: 'INDEFINITE' }),
    unit('db', [attached]),
    unit('spot', [node(5, { provider: 'aws_spot' })]),
    unit('young', [node(6, { state: 'BOOTING' })], { state: 'BOOTING' })
  ]),
  group('empty', [], { number: 2 }),
  group(
    'store',
    [
      unit('vol', [], { provider: 'aws', disks: [disk(1, { inUse: true, volumeId: 'vol-1' }), disk(2, { volumeId: 'vol-2' })] }),
      unit('far', [], { provider: 'aws', disks: [disk(3, { inUse: true, volumeId: 'vol-3' })] })
    ],
    { number: 3, type: 'storage', owner: 'somebody' }
  )
];
const matrix = readFeatures([
  { 'x-vcp': { name: 'aws_spot', features: { power: { support: 'no', reason: { en: 'no power', ja: '電源なし' } } } } }
]);
const free: ICircumstances = { role: 'fullaccess', features: matrix, ordered: new Set(), attachments: findAttachments(tree) };

function at(key: string): Place {
  const place = findPlace(tree, key);
  if (!place) {
    throw new Error(`no ${key}`);
  }
  return place;
}

function plan(operation: BulkOperation, ...keys: string[]) {
  const { targets, leftOut, covered, loss } = planBulk(operation, keys.map(at), free);
  return {
    does: targets.map(({ place }) => keyOf(place)),
    not: leftOut.map(({ place, reason }) => `${keyOf(place)}: ${reason.code}`),
    covered,
    loss
  };
}

type Row = readonly [operation: BulkOperation, selection: readonly string[], does: readonly string[], not: readonly string[]];

const TABLE: readonly Row[] = [
  // Power goes node by node; a node that does not fit is left out with its own reason.
  ['power_off', ['id_demo/web'], ['id_demo/web/n1'], ['id_demo/web/n2: state']],
  ['power_on', ['id_demo/web'], ['id_demo/web/n2'], ['id_demo/web/n1: state']],
  // A unit on which nothing is possible says so once.
  ['power_off', ['id_demo/spot', 'id_demo/young'], [], ['id_demo/spot: feature', 'id_demo/young: busy']],
  // A group stands for its units.
  [
    'power_off',
    ['id_demo'],
    ['id_demo/web/n1', 'id_demo/db/n3'],
    ['id_demo/web/n2: state', 'id_demo/spot: feature', 'id_demo/young: busy']
  ],
  // One order for a unit whose nodes all fit, one for each fitting node elsewhere.
  ['suspend', ['id_demo/db', 'id_demo/web'], ['id_demo/db', 'id_demo/web/n1'], ['id_demo/web/n2: state']],
  ['backup', ['id_demo/web'], ['id_demo/web/n1'], ['id_demo/web/n2: state']],
  // What does not exist for a kind is left out, not dropped.
  ['power_off', ['id_store', 'id_empty', 'id_store/vol/d2'], [], ['id_store: not_for_kind', 'id_empty: nothing_below']],
  ['clear_processing', ['id_demo/young', 'id_demo/web/n1'], ['id_demo/young'], ['id_demo/web/n1: not_for_kind']],
  ['change_owner', ['id_demo', 'id_store', 'id_demo/web'], ['id_demo', 'id_store'], []],
  // Attached disks do not go, unless what uses them goes first.
  ['delete', ['id_store/vol'], [], ['id_store/vol: in_use']],
  ['delete', ['id_store/vol', 'id_demo/db'], ['id_demo/db', 'id_store/vol'], []],
  ['delete', ['id_store/vol/d1', 'id_demo/db/n3'], ['id_demo/db/n3', 'id_store/vol/d1'], []],
  ['delete', ['id_store', 'id_demo/db'], ['id_demo/db'], ['id_store: in_use']],
  // Compute that is left out frees nothing.
  ['delete', ['id_store/vol', 'id_demo'], [], ['id_demo: busy', 'id_store/vol: in_use']]
];

describe('a bulk operation', () => {
  it.each(TABLE)('%s on %j', (operation, selection, does, not) => {
    expect(plan(operation, ...selection)).toMatchObject({ does, not });
    expect(bulkFault(operation, selection.map(at), free) === null).toBe(does.length > 0);
  });

  it('says first what is in the way of a place that is meant', () => {
    expect(bulkFault('power_off', ['id_store', 'id_demo/spot'].map(at), free)?.code).toBe('feature');
    expect(bulkFault('power_off', ['id_demo/spot', 'id_store'].map(at), free)?.code).toBe('feature');
  });

  it('can do nothing where the whole is refused, though a part of it is selected too', () => {
    const selection = ['id_demo', 'id_demo/web'].map(at);
    expect(planBulk('delete', selection, free).targets).toEqual([]);
    expect(bulkFault('delete', selection, free)).toMatchObject({ code: 'busy' });
  });

  it('says whose the targets are besides the user', () => {
    const selection = ['id_demo/web/n1', 'id_store/vol/d2'].map(at);
    const owners = (user: string | null) => foreignOwners(planBulk('delete', selection, free), user);
    expect(owners('nobody')).toEqual(['somebody']);
    expect(owners('root')).toEqual(['nobody', 'somebody']);
    expect(owners(null)).toEqual([]);
  });

  it('counts what stands below something selected once', () => {
    const found = plan('delete', 'id_demo/web', 'id_demo/web/n1', 'id_demo/db/n3', 'id_store/vol/d2');
    expect(found).toMatchObject({ does: ['id_demo/web', 'id_demo/db/n3', 'id_store/vol/d2'], covered: 1 });
    expect(found.loss).toEqual({
      units: [],
      nodes: [{ provider: 'aws', count: 3 }],
      disks: [{ provider: 'aws', count: 1 }],
      count: 4
    });
  });

  it('loses nothing but by deleting', () => {
    expect(plan('power_off', 'id_demo').loss.count).toBe(0);
  });

  it('plans 5,000 nodes of one unit in a moment', () => {
    const nodes = Array.from({ length: 5_000 }, (_, i) => node(i + 1));
    const large = group('large', [unit('all', nodes)]);
    const selection = nodes.map((one): Place => ({ kind: 'node', group: large, unit: large.units[0] ?? unit('', []), node: one }));
    const start = performance.now();
    expect(planBulk('power_off', selection, free).targets).toHaveLength(5_000);
    expect(performance.now() - start).toBeLessThan(500);
  });
});

describe('attachments', () => {
  const found = findAttachments(tree);

  it('are known from both ends, across unit groups and owners', () => {
    expect(usersOf(found, at('id_store')).map(keyOf)).toEqual(['id_demo/db/n3']);
    expect(unitsBefore(found, at('id_store/vol')).map(keyOf)).toEqual(['id_demo/db']);
    expect(volumesOf(found, attached).map(({ id, device, disk: one }) => [id, device, one && keyOf(one)])).toEqual([
      ['vol-1', '/dev/sdf', 'id_store/vol/d1'],
      ['vol-foreign', null, null]
    ]);
  });

  it('are named in the refusal to delete; a user that cannot be seen has no name', () => {
    const reason = (key: string, attachments = found) => judge('delete', at(key), { ...free, attachments });
    expect(reason('id_store/vol')).toEqual({ allowed: false, reason: { code: 'in_use', disks: 1, by: ['demo/db'] } });
    expect(reason('id_store/far')).toEqual({ allowed: false, reason: { code: 'in_use', disks: 1, by: [] } });
    expect(reason('id_store/vol', NO_ATTACHMENTS)).toEqual({ allowed: false, reason: { code: 'in_use', disks: 1, by: [] } });
    expect(reason('id_store/vol/d2')).toMatchObject({ allowed: true });
  });
});

it('names only those users of a disk that are not deleted first anyway', () => {
  const both = [
    group('demo', [unit('a', [node(1, { volumes: [{ id: 'v1' }] })]), unit('b', [node(2, { volumes: [{ id: 'v2' }] })])]),
    group('store', [unit('vol', [], { disks: [disk(1, { inUse: true, volumeId: 'v1' }), disk(2, { inUse: true, volumeId: 'v2' })] })], {
      type: 'storage'
    })
  ];
  const places = ['id_demo/a', 'id_store'].flatMap(key => findPlace(both, key) ?? []);
  const { leftOut } = planBulk('delete', places, { ...free, attachments: findAttachments(both) });
  expect(leftOut).toMatchObject([{ reason: { code: 'in_use', disks: 1, by: ['demo/b'] } }]);
});

describe('a unit whose processing flag was cleared', () => {
  it('counts as idle, so that one that hangs can be deleted', () => {
    expect(judge('delete', at('id_demo/young'), free)).toMatchObject({ allowed: false, reason: { code: 'busy' } });
    const cleared = { ...free, cleared: new Set(['id_demo/young']) };
    expect(judge('delete', at('id_demo/young'), cleared)).toMatchObject({ allowed: true });
    expect(judge('delete', at('id_demo/young/n6'), cleared)).toMatchObject({ allowed: true });
    expect(judge('power_off', at('id_demo/young/n6'), cleared)).toMatchObject({ allowed: false, reason: { code: 'state' } });
  });

  it('can be deleted once more when its deletion hangs', () => {
    const web = unit('web', [node(1, { state: 'DELETING' })], { state: 'DELETING' });
    const other = unit('db', [node(2)]);
    const going = (units: (typeof web)[], state = 'APPLYING'): Place => ({ kind: 'group', group: group('demo', units, { state }) });
    const code = (place: Place, cleared: readonly string[]) => {
      const verdict = judge('delete', place, { ...free, cleared: new Set(cleared) });
      return verdict?.allowed === false ? verdict.reason.code : 'yes';
    };
    const place: Place = { kind: 'unit', group: group('demo', [web, other]), unit: web };
    expect(code(place, [])).toBe('deleting');
    expect(code(place, ['id_demo/web'])).toBe('yes');
    expect(code(going([web], 'DELETING'), ['id_demo/web'])).toBe('yes');
    expect(code(going([web, other], 'DELETING'), ['id_demo/web'])).toBe('deleting');
    expect(code(going([], 'DELETING'), [])).toBe('deleting');
  });
});
