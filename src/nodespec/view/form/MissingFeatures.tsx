import React from 'react';

import { textIn } from '../../domain';
import type { FeatureName, ProviderSchema } from '../../domain';
import { useComposer, useSelected } from '../composer';

/** Features that have a field where the provider has them, with the attribute of that field. */
const FIELDS: readonly (readonly [FeatureName, string])[] = [
  ['ipAddress', 'ip_addresses'],
  ['macAddress', 'mac_addresses'],
  ['attachVolume', 'disks'],
  ['tags', 'tags']
];

function missing(provider: ProviderSchema): readonly FeatureName[] {
  return FIELDS.filter(
    ([feature, attribute]) => provider.features[feature].support === 'no' && !provider.attributes.some(({ name }) => name === attribute)
  ).map(([feature]) => feature);
}

/** What other providers have and this one has not, with the reason, so that nobody searches for the field. */
export function MissingFeatures(): JSX.Element | null {
  const { trans, language } = useComposer();
  const provider = useSelected(snapshot => snapshot.provider);
  if (provider?.unitType !== 'compute' || missing(provider).length === 0) {
    return null;
  }
  return (
    <dl className="jp-VcpSpec-missing" aria-label={trans.__('Not available with %1', provider.name)}>
      {missing(provider).map(feature => {
        const { reason } = provider.features[feature];
        return (
          <div key={feature} className="jp-VcpSpec-missingRow" aria-disabled="true">
            <dt>{label(feature)}</dt>
            <dd>{reason ? textIn(reason, language) : trans.__('%1 does not have it.', provider.name)}</dd>
          </div>
        );
      })}
    </dl>
  );

  function label(feature: FeatureName): string {
    switch (feature) {
      case 'ipAddress':
        return trans.__('Addresses');
      case 'macAddress':
        return trans.__('MAC addresses');
      case 'attachVolume':
        return trans.__('Attached disks');
      default:
        return trans.__('Tags');
    }
  }
}
