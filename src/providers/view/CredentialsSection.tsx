import React from 'react';

import type { Credentials } from '../../api/types';
import { sourceName } from '../../common/sourceName';
import { useSignalValue } from '../../common/useSignal';
import { sectionOf } from '../domain/credentials';
import type { ISection } from '../domain/credentials';
import type { IProvider } from '../domain/provider';
import { Button } from './Button';
import { Copyable } from './Copyable';
import { ErrorNote } from './ErrorNote';
import { KeyTable } from './KeyTable';
import { Section } from './Section';
import { UnresolvedNote } from './UnresolvedNote';
import { useProviders, useSnapshot } from './context';
import { openStoreDialog } from './storeDialog';

/** Which keys the provider needs in vcp_config.yml, how each stands, and the ways to complete them. */
export function CredentialsSection({ provider }: { readonly provider: IProvider }): JSX.Element {
  const { model, trans } = useProviders();
  const { credentials } = useSnapshot();
  const { answer } = credentials;
  const section = answer && sectionOf(answer.providers, provider);
  return (
    <Section name="credentials">
      <ErrorNote error={credentials.error} retry={() => void model.refreshCredentials()} />
      {answer && section && section.keys.length > 0 && <Keys credentials={answer} section={section} />}
      {answer && !section?.keys.length && (
        <p className="jp-VcpProviders-note">{trans.__('This provider needs no credentials: its machines are there already.')}</p>
      )}
    </Section>
  );
}

function Keys({ credentials, section }: { readonly credentials: Credentials; readonly section: ISection }): JSX.Element {
  const { trans } = useProviders();
  return (
    <>
      {!section.configured && (
        <p className="jp-VcpProviders-note">
          {trans.__(
            'vcp_config.yml has no section %1 yet. Storing the credentials writes it, with references in the place of secrets.',
            section.section
          )}
        </p>
      )}
      <UnresolvedNote credentials={credentials} section={section} />
      <KeyTable keys={section.keys} />
      <StoreButton credentials={credentials} section={section} />
      <Places credentials={credentials} section={section} />
    </>
  );
}

function StoreButton({ credentials, section }: { readonly credentials: Credentials; readonly section: ISection }): JSX.Element {
  const context = useProviders();
  const { connection, commands, trans } = context;
  const hasToken = useSignalValue(connection.changed, () => connection.state?.token.present ?? true);
  const reason = !hasToken
    ? trans.__('The secret store takes the access token of the VC Controller, and none has been entered.')
    : credentials.store.url === null
      ? trans.__('The address of the secret store is not known, because the VC Controller is not configured.')
      : credentials.configFile === null
        ? trans.__('There is no folder for vcp_config.yml. Make ~/vcp_config, or name another one in VCPSDK_CONFIG_DIR.')
        : null;
  return (
    <div className="jp-VcpProviders-actions">
      <Button reason={reason} onClick={() => void openStoreDialog(context, credentials, section.section)}>
        {trans.__('Store in Vault…')}
      </Button>
      {!hasToken && <Button onClick={() => void commands.execute('vcp:enter-token')}>{trans.__('Enter Access Token…')}</Button>}
    </div>
  );
}

/** Where the file and the secret store are, and who shares the section. */
function Places({ credentials, section }: { readonly credentials: Credentials; readonly section: ISection }): JSX.Element {
  const { model, trans } = useProviders();
  const { configFile, store } = credentials;
  return (
    <>
      <dl className="jp-VcpProviders-facts">
        <dt>{trans.__('Section')}</dt>
        <dd>
          <code>{section.section}</code>
          {section.providers.length > 1 && <> {trans.__('(shared by %1)', section.providers.join(', '))}</>}
        </dd>
        <dt>{trans.__('Configuration file')}</dt>
        <dd>{configFile ? <Copyable text={configFile} label={trans.__('path of the file')} /> : trans.__('not found')}</dd>
        <dt>{trans.__('Secret store')}</dt>
        <dd>
          {store.url ? <Copyable text={store.url} label={trans.__('address of the secret store')} /> : trans.__('unknown')}{' '}
          <span className="jp-VcpProviders-dim">{sourceName(store.source, trans)}</span>
        </dd>
      </dl>
      {store.failure && <StoreFailure failure={store.failure} retry={() => void model.refreshCredentials()} />}
    </>
  );
}

/** Why the references could not be checked. */
function StoreFailure({
  failure,
  retry
}: {
  readonly failure: NonNullable<Credentials['store']['failure']>;
  readonly retry: () => void;
}): JSX.Element {
  const { trans } = useProviders();
  return (
    <div className="jp-VcpProviders-error" role="alert">
      <p>{trans.__('The references could not be checked, because the secret store did not answer.')}</p>
      <p lang="en">{failure.message}</p>
      <Button onClick={retry}>{trans.__('Retry')}</Button>
    </div>
  );
}
