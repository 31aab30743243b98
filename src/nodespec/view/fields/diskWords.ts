import type { TranslationBundle } from '@jupyterlab/translation';

import type { DiskChoice, DiskRefusal } from '../../domain';

/** Why a disk cannot be chosen; empty when it can. */
export function diskRefusalText(refusal: DiskRefusal | null, provider: string, trans: TranslationBundle): string {
  switch (refusal?.code) {
    case 'other_cloud':
      return trans.__('on %1: cannot be attached to nodes of %2', refusal.cloud, provider);
    case 'in_use':
      return trans.__('attached already');
    case 'not_running':
      return trans.__('not RUNNING');
    case 'with_unit':
      return trans.__('chosen with its unit');
    case undefined:
      return '';
  }
}

/** Which node has the disk. */
export function holderText({ inUse, attachedTo }: DiskChoice, trans: TranslationBundle): string {
  if (attachedTo !== null) {
    return trans.__('%1/%2 node %3', attachedTo.unitGroup, attachedTo.unit, attachedTo.node);
  }
  return inUse ? trans.__('a node that is not listed here') : '–';
}
