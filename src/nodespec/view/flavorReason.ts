import type { TranslationBundle } from '@jupyterlab/translation';

import type { ISpecSnapshot } from '../model';

/** Why no flavor can be made of the document, in one sentence; empty when one can. */
export function flavorReason({ provider, surroundings }: ISpecSnapshot, trans: TranslationBundle): string {
  if (provider === null) {
    return trans.__('Choose a provider first.');
  }
  if (!provider.attributes.some(({ flavorKey }) => flavorKey !== null)) {
    return trans.__('Flavors of %1 set nothing.', provider.name);
  }
  return surroundings.flavorsTarget === null
    ? trans.__('There is no folder for vcp_flavor.yml: the Jupyter server found none with vcp_config.yml either.')
    : '';
}
