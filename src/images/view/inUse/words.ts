import type { TranslationBundle } from '@jupyterlab/translation';

import type { IJudgedUnit, ImageState } from '../../domain/unitsInUse';

/** What the catalog says of an image that has no newer release. */
export function stateText(kind: Exclude<ImageState['kind'], 'newer'>, trans: TranslationBundle): string {
  switch (kind) {
    case 'newest':
      return trans.__('✓ newest');
    case 'unordered':
      return trans.__('no order of releases');
    case 'missing':
      return trans.__('not in this catalog');
    case 'pending':
      return trans.__('Asking the registry…');
    case 'unreachable':
      return trans.__('the registry cannot be asked');
    case 'foreign':
      return trans.__('of a registry that is not listed here');
    case 'untold':
      return trans.__('unknown: the VC Controller does not tell');
  }
}

/** The most important of all rows in one sentence. */
export function behindText(units: readonly IJudgedUnit[], trans: TranslationBundle): string {
  const behind = units.filter(({ state }) => state.kind === 'newer');
  if (behind.length === 0) {
    return trans._n('%1 unit; of no image a newer release is known.', '%1 units; of no image a newer release is known.', units.length);
  }
  const nodes = behind.reduce((sum, unit) => sum + unit.nodes, 0);
  const ofUnits = trans._n('Of %1 unit', 'Of %1 units', units.length);
  return trans.__('%1, %2 could run a newer release (nodes: %3).', ofUnits, behind.length, nodes);
}
