import { addressesInUse, checkAddresses, rangesOf, splitAddresses } from '../domain/addresses';
import { copyText } from '../domain/copies';
import { since } from '../domain/durations';
import { makeFilter } from '../domain/filter';
import { lossOf, needsName } from '../domain/loss';
import { moveFor, nearestRow, typeAhead } from '../domain/moves';
import { checkGroupName } from '../domain/names';
import { reconcile } from '../domain/reconcile';
import { adopt, flatten } from '../domain/rows';
import { sshCommand } from '../domain/ssh';
import { isChanging, stateKind } from '../domain/states';
import { summarize } from '../domain/summary';
import type { IUnitGroup } from '../domain/tree';
import { findPlace, findPlaces, inSteadyOrder, keyOf } from '../domain/tree';
import { group, node, sampleTree, unit } from './cloud';

const NOTHING = { expanded: new Set<string>(), seen: new Set<string>() };
const rowsOf = (tree: readonly IUnitGroup[], query = '', expanded = adopt(tree, NOTHING).expanded) =>
  flatten(tree, expanded, makeFilter(query));
const keys = (tree: readonly IUnitGroup[], query: string) => rowsOf(tree, query).map(row => row.key);

describe('rows', () => {
  it('carry level, position and number of siblings', () => {
    const rows = rowsOf(sampleTree());
    expect(rows.map(row => [row.key, row.level, row.position, row.setSize, row.expanded])).toEqual([
      ['id_demo', 1, 1, 2, true],
      ['id_demo/db', 2, 1, 2, true],
      ['id_demo/db/n1', 3, 1, 1, null],
      ['id_demo/web', 2, 2, 2, true],
      ['id_demo/web/n1', 3, 1, 2, null],
      ['id_demo/web/n2', 3, 2, 2, null],
      ['id_store', 1, 2, 2, true],
      ['id_store/vol', 2, 1, 1, true],
      ['id_store/vol/d1', 3, 1, 1, null]
    ]);
  });

  it('stay closed once closed, and large units begin closed', () => {
    const tree = [
      group('demo', [
        unit(
          'big',
          Array.from({ length: 51 }, (_, i) => node(i + 1))
        ),
        unit('small', [node(1)])
      ])
    ];
    const first = adopt(tree, NOTHING);
    expect([...first.expanded]).toEqual(['id_demo', 'id_demo/small']);
    const closed = { ...first, expanded: new Set<string>() };
    expect(adopt(tree, closed)).toBe(closed);
  });

  it('lead back to their place', () => {
    const tree = sampleTree();
    for (const row of rowsOf(tree)) {
      const place = findPlace(tree, row.key);
      expect(place && keyOf(place)).toBe(row.key);
    }
    expect(findPlace(tree, 'id_demo/web/gone')).toBeNull();
  });

  it('finds several, in the order of the tree, without those that are gone', () => {
    const found = findPlaces(sampleTree(), ['id_store/vol/d1', 'id_demo/web', 'id_gone', 'id_demo/db/n1', 'id_demo/web/n9']);
    expect(found.map(keyOf)).toEqual(['id_demo/db/n1', 'id_demo/web', 'id_store/vol/d1']);
  });

  it('goes through a unit group again only when that has changed', () => {
    const [demo, store] = sampleTree();
    const before = flatten(demo && store ? [demo, store] : [], new Set(['id_demo', 'id_store']), null);
    const after = flatten(demo && store ? [{ ...demo, name: 'other' }, store] : [], new Set(['id_demo', 'id_store']), null);
    const placeIn = (rows: typeof before, key: string) => rows.find(row => row.key === key)?.place;
    expect(placeIn(after, 'id_store/vol')).toBe(placeIn(before, 'id_store/vol'));
    expect(placeIn(after, 'id_demo/web')).not.toBe(placeIn(before, 'id_demo/web'));
  });
});

