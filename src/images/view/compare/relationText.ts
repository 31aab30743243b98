import type { TranslationBundle } from '@jupyterlab/translation';

import type { ValueRelation } from '../../domain/compare';

/** In words, so that it is not told by the place or the colour alone. */
export function relationText(relation: ValueRelation, trans: TranslationBundle): string {
  switch (relation) {
    case 'left':
      return trans.__('only left');
    case 'right':
      return trans.__('only right');
    case 'different':
      return trans.__('different');
    case 'same':
      return trans.__('same');
    case 'hidden':
      return trans.__('hidden in both, not compared');
  }
}
