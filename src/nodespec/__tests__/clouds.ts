/** What the composer sees of the controller: the shared tree of unit groups, put there by the test. */
import { DisposableDelegate } from '@lumino/disposable';
import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';

import type { Disk, UnitGroup } from '../../api/types';
import type { ICloudModel } from '../../tokens';

export class FakeClouds implements ICloudModel {
  unitGroups: readonly UnitGroup[] = [];
  readonly error = null;
  readonly changed: Signal<ICloudModel, void> = new Signal<ICloudModel, void>(this);

  /** Replaces what is there, as a poll would. */
  put(unitGroups: readonly UnitGroup[]): void {
    this.unitGroups = unitGroups;
    this.changed.emit();
  }

  refresh(): Promise<void> {
    return Promise.resolve();
  }

  watch(): IDisposable {
    return new DisposableDelegate(() => undefined);
  }
}

function disk(number: number, change: Partial<Disk> = {}): Disk {
  return { kind: 'disk', id: `d${number}`, number, state: 'RUNNING', provider: 'aws', inUse: false, size: 16, error: '', ...change };
}

/** A storage group with free disks, one that demo/db has attached, one being made, and one of another cloud. */
export const STORE: readonly UnitGroup[] = [
  {
    id: 'vc2',
    name: 'store',
    type: 'storage',
    owner: 'nobody',
    state: 'RUNNING',
    error: '',
    units: [
      { name: 'data', state: 'RUNNING', error: '', provider: 'aws', nodes: [], disks: [disk(1), disk(2)] },
      {
        name: 'used',
        state: 'RUNNING',
        error: '',
        provider: 'aws',
        nodes: [],
        disks: [disk(1, { inUse: true }), disk(2, { state: 'CREATING' })]
      },
      { name: 'azure', state: 'RUNNING', error: '', provider: 'azure', nodes: [], disks: [disk(1, { provider: 'azure', size: null })] }
    ]
  },
  {
    id: 'vc1',
    name: 'demo',
    type: 'compute',
    owner: 'nobody',
    state: 'RUNNING',
    error: '',
    units: [
      {
        name: 'db',
        state: 'RUNNING',
        error: '',
        provider: 'aws',
        disks: [],
        nodes: [
          {
            kind: 'node',
            id: 'n1',
            number: 1,
            state: 'RUNNING',
            provider: 'aws',
            address: '172.30.2.20',
            volumes: [{ id: 'vcp:vc2:used:d1', device: '/dev/xvdf' }],
            error: ''
          }
        ]
      }
    ]
  }
];

/** A running unit demo/web with one node at 172.30.2.10. */
export const CONTROLLER_WITH_WEB: readonly UnitGroup[] = [
  {
    id: 'vc1',
    name: 'demo',
    type: 'compute',
    owner: 'nobody',
    state: 'RUNNING',
    error: '',
    units: [
      {
        name: 'web',
        state: 'RUNNING',
        error: '',
        provider: 'aws',
        disks: [],
        nodes: [{ kind: 'node', id: 'n1', number: 1, state: 'RUNNING', provider: 'aws', address: '172.30.2.10', error: '' }]
      }
    ]
  }
];
