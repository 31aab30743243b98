/** What is said about many places at once. */
import type { TranslationBundle } from '@jupyterlab/translation';

import { operationText } from '../../common/operationText';
import type { BulkOperation, BulkReason } from '../domain/bulk';
import type { Operation } from '../domain/operations';
import type { Place, PlaceKind } from '../domain/tree';
import { nameOf } from '../domain/tree';
import { reasonText } from './words';

/** Why a place is left out of a bulk operation. */
export function bulkReasonText(reason: BulkReason, trans: TranslationBundle, language: string): string {
  switch (reason.code) {
    case 'not_for_kind':
      return reason.type === 'compute' && reason.on.length > 1
        ? trans.__('Only for units and nodes of compute unit groups.')
        : trans.__('Only for: %1.', reason.on.map(kind => kindText(kind, trans)).join(', '));
    case 'nothing_below':
      return trans.__('There is no node in it.');
    default:
      return reasonText(reason, trans, language);
  }
}

/** Why an operation is not offered for many rows. */
export function oneOnlyText(trans: TranslationBundle): string {
  return trans.__('Possible for one row at a time only.');
}

/** Why there are no bulk operations at all. */
export function noBatchesText(trans: TranslationBundle): string {
  return trans.__('Bulk operations are switched off: the plugin jupyterlab-vcp:batches is disabled.');
}

/** Name of an operation when it is about several selected rows. */
export function bulkLabel(operation: Operation, count: number, trans: TranslationBundle): string {
  return operation === 'delete'
    ? trans.__('Delete Selected (%1)…', count)
    : trans.__('%1 (%2 selected)', operationText(operation, trans), count);
}

/** How many of which kind: `3 nodes, 1 unit`. */
export function countsText(places: readonly Place[], trans: TranslationBundle): string {
  const count = (kind: PlaceKind): number => places.filter(place => place.kind === kind).length;
  const [groups, units, nodes, disks] = [count('group'), count('unit'), count('node'), count('disk')];
  return [
    groups > 0 ? trans._n('%1 unit group', '%1 unit groups', groups) : '',
    units > 0 ? trans._n('%1 unit', '%1 units', units) : '',
    nodes > 0 ? trans._n('%1 node', '%1 nodes', nodes) : '',
    disks > 0 ? trans._n('%1 disk', '%1 disks', disks) : ''
  ]
    .filter(text => text !== '')
    .join(', ');
}

/** Where a place stands: `demo/web/3`. */
export function pathText(place: Place): string {
  switch (place.kind) {
    case 'group':
      return place.group.name;
    case 'unit':
      return `${place.group.name}/${place.unit.name}`;
    default:
      return `${place.group.name}/${place.unit.name}/${nameOf(place)}`;
  }
}

/** Title of the review, and label of the button that starts it. */
export function reviewTitle(operation: BulkOperation, trans: TranslationBundle): string {
  return trans.__('Review: %1', operationText(operation, trans));
}

function kindText(kind: PlaceKind, trans: TranslationBundle): string {
  switch (kind) {
    case 'group':
      return trans.__('unit groups');
    case 'unit':
      return trans.__('units');
    case 'node':
      return trans.__('nodes');
    case 'disk':
      return trans.__('disks');
  }
}
