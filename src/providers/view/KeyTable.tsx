import React from 'react';

import { credentialName } from '../../common/credentialName';
import type { ICredentialKey } from '../domain/credentials';
import { Badge } from './Badge';
import { Copyable } from './Copyable';
import { useProviders } from './context';
import { KEY_STATUS, keyAdvice } from './words';

/** The keys of a section, each with its state and reference. Values are never sent to the page, so they cannot be shown. */
export function KeyTable({ keys }: { readonly keys: readonly ICredentialKey[] }): JSX.Element {
  const { trans } = useProviders();
  return (
    <table className="jp-VcpProviders-table" aria-label={trans.__('Keys of the credentials')}>
      <thead>
        <tr>
          <th scope="col">{trans.__('Key')}</th>
          <th scope="col">{trans.__('State')}</th>
          <th scope="col" className="jp-VcpProviders-unbroken">
            {trans.__('Reference')}
          </th>
        </tr>
      </thead>
      <tbody>
        {keys.map(entry => (
          <KeyRow key={entry.key} entry={entry} />
        ))}
      </tbody>
    </table>
  );
}

function KeyRow({ entry }: { readonly entry: ICredentialKey }): JSX.Element {
  const { trans } = useProviders();
  return (
    <tr>
      <th scope="row">
        <code>{entry.key}</code>
      </th>
      <td>
        <Badge badge={{ status: KEY_STATUS[entry.state], text: credentialName(entry.state, trans) }} />
        <div className="jp-VcpProviders-dim">{keyAdvice(entry.state, trans)}</div>
      </td>
      <td>
        {entry.reference ? (
          <Copyable text={entry.reference} label={trans.__('reference of %1', entry.key)} />
        ) : (
          <span className="jp-VcpProviders-unbroken">{trans.__('none')}</span>
        )}
      </td>
    </tr>
  );
}
