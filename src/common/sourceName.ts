import type { TranslationBundle } from '@jupyterlab/translation';

import type { ConnectionState } from '../api/types';

/** Where a setting comes from, as the contract tells it. */
export type Source = ConnectionState['token']['source'];

/** Where a setting was found, e.g. "environment variable REQUESTS_CA_BUNDLE". */
export function sourceName(source: Source, trans: TranslationBundle): string {
  const name = source.name ?? '';
  switch (source.kind) {
    case 'trait':
      return trans.__('setting of the Jupyter server: %1', name);
    case 'environment':
      return trans.__('environment variable: %1', name);
    case 'file':
      return trans.__('file: %1', name);
    case 'dialog':
      return trans.__('entered in the dialog');
    case 'default':
      return trans.__('default');
    default:
      return trans.__('not set');
  }
}
