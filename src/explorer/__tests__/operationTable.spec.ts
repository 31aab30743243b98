/**
 * Every operation in every situation, against the table that `python/tests/core/operation_cases.py` states from the published pages and
 * that the Python tests carry out on the simulator.
 */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

import type { Disk, Node } from '../../api/types';
import { readFeatures, supportOf } from '../domain/features';
import type { Operation, Reason } from '../domain/operations';
import { OPERATIONS, judge } from '../domain/operations';
import type { IUnit, Place } from '../domain/tree';
import { disk, group, node, unit } from './cloud';

interface ITableMember {
  readonly provider: string;
  readonly state: string;
  readonly watched: boolean | null;
  readonly inUse: boolean;
}

interface ICase {
  readonly place: 'group' | 'unit' | 'node' | 'disk';
  readonly type: 'compute' | 'storage';
  /** State of the unit `u`; null: the group has none. */
  readonly unit: string | null;
  /** A node or disk that is the place stands first. */
  readonly members: readonly ITableMember[];
  readonly group: string;
  readonly role: string;
  /** The word for the work under way. */
  readonly moving: string | null;
  readonly allowed: readonly Operation[];
  readonly refused: Readonly<Partial<Record<Operation, Reason['code']>>>;
}

interface ITable {
  readonly operations: readonly Operation[];
  readonly sources: Readonly<Partial<Record<Operation, readonly string[]>>>;
  readonly power: Readonly<Record<string, string>>;
  readonly cases: readonly ICase[];
}

const PYTHON = path.resolve(__dirname, '../../../python');
const table: ITable = JSON.parse(readFileSync(path.join(PYTHON, 'tests/fixtures/operation-cases.json'), 'utf8'));
const folder = path.join(PYTHON, 'jupyterlab_vcp/providers');
const files = readdirSync(folder).filter(file => file.endsWith('.json') && !file.startsWith('_'));
const features = readFeatures(files.map((file): Record<string, unknown> => JSON.parse(readFileSync(path.join(folder, file), 'utf8'))));

const nodeOf = ({ state, provider, watched }: ITableMember, number: number): Node => node(number, { state, provider, watched });
const diskOf = ({ state, provider, inUse }: ITableMember, number: number): Disk => disk(number, { state, provider, inUse });

function unitsOf({ unit: state, type, members }: ICase): readonly IUnit[] {
  if (state === null) {
    return [];
  }
  const nodes = type === 'compute' ? members.map((member, index) => nodeOf(member, index + 1)) : [];
  const disks = type === 'storage' ? members.map((member, index) => diskOf(member, index + 1)) : [];
  return [unit('u', nodes, { state, disks, provider: members[0]?.provider ?? null })];
}

function placeOf(one: ICase): Place {
  const [only] = unitsOf(one);
  const top = { ...group('g', [], { type: one.type, state: one.group }), units: only ? [only] : [] };
  if (one.place === 'group') {
    return { kind: 'group', group: top };
  }
  if (!only) {
    throw new Error('The place is below a unit that the case does not have.');
  }
  const [firstNode] = only.nodes;
  const [firstDisk] = only.disks;
  if (one.place === 'node' && firstNode) {
    return { kind: 'node', group: top, unit: only, node: firstNode };
  }
  return one.place === 'disk' && firstDisk
    ? { kind: 'disk', group: top, unit: only, disk: firstDisk }
    : { kind: 'unit', group: top, unit: only };
}

/** All that a reason of this code has to say, beyond texts. */
function reasonOf(code: Reason['code'], operation: Operation, one: ICase): Partial<Record<string, unknown>> {
  const needed = table.sources[operation];
  switch (code) {
    case 'busy':
      return { code, unit: 'u', state: one.moving };
    case 'feature':
      return { code, provider: one.members[0]?.provider, feature: 'power' };
    case 'state':
      return { code, state: one.members[0]?.state, needed };
    case 'no_node_in_state':
      return { code, needed };
    case 'watched':
      return { code, watched: operation === 'watch' };
    case 'in_use': {
      const below = one.place === 'disk' ? one.members.slice(0, 1) : one.members;
      return { code, disks: below.filter(({ inUse }) => inUse).length, by: [] };
    }
    default:
      return { code };
  }
}

function title(one: ICase): string {
  const members = one.members.map(({ provider, state, watched, inUse }) => `${provider} ${state} ${watched}${inUse ? ' in use' : ''}`);
  return `${one.role} ${one.type} ${one.place} in ${one.group}/${one.unit ?? '-'} [${members.join(', ')}]`;
}

describe('table of operations', () => {
  it('names the operations that there are', () => {
    expect([...table.operations].sort()).toEqual(Object.keys(OPERATIONS).sort());
  });

  it('agrees with the provider files about power', () => {
    const found = files.map(file => file.replace('.json', '')).map(name => [name, supportOf(features, name, 'power')?.support]);
    const nodes = found.filter(([name]) => !name?.endsWith('_disk'));
    expect(Object.fromEntries(nodes)).toEqual(table.power);
  });

  it.each(table.cases.map((one, index) => [title(one), index] as const))('%s', (_, index) => {
    const one = table.cases[index];
    if (!one) {
      throw new Error('no case');
    }
    const place = placeOf(one);
    const circumstances = { role: one.role, features, ordered: new Set<string>() };
    for (const operation of table.operations) {
      const verdict = judge(operation, place, circumstances);
      const code = one.refused[operation];
      if (code) {
        expect([operation, verdict]).toEqual([
          operation,
          { allowed: false, reason: expect.objectContaining(reasonOf(code, operation, one)) }
        ]);
      } else {
        expect([operation, verdict?.allowed]).toEqual([operation, one.allowed.includes(operation) ? true : undefined]);
      }
    }
  });

  it('says beforehand what is only tried', () => {
    for (const [provider, support] of Object.entries(table.power)) {
      const tried: ICase = {
        place: 'node',
        type: 'compute',
        unit: 'RUNNING',
        group: 'RUNNING',
        role: 'fullaccess',
        moving: null,
        allowed: [],
        refused: {},
        members: [{ provider, state: 'RUNNING', watched: true, inUse: false }]
      };
      const verdict = judge('power_off', placeOf(tried), { role: 'fullaccess', features, ordered: new Set() });
      expect([provider, verdict?.allowed ? verdict.note !== null : support]).toEqual([
        provider,
        support === 'no' ? 'no' : support === 'try'
      ]);
    }
  });
});
