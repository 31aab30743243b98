import type { TranslationBundle } from '@jupyterlab/translation';

import type { Credentials } from '../api/types';

export type CredentialState = Credentials['providers'][number]['keys'][number]['state'];

/** How a key of vcp_config.yml stands, in the user's language; a state that is not known here is shown as it came. */
export function credentialName(state: CredentialState, trans: TranslationBundle): string {
  switch (state) {
    case 'literal':
      return trans.__('Written in the file');
    case 'resolved':
      return trans.__('Secret found');
    case 'unresolved':
      return trans.__('Secret not found');
    case 'missing':
      return trans.__('Missing');
    case 'unchecked':
      return trans.__('Not checked');
    default:
      return state;
  }
}