describe('filter', () => {
  it.each([
    ['web', ['id_demo', 'id_demo/web', 'id_demo/web/n1', 'id_demo/web/n2']],
    ['10.0.0', ['id_demo', 'id_demo/db', 'id_demo/db/n1']],
    ['provider:azure', ['id_demo', 'id_demo/db', 'id_demo/db/n1']],
    ['provider:az', []],
    ['state:error', ['id_demo', 'id_demo/db', 'id_demo/db/n1']],
    ['owner:some', ['id_store', 'id_store/vol', 'id_store/vol/d1']],
    ['DEMO state:running address:172.30.2.11', ['id_demo', 'id_demo/web', 'id_demo/web/n2']],
    ['type:storage', ['id_store']],
    ['nowhere', []]
  ])('%s', (query, expected) => {
    expect(keys(sampleTree(), query)).toEqual(expected);
  });

  it.each([
    ['alpine', ['id_demo', 'id_demo/web', 'id_demo/web/n1', 'id_demo/web/n2']],
    ['image:VCP/BASE:3', ['id_demo', 'id_demo/web', 'id_demo/web/n1', 'id_demo/web/n2']],
    ['image:web', []]
  ])('finds the image of a unit: %s', (query, expected) => {
    const image = 'vcp/base:3.0.0-alpine3.22';
    expect(keys([group('demo', [unit('db', [node(3)]), unit('web', [node(1), node(2)], { image })])], query)).toEqual(expected);
  });

  it('opens what carries a match, and keeps the choice where the row itself matches', () => {
    expect(rowsOf(sampleTree(), '172.30.2.10', new Set()).map(row => row.key)).toEqual(['id_demo', 'id_demo/web', 'id_demo/web/n1']);
    expect(rowsOf(sampleTree(), 'demo', new Set()).map(row => row.key)).toEqual(['id_demo']);
  });

  it('says nothing when empty or unfinished', () => {
    expect(makeFilter('  ')).toBeNull();
    expect(makeFilter('state:')).toBeNull();
  });
});

describe('keys of the tree', () => {
  const rows = rowsOf(sampleTree());
  it.each([
    ['ArrowDown', 'id_demo', { to: 'id_demo/db' }],
    ['ArrowUp', 'id_demo', null],
    ['ArrowRight', 'id_demo', { to: 'id_demo/db' }],
    ['ArrowLeft', 'id_demo', { close: 'id_demo' }],
    ['ArrowLeft', 'id_demo/web/n1', { to: 'id_demo/web' }],
    ['ArrowRight', 'id_demo/web/n1', null],
    ['Home', 'id_store', { to: 'id_demo' }],
    ['End', 'id_demo', { to: 'id_store/vol/d1' }],
    ['PageDown', 'id_demo', { to: 'id_store/vol/d1' }],
    ['*', 'id_demo', { open: [] }],
    ['x', 'id_demo', null]
  ])('%s on %s', (key, focused, move) => {
    expect(moveFor(key, rows, focused)).toEqual(move);
  });

  it('opens closed rows first, and all siblings by *', () => {
    const closed = rowsOf(sampleTree(), '', new Set(['id_demo']));
    expect(moveFor('ArrowRight', closed, 'id_demo/web')).toEqual({ open: ['id_demo/web'] });
    expect(moveFor('*', closed, 'id_demo/web')).toEqual({ open: ['id_demo/db', 'id_demo/web'] });
  });

  it('finds by the first letters, going round', () => {
    expect(typeAhead('w', rows, 'id_store')).toBe('id_demo/web');
    expect(typeAhead('d', rows, 'id_demo')).toBe('id_demo/db');
    expect(typeAhead('dd', rows, 'id_demo/db')).toBe('id_demo');
    expect(typeAhead('172.30.2.11', rows, 'id_demo')).toBe('id_demo/web/n2');
    expect(typeAhead('q', rows, 'id_demo')).toBeNull();
  });

  it('falls back to the row above when the row is gone', () => {
    const after = rows.filter(row => row.key !== 'id_demo/web/n2');
    expect(nearestRow(rows, after, 'id_demo/web/n2')).toBe('id_demo/web/n1');
    expect(nearestRow(rows, [], 'id_demo')).toBeNull();
  });
});

describe('reconcile', () => {
  it('keeps what did not change, by identity', () => {
    const old = sampleTree().map(inSteadyOrder);
    expect(reconcile(old, sampleTree().map(inSteadyOrder))).toBe(old);
    const next = sampleTree().map(one => ({
      ...one,
      units: one.units.map(two => (two.name === 'web' ? { ...two, nodes: two.nodes.slice(1) } : two))
    }));
    const merged = reconcile(old, next.map(inSteadyOrder));
    expect(merged).toEqual(next.map(inSteadyOrder));
    expect(merged[1]).toBe(old[1]);
    expect(merged[0]?.units[0]).toBe(old[0]?.units[0]);
    expect(merged[0]?.units[1]?.nodes[0]).toBe(old[0]?.units[1]?.nodes[1]);
  });

  it('finds what has moved, and what has no identity by its place', () => {
    const [a, b, c] = [
      { id: 'a', in: [1] },
      { id: 'b', in: [2] },
      { id: 'c', in: [3] }
    ];
    const merged = reconcile(
      [a, b, c],
      [
        { id: 'c', in: [3] },
        { id: 'new', in: [] },
        { id: 'a', in: [1] }
      ]
    );
    expect(merged[0]).toBe(c);
    expect(merged[1]).toEqual({ id: 'new', in: [] });
    expect(merged[2]).toBe(a);
    const plain = [{ device: 'x' }, { device: 'y' }];
    expect(reconcile(plain, [{ device: 'x' }, { device: 'z' }, { device: 'y' }])[0]).toBe(plain[0]);
  });

  it('takes a changed order, and a dropped key, for a change', () => {
    expect(reconcile([{ id: 'a' }, { id: 'b' }], [{ id: 'b' }, { id: 'a' }])).toEqual([{ id: 'b' }, { id: 'a' }]);
    expect(reconcile({ a: 1, b: 2 }, { a: 1 })).toEqual({ a: 1 });
  });
});

