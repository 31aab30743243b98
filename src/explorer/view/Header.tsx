import { ellipsesIcon, refreshIcon } from '@jupyterlab/ui-components';
import React from 'react';

import type { ConnectionState } from '../../api/types';
import { openCommandMenu } from '../../common/commandMenu';
import { IconButton } from '../../common/components/IconButton';
import { useConnectionState, useExplorer, useExplorerState } from './context';
import { useHandshake } from './HandshakeNotice';

/** Commands of the header's menu, of this feature and of others; those that do not exist are left out. */
const MENU: readonly string[] = [
  'vcp:create-group',
  'vcp:toggle-all-groups',
  'vcp:enter-token',
  'vcp:forget-token',
  'vcp:check-connection',
  'vcp:show-versions'
];

/** Connected to what, as whom; refresh and menu. */
export function Header(): JSX.Element {
  const { model, commands, trans } = useExplorer();
  const state = useConnectionState();
  return (
    <div className="jp-VcpExplorer-header">
      <ConnectionLine state={state} />
      <IconButton
        icon={refreshIcon}
        label={trans.__('Refresh')}
        onClick={() => {
          void model.refresh();
        }}
      />
      <IconButton
        icon={ellipsesIcon}
        label={trans.__('More Actions')}
        opensMenu
        onClick={({ currentTarget }) => {
          openCommandMenu(
            commands,
            MENU.map(command => ({ command })),
            currentTarget
          );
        }}
      />
      {state && !state.tls.verify && (
        <p className="jp-VcpExplorer-warning">
          {trans.__('The certificate of the VC Controller is not checked. Others could read the access token.')}
        </p>
      )}
      {state?.authority?.role === 'readonly' && <p className="jp-VcpExplorer-warning">{trans.__('This access token can only read.')}</p>}
    </div>
  );
}

function ConnectionLine({ state }: { readonly state: ConnectionState | null }): JSX.Element {
  const { commands, trans } = useExplorer();
  const { error } = useExplorerState();
  const handshake = useHandshake();
  if (!state) {
    // Whatever it was that failed stands below; here it must only not look as if it were still going on.
    const failed = error !== null || (handshake !== null && handshake.result !== 'ok');
    return <span className="jp-VcpExplorer-connection">{failed ? trans.__('Not connected') : trans.__('Connecting…')}</span>;
  }
  const host = state.host ?? trans.__('not configured');
  const user = state.authority ? trans.__('%1 (%2)', state.authority.user, roleText(state, trans.__('read only'))) : '';
  const label =
    state.state === 'ready'
      ? trans.__('Connected to %1 as %2. Check the connection.', host, user)
      : trans.__('Not connected to %1. Check the connection.', host);
  return (
    <button
      type="button"
      className={`jp-VcpExplorer-connection ${state.state === 'ready' ? 'jp-mod-connected' : 'jp-mod-disconnected'}`}
      aria-label={label}
      title={label}
      onClick={() => {
        if (commands.hasCommand('vcp:check-connection')) {
          void commands.execute('vcp:check-connection');
        }
      }}
    >
      <span className="jp-VcpExplorer-dot" aria-hidden="true" />
      <span className="jp-VcpExplorer-host">{host}</span>
      <span className="jp-VcpExplorer-user">{state.authority?.user}</span>
      <span className="jp-VcpExplorer-more">{state.authority && <span>({roleText(state, trans.__('read only'))})</span>}</span>
    </button>
  );
}

function roleText({ authority }: ConnectionState, readonlyWord: string): string {
  if (!authority) {
    return '';
  }
  return authority.role === 'readonly' ? `${authority.userRole}, ${readonlyWord}` : authority.userRole;
}
