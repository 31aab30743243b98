import { Dialog, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';

import { operationText } from '../../common/operationText';
import type { ITarget } from '../domain/batch';
import { targetPath } from '../domain/batch';

/** Targets that are named; of more, the number is said. */
const NAMED = 8;

/** Asks before targets are deleted once more: what has come into them since they were reviewed would go unseen. */
export async function confirmRepeat(targets: readonly ITarget[], trans: TranslationBundle): Promise<boolean> {
  const more = targets.length - NAMED;
  const names = targets.slice(0, NAMED).map(targetPath).join(', ');
  const all = more > 0 ? trans.__('%1, and %2 more', names, more) : names;
  const { button } = await showDialog({
    title: trans._n('Delete %1 target once more?', 'Delete %1 targets once more?', targets.length),
    body: trans.__('%1. What has been added to them meanwhile is deleted too. This cannot be undone.', all),
    buttons: [Dialog.cancelButton({ label: trans.__('Cancel') }), Dialog.warnButton({ label: operationText('delete', trans) })],
    // Enter must not be enough by accident.
    defaultButton: 0
  });
  return button.accept;
}