describe('states and summary', () => {
  it('knows each colour group of the SDK', () => {
    const kinds = [
      'BOOTING',
      'APPLYING',
      'RUNNING',
      'ERROR',
      'HOST_ERROR',
      'STOPPED',
      'SHUTTING_DOWN',
      'POWER_OFF',
      'DELETING',
      'NEW_WORD'
    ].map(stateKind);
    expect(kinds).toEqual(['starting', 'starting', 'running', 'error', 'fault', 'paused', 'shutting', 'off', 'deleting', 'unknown']);
  });

  it('sees a node that moves in a settled unit', () => {
    expect(isChanging(sampleTree())).toBe(false);
    expect(isChanging([group('demo', [unit('web', [node(1, { state: 'SHUTTING_DOWN' })], { state: 'INDEFINITE' })])])).toBe(true);
  });

  it('counts running nodes, the oldest, and units that failed', () => {
    expect(summarize(sampleTree())).toEqual({
      running: 2,
      byProvider: [{ provider: 'aws', running: 2 }],
      oldest: { key: 'id_demo/web/n2', bootedAt: '2026-01-01T09:00:00Z' },
      failed: 1
    });
  });

  it('measures spans', () => {
    const now = Date.parse('2026-01-10T09:00:00Z');
    expect(since('2026-01-08T08:59:59Z', now)).toEqual({ count: 2, unit: 'day' });
    expect(since('2026-01-10T08:59:20Z', now)).toEqual({ count: 40, unit: 'second' });
    expect(since('2027-01-01T00:00:00Z', now)).toEqual({ count: 0, unit: 'second' });
    expect(since('at noon', now)).toBeNull();
  });
});

describe('addresses', () => {
  const ranges = rangesOf(
    [
      { provider: 'aws', range: '172.30.2.0/24' },
      { provider: 'azure', range: '10.0.0.0/8' },
      { provider: 'aws', range: null }
    ],
    'aws'
  );

  it('reads ranges', () => {
    expect(ranges.map(range => range.text)).toEqual(['172.30.2.0/24']);
  });

  it('names each fault', () => {
    const typed = splitAddresses('172.30.2.10, 172.30.2.50 172.30.2.50\n172.31.0.1 abc 172.30.2.255');
    expect(checkAddresses(typed, ranges, addressesInUse(sampleTree(), 'aws'))).toEqual([
      { code: 'in_use', address: '172.30.2.10', by: 'demo/web' },
      { code: 'twice', address: '172.30.2.50' },
      { code: 'outside', address: '172.31.0.1' },
      { code: 'not_ipv4', address: 'abc' },
      { code: 'outside', address: '172.30.2.255' }
    ]);
    expect(checkAddresses(['8.8.8.8'], [], new Map())).toEqual([]);
  });
});

describe('names, losses and copies', () => {
  it.each([
    ['', 'empty'],
    ['1a', 'first'],
    ['a b', 'characters'],
    ['a'.repeat(129), 'long'],
    ['demo', 'taken'],
    ['demo-2_x', null]
  ])('name %j: %s', (name, fault) => {
    expect(checkGroupName(name, ['demo'])).toBe(fault);
  });

  it('says what a deletion takes', () => {
    const [demo] = sampleTree();
    const loss = lossOf({ kind: 'group', group: demo ?? group('none', []) });
    expect(loss).toEqual({
      units: ['db', 'web'],
      nodes: [
        { provider: 'azure', count: 1 },
        { provider: 'aws', count: 2 }
      ],
      disks: [],
      count: 3
    });
    expect(needsName(loss)).toBe(true);
    expect(needsName(lossOf({ kind: 'group', group: group('none', []) }))).toBe(false);
  });

  it('writes ssh commands, but none with an address that could be more than one', () => {
    expect(sshCommand('172.30.2.10')).toBe('ssh root@172.30.2.10');
    expect(['', '1.2.3.4; rm -rf /', '-oProxyCommand=x'].map(address => sshCommand(address))).toEqual([null, null, null]);
  });

  it('copies all addresses of a unit', () => {
    const place = findPlace(sampleTree(), 'id_demo/web');
    expect(place && copyText('address', place)).toBe('172.30.2.10\n172.30.2.11');
  });
});
