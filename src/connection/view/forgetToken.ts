import { Dialog, showDialog, showErrorMessage } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { ConnectionState } from '../../api/types';
import { errorText } from '../../common/errorText';
import { sourceName } from '../../common/sourceName';
import type { IConnectionContext } from '../context';
import { sayHandshake } from './handshakeNotice';

/** Asks for confirmation and lets the server half forget the access token. */
export async function forgetToken(context: IConnectionContext): Promise<void> {
  const { connection, trans } = context;
  if (sayHandshake(await connection.handshake, trans)) {
    return;
  }
  await connection.refresh();
  const { state } = connection;
  if (state && !state.token.present) {
    await showDialog({
      title: trans.__('VCP access token'),
      body: trans.__('The Jupyter server has no access token, so there is nothing to forget.'),
      buttons: [Dialog.okButton({ label: trans.__('Close') })]
    });
    return;
  }
  const answer = await showDialog({
    title: trans.__('Forget the VCP access token?'),
    body: consequence(state, trans),
    buttons: [Dialog.cancelButton({ label: trans.__('Cancel') }), Dialog.warnButton({ label: trans.__('Forget') })],
    defaultButton: 0
  });
  if (answer.button.accept) {
    await forget(context);
  }
}

async function forget({ connection, trans }: IConnectionContext): Promise<void> {
  try {
    const client = await connection.client();
    connection.update(await client.forgetToken());
  } catch (reason) {
    const { title, advice, detail } = errorText(reason, trans);
    await showErrorMessage(trans.__('The token was not forgotten'), [title, advice, detail].filter(part => part !== '').join('\n'));
  }
}

/** What forgetting means, which depends on where the token came from. */
function consequence(state: ConnectionState | null, trans: TranslationBundle): string {
  const lost = trans.__(
    'Until another token is entered, VCP panels show nothing and jobs that are running cannot go on. Nodes keep running.'
  );
  const source = state?.token.source;
  if (!source || source.kind === 'dialog') {
    return lost;
  }
  const back = trans.__(
    'The token comes from a place that is read again when the Jupyter server starts (%1). To be rid of it for good, remove it there.',
    sourceName(source, trans)
  );
  return `${lost}\n\n${back}`;
}
