import type { FeatureMatrix } from '../domain/features';
import { readFeatures } from '../domain/features';
import type { Operation } from '../domain/operations';
import { OPERATIONS, judge } from '../domain/operations';
import type { Place } from '../domain/tree';
import { disk, group, node, unit } from './cloud';

const feature = (support: string) => ({ support, reason: { en: `power: ${support}`, ja: `電源: ${support}` } });
const schema = (name: string, power: string) => ({ 'x-vcp': { name, features: { power: feature(power), ipAddress: { support: 'yes' } } } });
const features: FeatureMatrix = readFeatures([schema('aws', 'yes'), schema('aws_spot', 'no'), schema('oracle', 'try'), { 'x-vcp': 7 }]);
const free = { role: 'fullaccess', features, ordered: new Set<string>() };

function nodeIn(state: string, provider = 'aws', watched: boolean | null = null): Place {
  const one = node(1, { state, provider, watched });
  const web = unit('web', [one], { state });
  return { kind: 'node', group: group('demo', [web]), unit: web, node: one };
}

const code = (operation: Operation, place: Place, circumstances = free): string => {
  const verdict = judge(operation, place, circumstances);
  if (!verdict) {
    return 'none';
  }
  return verdict.allowed ? 'yes' : verdict.reason.code;
};

/** Per state of a node on aws: the operations of the published diagram that lead on. */
const DIAGRAM: readonly (readonly [string, readonly Operation[]])[] = [
  ['RUNNING', ['power_off', 'suspend', 'watch', 'unwatch', 'backup', 'delete']],
  ['SUSPENDED', ['power_off', 'resume', 'stop', 'watch', 'unwatch', 'backup', 'delete']],
  ['STOPPED', ['start', 'watch', 'unwatch', 'delete']],
  ['POWER_OFF', ['power_on', 'watch', 'unwatch', 'delete']],
  ['CONTAINER_ERROR', ['suspend', 'resume', 'stop', 'watch', 'unwatch', 'delete']],
  ['HOST_ERROR', ['stop', 'start', 'watch', 'unwatch', 'delete']],
  ['UNWATCH', ['watch', 'unwatch', 'delete']],
  ...['BOOTING', 'SUSPENDING', 'RESUMING', 'STOPPING', 'SHUTTING_DOWN', 'DELETING'].map(state => [state, []] as const)
];

const OPERATION_NAMES = Object.keys(OPERATIONS) as Operation[];

describe('operations', () => {
  it.each(DIAGRAM)('lets a node in %s do what the diagram says', (state, possible) => {
    const found = OPERATION_NAMES.filter(operation => code(operation, nodeIn(state)) === 'yes');
    expect(found.sort()).toEqual([...possible].sort());
  });

  it.each([
    ['aws', 'yes', null],
    ['aws_spot', 'feature', null],
    ['oracle', 'yes', 'power: try'],
    ['nobody_knows', 'yes', null]
  ])('power of %s nodes: %s', (provider, expected, note) => {
    for (const [operation, state] of [
      ['power_off', 'RUNNING'],
      ['power_on', 'POWER_OFF']
    ] as const) {
      const place = nodeIn(state, provider);
      expect(code(operation, place)).toBe(expected);
      const verdict = judge(operation, place, free);
      expect(verdict?.allowed ? (verdict.note?.en ?? null) : null).toBe(note);
    }
  });

  it('gives the reason of the provider before that of the state', () => {
    expect(judge('power_on', nodeIn('RUNNING', 'aws_spot'), free)).toEqual({
      allowed: false,
      reason: { code: 'feature', provider: 'aws_spot', feature: 'power', reason: { en: 'power: no', ja: '電源: no' } }
    });
  });

  it('refuses everything with a token that can only read', () => {
    for (const operation of OPERATION_NAMES) {
      expect(['readonly', 'none']).toContain(code(operation, nodeIn('RUNNING'), { ...free, role: 'readonly' }));
    }
  });

  it('names the unit that is being worked on', () => {
    const web = unit('web', [node(1), node(2, { state: 'BOOTING' })], { state: 'INDEFINITE' });
    const demo = group('demo', [unit('db', []), web]);
    expect(judge('delete', { kind: 'group', group: demo }, free)).toEqual({
      allowed: false,
      reason: { code: 'busy', unit: 'web', state: 'BOOTING' }
    });
    expect(code('clear_processing', { kind: 'unit', group: demo, unit: web })).toBe('yes');
    expect(code('rename', { kind: 'group', group: demo })).toBe('yes');
  });

  it('counts a unit whose nodes merely differ as idle', () => {
    const web = unit('web', [node(1), node(2, { state: 'POWER_OFF' })], { state: 'INDEFINITE' });
    const place: Place = { kind: 'unit', group: group('demo', [web]), unit: web };
    expect(code('power_on', place)).toBe('yes');
    expect(code('power_off', place)).toBe('yes');
    expect(code('start', place)).toBe('no_node_in_state');
    expect(code('clear_processing', place)).toBe('yes');
  });

  it('waits for an order on the place or above it', () => {
    expect(code('delete', nodeIn('RUNNING'), { ...free, ordered: new Set(['id_demo/web']) })).toBe('ordered');
    expect(code('delete', nodeIn('RUNNING'), { ...free, ordered: new Set(['id_demo/other']) })).toBe('yes');
  });

  it('does not delete attached disks, and has no power for disks', () => {
    const vol = unit('vol', [], { provider: 'aws', disks: [disk(1), disk(2, { inUse: true })] });
    const store = group('store', [vol], { type: 'storage' });
    expect(code('delete', { kind: 'group', group: store })).toBe('in_use');
    expect(code('delete', { kind: 'disk', group: store, unit: vol, disk: disk(1) })).toBe('yes');
    expect(code('power_on', { kind: 'unit', group: store, unit: vol })).toBe('none');
    expect(code('add_nodes', { kind: 'unit', group: store, unit: vol })).toBe('yes');
  });

  it('knows whether watching would change anything', () => {
    expect(code('watch', nodeIn('RUNNING', 'aws', true))).toBe('watched');
    expect(code('unwatch', nodeIn('RUNNING', 'aws', true))).toBe('yes');
  });

  it('adds nothing to a unit without a provider, nor to a group that goes', () => {
    const empty = unit('web', []);
    expect(code('add_nodes', { kind: 'unit', group: group('demo', [empty]), unit: empty })).toBe('no_provider');
    const web = unit('web', [node(1)]);
    expect(code('add_nodes', { kind: 'unit', group: group('demo', [web], { state: 'DELETING' }), unit: web })).toBe('deleting');
  });
});
