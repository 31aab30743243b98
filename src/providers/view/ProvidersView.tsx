import { refreshIcon } from '@jupyterlab/ui-components';
import React, { useMemo, useState } from 'react';

import { inLanguage } from '../../common/bilingual';
import { IconButton } from '../../common/components/IconButton';
import type { IHandshakeText } from '../../common/handshakeText';
import { shownProvider } from '../model/providersModel';
import { Badge } from './Badge';
import { CredentialsSection } from './CredentialsSection';
import { ErrorNote } from './ErrorNote';
import { FlavorsSection } from './FlavorsSection';
import { NetworksSection } from './NetworksSection';
import { ProviderList } from './ProviderList';
import { ProvidersContext, useProviders, useSnapshot } from './context';
import type { IProvidersOptions } from './context';
import { availabilityBadge } from './words';

/** The panel "VCP Providers": all providers at the left, the chosen one at the right. */
export function ProvidersView(props: { readonly options: IProvidersOptions; readonly problem: IHandshakeText | null }): JSX.Element {
  const { options, problem } = props;
  const [said, say] = useState('');
  const context = useMemo(() => ({ ...options, say }), [options]);
  return (
    <ProvidersContext.Provider value={context}>
      <Head said={said} />
      {problem ? <HandshakeNote problem={problem} /> : <Body />}
    </ProvidersContext.Provider>
  );
}

function Head({ said }: { readonly said: string }): JSX.Element {
  const { model, say, trans } = useProviders();
  const { providers, credentials, catalog } = useSnapshot();
  const asking = providers.asking || credentials.asking || catalog.asking;
  return (
    <div className="jp-VcpProviders-head">
      <h2>{trans.__('VCP Providers')}</h2>
      <IconButton
        icon={refreshIcon}
        label={trans.__('Refresh')}
        onClick={() => {
          say('');
          void model.refresh();
        }}
      />
      <p className="jp-VcpProviders-said" role="status">
        {asking ? trans.__('Asking…') : said}
      </p>
    </div>
  );
}

function HandshakeNote({ problem }: { readonly problem: IHandshakeText }): JSX.Element {
  return (
    <div className="jp-VcpProviders-error" role="alert">
      <p>{problem.title}</p>
      <p>{problem.advice}</p>
      {problem.command && <code>{problem.command}</code>}
    </div>
  );
}

function Body(): JSX.Element {
  const { model, trans } = useProviders();
  const snapshot = useSnapshot();
  const { providers, credentials } = snapshot;
  const shown = shownProvider(snapshot);
  const retry = (): void => void model.refresh();
  if (providers.answer === null || shown === null) {
    return (
      <>
        <ErrorNote error={providers.error} retry={retry} />
        {providers.answer && <p className="jp-VcpProviders-note">{trans.__('The Jupyter server knows no provider.')}</p>}
      </>
    );
  }
  return (
    <div className="jp-VcpProviders-body">
      <ProviderList list={providers.answer.list} shown={shown} credentials={credentials.answer} />
      {/* Another provider starts at its top, with nothing half done. */}
      <div className="jp-VcpProviders-details" key={shown.name}>
        <ErrorNote error={providers.error} retry={retry} />
        <DetailsHead />
        <CredentialsSection provider={shown} />
        <FlavorsSection provider={shown} known={providers.answer} />
        <NetworksSection provider={shown} />
      </div>
    </div>
  );
}

function DetailsHead(): JSX.Element | null {
  const { language, trans } = useProviders();
  const provider = shownProvider(useSnapshot());
  return (
    provider && (
      <div className="jp-VcpProviders-detailsHead">
        <h2>
          {provider.name} <span className="jp-VcpProviders-title">{inLanguage(provider.title, language)}</span>
        </h2>
        <Badge badge={availabilityBadge(provider.available, trans)} />
        {provider.available === false && (
          <p className="jp-VcpProviders-note">
            {trans.__('Units of this provider cannot be created here. Your VC administrator decides which plugins the VC Controller has.')}
          </p>
        )}
      </div>
    )
  );
}
