import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { ConnectionState } from '../../api/types';
import type { IConnectionContext } from '../context';
import { TokenDialog } from './TokenDialog';
import { sayHandshake } from './handshakeNotice';

/** Milliseconds that the good news stays. */
const SUCCESS_TIME = 5000;

/** Asks for an access token. Resolves when the dialog has closed. */
export async function enterToken(context: IConnectionContext): Promise<void> {
  const { connection, trans } = context;
  const handshake = await connection.handshake;
  if (sayHandshake(handshake, trans)) {
    return;
  }
  if (!connection.state) {
    void connection.refresh(); // Brings the host's name into the dialog; the user need not wait for it.
  }
  const dialog = new TokenDialog({ connection, trans });
  await dialog.launch();
  if (dialog.accepted) {
    sayConnected(dialog.accepted, trans);
  }
}

/** The dialog is gone and Notebook 7 has no status bar, so this is the one place where host and user are seen. */
function sayConnected(state: ConnectionState, trans: TranslationBundle): void {
  const { host, authority } = state;
  if (authority?.role === 'readonly') {
    const text = trans.__('VCP: connected to %1 as %2. This token can only read.', host ?? '', authority.user);
    Notification.warning(text, { autoClose: 8000 });
  } else if (state.state === 'ready') {
    Notification.success(trans.__('VCP: connected to %1 as %2.', host ?? '', authority?.user ?? ''), { autoClose: SUCCESS_TIME });
  }
}
