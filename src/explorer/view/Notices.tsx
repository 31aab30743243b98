import React, { useId, useState } from 'react';

import { errorText } from '../../common/errorText';
import type { ConnectionState } from '../../api/types';
import { useExplorer, useExplorerState } from './context';
import { reasonText } from './words';

/** Why the tree is empty, and the one next step. */
export function NoGroups(): JSX.Element {
  const { commands, trans } = useExplorer();
  const { all } = useExplorerState();
  return (
    <div className="jp-VcpExplorer-empty">
      <p>{all ? trans.__('No user has a unit group yet.') : trans.__('No unit groups yet.')}</p>
      {commands.hasCommand('vcp:new-spec') ? (
        <>
          <p>{trans.__('A spec makes your first node, with its unit group; or create an empty unit group for code of your own.')}</p>
          <CommandButton command="vcp:new-spec" label={trans.__('New Spec')} />
        </>
      ) : (
        <p>{trans.__('Create an empty unit group, and add units to it with the SDK from a notebook.')}</p>
      )}
      <CreateGroupButton />
    </div>
  );
}

function CreateGroupButton(): JSX.Element {
  const { model, trans, language, createGroup } = useExplorer();
  const reasonId = useId();
  const fault = model.creationFault();
  return (
    <>
      <button
        type="button"
        className="jp-mod-styled"
        aria-disabled={fault !== null || undefined}
        aria-describedby={fault ? reasonId : undefined}
        onClick={() => {
          if (!fault) {
            void createGroup();
          }
        }}
      >
        {trans.__('Create Unit Group…')}
      </button>
      {fault && <p id={reasonId}>{reasonText(fault, trans, language)}</p>}
    </>
  );
}

/** The filter hides everything. */
export function NoMatch(): JSX.Element {
  const { model, trans } = useExplorer();
  return (
    <div className="jp-VcpExplorer-empty">
      <p>{trans.__('Nothing matches the filter.')}</p>
      <button
        type="button"
        className="jp-mod-styled"
        onClick={() => {
          model.setFilter('');
        }}
      >
        {trans.__('Clear Filter')}
      </button>
    </div>
  );
}

/** A button for a command, if it exists. */
export function CommandButton({ command, label }: { readonly command: string; readonly label: string }): JSX.Element | null {
  const { commands } = useExplorer();
  if (!commands.hasCommand(command)) {
    return null;
  }
  return (
    <button
      type="button"
      className="jp-mod-styled jp-mod-accept"
      onClick={() => {
        void commands.execute(command);
      }}
    >
      {label}
    </button>
  );
}

/** The three things that a connection needs, what was found where, and a button for the first that is missing. */
export function NotConnected({ state }: { readonly state: ConnectionState }): JSX.Element {
  const { trans } = useExplorer();
  const found = (what: string, source: ConnectionState['token']['source'] | undefined): string =>
    source?.name ? trans.__('%1 (from %2)', what, source.name) : what;
  return (
    <div className="jp-VcpExplorer-empty">
      <h2>{trans.__('Not connected to a VC Controller')}</h2>
      <dl>
        <Need
          label={trans.__('Address')}
          there={state.host !== null}
          text={state.host === null ? trans.__('missing: write vcc.host into vcp_config.yml') : found(state.host, state.hostSource)}
        />
        <Need
          label={trans.__('CA certificate')}
          there={state.tls.ca.kind !== 'none'}
          text={state.tls.ca.kind === 'none' ? trans.__('not set: the system trusts what it knows') : found(trans.__('set'), state.tls.ca)}
        />
        <Need
          label={trans.__('Access token')}
          there={state.state !== 'token_refused' && state.token.present}
          text={tokenText(state, found, trans)}
        />
      </dl>
      {state.state === 'no_token' || state.state === 'token_refused' ? (
        <CommandButton command="vcp:enter-token" label={trans.__('Enter Access Token…')} />
      ) : (
        <CommandButton command="vcp:check-connection" label={trans.__('Check Connection')} />
      )}
    </div>
  );
}

function tokenText(
  state: ConnectionState,
  found: (what: string, source: ConnectionState['token']['source'] | undefined) => string,
  trans: ReturnType<typeof useExplorer>['trans']
): string {
  if (!state.token.present) {
    return trans.__('missing');
  }
  return found(state.state === 'token_refused' ? trans.__('refused by the controller') : trans.__('set'), state.token.source);
}

function Need({ label, there, text }: { readonly label: string; readonly there: boolean; readonly text: string }): JSX.Element {
  return (
    <div className={there ? 'jp-mod-there' : 'jp-mod-missing'}>
      <dt>{label}</dt>
      <dd>
        <span aria-hidden="true">{there ? '✓ ' : '✗ '}</span>
        {text}
      </dd>
    </div>
  );
}

/** A request has failed; what is shown below, if anything, is old. */
export function Failed({ error }: { readonly error: unknown }): JSX.Element {
  const { model, trans } = useExplorer();
  const { tree } = useExplorerState();
  const [open, setOpen] = useState(false);
  const { title, advice, detail } = errorText(error, trans);
  return (
    <div className="jp-VcpExplorer-failedBox" role="alert">
      <p>
        {title} {advice}
      </p>
      {tree && <p>{trans.__('What is shown below may be out of date.')}</p>}
      <div className="jp-VcpExplorer-operations">
        <button
          type="button"
          className="jp-mod-styled"
          onClick={() => {
            void model.refresh();
          }}
        >
          {trans.__('Retry')}
        </button>
        {detail !== '' && (
          <button
            type="button"
            className="jp-mod-styled"
            aria-expanded={open}
            onClick={() => {
              setOpen(!open);
            }}
          >
            {trans.__('Details')}
          </button>
        )}
      </div>
      {open && <pre lang="en">{detail}</pre>}
    </div>
  );
}

/** Before the first answer. */
export function Loading(): JSX.Element {
  const { trans } = useExplorer();
  return (
    <div className="jp-VcpExplorer-loading" role="status" aria-label={trans.__('Loading unit groups')}>
      <span />
      <span />
      <span />
    </div>
  );
}
