import type { TranslationBundle } from '@jupyterlab/translation';

import { messageOf } from '../domain';
import { countOf } from '../model/snapshot';
import type { ISpecSnapshot } from '../model';

/** Why the nodes cannot be created just now, in one sentence; empty when they can. */
export function createReason({ code, readOnly, diagnostics, obstacles, offer }: ISpecSnapshot, trans: TranslationBundle): string {
  if (code === null) {
    return trans.__('Choose a provider first.');
  }
  if (readOnly) {
    return trans.__('This file was written by a newer version.');
  }
  const created = diagnostics.find(({ code: found }) => found === 'unit_created' || found === 'unit_there');
  if (created) {
    return messageOf(created, trans);
  }
  const errors = countOf(diagnostics, 'error');
  if (errors > 0) {
    return trans._n('%1 error must be mended first.', '%1 errors must be mended first.', errors);
  }
  const active = obstacles.filter(obstacle => obstacle.active);
  const unsent = active.filter(({ code: obstacle }) => obstacle !== 'image_required');
  if (unsent.length > 0) {
    return trans.__('Create now cannot send %1. The code can.', unsent.map(({ attribute }) => attribute).join(', '));
  }
  if (active.length > 0) {
    return trans.__('Choose an image first. The code works without.');
  }
  return offer?.available === false ? trans.__('This VC Controller does not have the provider.') : '';
}
