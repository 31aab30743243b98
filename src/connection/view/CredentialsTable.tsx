import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { credentialName } from '../../common/credentialName';
import { STATUS_ICONS } from '../../common/statusIcons';
import type { CredentialKey, CredentialProvider, StageStatus } from './words';

const SEVERITY: Readonly<Record<CredentialKey['state'], StageStatus>> = {
  literal: 'ok',
  resolved: 'ok',
  unresolved: 'failed',
  missing: 'failed',
  unchecked: 'skipped'
};

/** Whether each provider's credential keys are there. Values are never sent to the page, so they cannot be shown. */
export function CredentialsTable(props: {
  readonly providers: readonly CredentialProvider[];
  /** Opens the panel in which credentials are stored; undefined where there is none. */
  readonly open?: (() => void) | undefined;
  readonly trans: TranslationBundle;
}): JSX.Element {
  const { providers, open, trans } = props;
  return (
    <>
      {providers.length === 0 ? (
        <p className="jp-VcpCheck-note">{trans.__('vcp_config.yml has credentials for no provider.')}</p>
      ) : (
        <KeysTable providers={providers} trans={trans} />
      )}
      {open && (
        <button type="button" className="jp-Button jp-mod-styled jp-VcpCheck-button" onClick={open}>
          {trans.__('Store Credentials…')}
        </button>
      )}
    </>
  );
}

function KeysTable(props: { readonly providers: readonly CredentialProvider[]; readonly trans: TranslationBundle }): JSX.Element {
  const { providers, trans } = props;
  return (
    <table className="jp-VcpCheck-table">
      <caption className="jp-VcpCheck-heading">{trans.__('Credentials')}</caption>
      <thead>
        <tr>
          <th scope="col">{trans.__('Provider')}</th>
          <th scope="col">{trans.__('Key')}</th>
          <th scope="col">{trans.__('State')}</th>
        </tr>
      </thead>
      {providers.map(provider => (
        <ProviderRows key={provider.provider} provider={provider} trans={trans} />
      ))}
    </table>
  );
}

function ProviderRows(props: { readonly provider: CredentialProvider; readonly trans: TranslationBundle }): JSX.Element {
  const { provider, trans } = props;
  const rows = provider.keys.length;
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" rowSpan={Math.max(rows, 1)}>
          {provider.provider}
          {provider.available === false && <div className="jp-VcpCheck-note">{trans.__('Not offered by this VC Controller')}</div>}
        </th>
        {rows === 0 ? <td colSpan={2}>{trans.__('No keys needed')}</td> : <KeyCells credential={provider.keys[0]} trans={trans} />}
      </tr>
      {provider.keys.slice(1).map(credential => (
        <tr key={credential.key}>
          <KeyCells credential={credential} trans={trans} />
        </tr>
      ))}
    </tbody>
  );
}

function KeyCells(props: { readonly credential: CredentialKey | undefined; readonly trans: TranslationBundle }): JSX.Element | null {
  const { credential, trans } = props;
  if (!credential) {
    return null;
  }
  const severity = SEVERITY[credential.state];
  const Icon = STATUS_ICONS[severity].react;
  return (
    <>
      <td className="jp-VcpCheck-code">{credential.key}</td>
      <td className={`jp-mod-${severity}`}>
        <span className="jp-VcpCheck-status">
          <Icon tag="span" aria-hidden="true" />
          {credentialName(credential.state, trans)}
        </span>
        {credential.reference && <div className="jp-VcpCheck-code">{credential.reference}</div>}
      </td>
    </>
  );
}
