import type { TranslationBundle } from '@jupyterlab/translation';

import type { BatchOperation } from '../api/types';

/** What can be done to something that exists, on one target or on many. */
export type NamedOperation = BatchOperation | 'rename' | 'add_nodes';

/** Name of an operation, in sentences and titles. */
export function operationText(operation: NamedOperation, trans: TranslationBundle): string {
  const names: Readonly<Record<NamedOperation, string>> = {
    rename: trans.__('Rename'),
    change_owner: trans.__('Change Owner'),
    add_nodes: trans.__('Add Nodes'),
    power_on: trans.__('Power On'),
    power_off: trans.__('Power Off'),
    suspend: trans.__('Suspend'),
    resume: trans.__('Resume'),
    stop: trans.__('Stop'),
    start: trans.__('Start'),
    watch: trans.__('Start Liveness Monitoring'),
    unwatch: trans.__('Stop Liveness Monitoring'),
    backup: trans.__('Back Up Container Image'),
    clear_processing: trans.__('Clear Processing Flag'),
    delete: trans.__('Delete')
  };
  return names[operation];
}

/** The same on a button or in a menu: with an ellipsis where something is asked before anything is sent. */
export function operationLabel(operation: NamedOperation, trans: TranslationBundle): string {
  switch (operation) {
    case 'rename':
      return trans.__('Rename…');
    case 'change_owner':
      return trans.__('Change Owner…');
    case 'add_nodes':
      return trans.__('Add Nodes…');
    case 'clear_processing':
      return trans.__('Clear Processing Flag…');
    case 'delete':
      return trans.__('Delete…');
    default:
      return operationText(operation, trans);
  }
}
