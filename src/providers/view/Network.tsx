import React, { useId } from 'react';

import type { IAddressInUse } from '../../common/addressesInUse';
import { unitPath } from '../../common/addressesInUse';
import type { IAddressUse, INetwork } from '../domain/networks';
import { Badge } from './Badge';
import { Copyable } from './Copyable';
import { useProviders } from './context';

export interface INetworkProps {
  readonly network: INetwork;
  /** Whether it is known which addresses are in use. */
  readonly known: boolean;
  /** A provider of disks, which have no addresses. */
  readonly disks: boolean;
}

/** One entry of the VPN catalog. */
export function Network({ network, known, disks }: INetworkProps): JSX.Element {
  const { trans } = useProviders();
  const id = useId();
  const { name, provider, range, addresses, chosen } = network;
  return (
    <article className="jp-VcpProviders-network" aria-labelledby={id}>
      <h4 id={id}>
        {name} <span className="jp-VcpProviders-dim">{provider}</span>{' '}
        {chosen && <Badge badge={{ status: 'ok', text: trans.__('Used by vcp_config.yml') }} />}
      </h4>
      {range === null && (
        <p className="jp-VcpProviders-note">
          {trans.__('The entry has no address range (private_network_ipmask), so neither used nor free addresses can be told.')}
        </p>
      )}
      {range !== null && addresses === null && (
        <p className="jp-VcpProviders-note">{trans.__('%1 is not a range in CIDR notation, such as 172.30.2.0/24.', range)}</p>
      )}
      {addresses && <Addresses range={range ?? ''} use={addresses} known={known} disks={disks} />}
      <Values network={network} />
    </article>
  );
}

interface IAddressesProps {
  readonly range: string;
  readonly use: IAddressUse;
  readonly known: boolean;
  readonly disks: boolean;
}

function Addresses({ range, use, known, disks }: IAddressesProps): JSX.Element {
  const { language, trans } = useProviders();
  const number = new Intl.NumberFormat(language);
  return (
    <>
      <dl className="jp-VcpProviders-facts">
        <dt>{trans.__('Address range')}</dt>
        <dd>
          <Copyable text={range} label={trans.__('address range')} />{' '}
          {trans.__('%1 addresses, %2 for nodes', number.format(use.size), number.format(use.offered))}
        </dd>
        <dt>{trans.__('In use')}</dt>
        <dd>{known ? number.format(use.used.length) : trans.__('unknown')}</dd>
        <dt>{trans.__('Free')}</dt>
        <dd>{known ? number.format(use.free) : trans.__('unknown')}</dd>
        {known && !disks && use.next.length > 0 && (
          <>
            <dt>{trans.__('Next free addresses')}</dt>
            <dd className="jp-VcpProviders-addresses">
              {use.next.map(address => (
                <Copyable key={address} text={address} label={address} />
              ))}
            </dd>
          </>
        )}
      </dl>
      <p className="jp-VcpProviders-note">
        {known
          ? trans.__(
              'Counted are the nodes of the unit groups that the VCP panel shows; in privileged mode these are the ones of all users.'
            )
          : trans.__('Which addresses are in use is not known, because the unit groups could not be listed.')}
      </p>
      {use.used.length > 0 && <UsedAddresses used={use.used} />}
    </>
  );
}

/** Most rows that are shown of the addresses in use. */
const MOST_ROWS = 200;

function UsedAddresses({ used }: { readonly used: readonly IAddressInUse[] }): JSX.Element {
  const { trans } = useProviders();
  const rest = used.length - MOST_ROWS;
  return (
    <details className="jp-VcpProviders-used">
      <summary>{trans._n('%1 address in use', '%1 addresses in use', used.length)}</summary>
      <table className="jp-VcpProviders-table" aria-label={trans.__('Addresses in use')}>
        <thead>
          <tr>
            <th scope="col">{trans.__('Address')}</th>
            <th scope="col">{trans.__('Unit')}</th>
            <th scope="col">{trans.__('Node')}</th>
          </tr>
        </thead>
        <tbody>
          {used.slice(0, MOST_ROWS).map(node => (
            <tr key={`${node.address} ${unitPath(node)} ${node.node}`}>
              <td>{node.address}</td>
              <td>{unitPath(node)}</td>
              <td>{node.node}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rest > 0 && <p className="jp-VcpProviders-note">{trans._n('and %1 more', 'and %1 more', rest)}</p>}
    </details>
  );
}

/** All keys of the entry: they differ per provider, so they stand as the catalog has them. */
function Values({ network }: { readonly network: INetwork }): JSX.Element | null {
  const { trans } = useProviders();
  if (network.values.length === 0) {
    return <p className="jp-VcpProviders-note">{trans.__('The entry has no keys: the provider needs none.')}</p>;
  }
  return (
    <dl className="jp-VcpProviders-facts">
      {network.values.map(([key, value]) => (
        <React.Fragment key={key}>
          <dt>
            <code>{key}</code>
          </dt>
          <dd>{value}</dd>
        </React.Fragment>
      ))}
    </dl>
  );
}
