/** Trees for specs. */
import type { ConnectionState, Disk, Node, Unit, UnitGroup } from '../../api/types';
import { connectionState } from '../../testing/connection';

export function node(number: number, change: Partial<Node> = {}): Node {
  return {
    kind: 'node',
    id: `n${number}`,
    number,
    state: 'RUNNING',
    provider: 'aws',
    address: `172.30.2.${number + 9}`,
    bootedAt: '2026-01-10T09:00:00Z',
    error: '',
    ...change
  };
}

export function disk(number: number, change: Partial<Disk> = {}): Disk {
  return { kind: 'disk', id: `d${number}`, number, state: 'RUNNING', provider: 'aws', inUse: false, size: 16, error: '', ...change };
}

export function unit(name: string, nodes: readonly Node[], change: Partial<Unit> = {}): Unit {
  return { name, state: 'RUNNING', error: '', provider: nodes[0]?.provider ?? null, nodes: [...nodes], disks: [], ...change };
}

export function group(name: string, units: readonly Unit[], change: Partial<UnitGroup> = {}): UnitGroup {
  return { id: `id_${name}`, number: 1, name, type: 'compute', owner: 'nobody', state: 'RUNNING', error: '', units: [...units], ...change };
}

/** `demo` with two nodes in `web` (one booting) and a failed one in `db`; `store` with a free disk. */
export function sampleTree(): UnitGroup[] {
  return [
    group('demo', [
      unit('db', [node(1, { provider: 'azure', state: 'CONTAINER_ERROR', address: '10.0.0.4', error: 'lost' })], {
        state: 'ERROR',
        error: 'terraform failed'
      }),
      unit('web', [node(1), node(2, { bootedAt: '2026-01-01T09:00:00Z' })])
    ]),
    group('store', [unit('vol', [], { provider: 'aws', disks: [disk(1)] })], { number: 2, type: 'storage', owner: 'somebody' })
  ];
}

/** Connected as a super user. */
export function connected(change: Partial<ConnectionState> = {}): ConnectionState {
  return connectionState({
    authority: { user: 'nobody', role: 'fullaccess', userRole: 'super' },
    controller: null,
    configDir: null,
    ...change
  });
}
