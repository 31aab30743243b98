import React, { useMemo } from 'react';

import { addressesInUse } from '../../common/addressesInUse';
import { networksOf } from '../domain/networks';
import type { IProvider } from '../domain/provider';
import { ErrorNote } from './ErrorNote';
import { Network } from './Network';
import { Section } from './Section';
import { useProviders, useSnapshot } from './context';

const NONE: readonly IProvider[] = [];

/** The entries that the VPN catalog has for the provider, with the addresses in use and free. */
export function NetworksSection({ provider }: { readonly provider: IProvider }): JSX.Element {
  const { model, trans } = useProviders();
  const { catalog, providers, unitGroups } = useSnapshot();
  const used = useMemo(() => addressesInUse(unitGroups ?? []), [unitGroups]);
  const entries = catalog.answer?.entries ?? null;
  const all = providers.answer?.list ?? NONE;
  const networks = useMemo(() => networksOf(provider, all, entries ?? [], used), [provider, all, entries, used]);
  const chosen = networks.some(network => network.chosen);
  return (
    <Section name="networks">
      <ErrorNote error={catalog.error} retry={() => void model.refreshNetworks()} />
      {entries && networks.length === 0 && (
        <p className="jp-VcpProviders-note">
          {trans.__('The VPN catalog has no network for this provider. Your VC administrator keeps the catalog.')}
        </p>
      )}
      {networks.length > 0 && !chosen && (
        <p className="jp-VcpProviders-error" role="note">
          {trans.__(
            'vcp_config.yml names the network %1 for this provider, which the VPN catalog does not have: units could not be created.',
            provider.privateNetwork
          )}
        </p>
      )}
      {networks.map(network => (
        <Network key={network.name} network={network} known={unitGroups !== null} disks={provider.unitType === 'storage'} />
      ))}
    </Section>
  );
}
