/** What the composer sees of the controller: the shared tree of unit groups, put there by the test. */
import { DisposableDelegate } from '@lumino/disposable';
import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';

import type { UnitGroup } from '../../api/types';
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
