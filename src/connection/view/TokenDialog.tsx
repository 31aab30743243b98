import { Dialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import React from 'react';

import '../../../style/connection.css';
import type { ConnectionState } from '../../api/types';
import { useSignalValue } from '../../common/useSignal';
import type { IConnection } from '../../tokens';
import { TokenEntry } from '../model/tokenEntry';
import { TokenForm } from './TokenForm';

/**
 * The dialog that asks for an access token and stays until the controller has accepted one or the user gives up.
 *
 * #### Notes
 * A plain `showDialog` closes before the answer is known. The token is never the dialog's value: it goes from the field to the server
 * half, and the field goes with the dialog.
 */
export class TokenDialog extends Dialog<void> {
  constructor(options: TokenDialog.IOptions) {
    const { connection, trans } = options;
    const body = new TokenBody(connection, trans);
    super({
      title: trans.__('VCP access token'),
      body,
      buttons: [Dialog.cancelButton({ label: trans.__('Cancel') }), Dialog.okButton({ label: trans.__('Connect') })],
      defaultButton: ACCEPT,
      focusNodeSelector: 'input'
    });
    this._tokenBody = body;
    this.addClass('jp-VcpTokenDialog');
  }

  /** The state after the token was accepted; null until then. */
  get accepted(): ConnectionState | null {
    return this._accepted;
  }

  override resolve(index: number = ACCEPT): void {
    if (index === ACCEPT) {
      void this._submit();
    } else {
      super.resolve(index);
    }
  }

  private async _submit(): Promise<void> {
    const accepted = await this._tokenBody.submit();
    if (accepted && !this.isDisposed) {
      this._accepted = accepted;
      super.resolve(ACCEPT);
    }
  }

  private readonly _tokenBody: TokenBody;
  private _accepted: ConnectionState | null = null;
}

export namespace TokenDialog {
  export interface IOptions {
    readonly connection: IConnection;
    readonly trans: TranslationBundle;
  }
}

/** Index of the button that sends the token. */
const ACCEPT = 1;

class TokenBody extends ReactWidget {
  constructor(
    private readonly _connection: IConnection,
    private readonly _trans: TranslationBundle
  ) {
    super();
    this._entry = new TokenEntry(_connection);
  }

  submit(): Promise<ConnectionState | null> {
    return this._entry.submit(this._text);
  }

  override dispose(): void {
    this._text = '';
    this._entry.dispose();
    super.dispose();
  }

  protected override render(): JSX.Element {
    return <TokenView entry={this._entry} connection={this._connection} onEdit={text => (this._text = text)} trans={this._trans} />;
  }

  private readonly _entry: TokenEntry;
  private _text = '';
}

function TokenView(props: {
  readonly entry: TokenEntry;
  readonly connection: IConnection;
  readonly onEdit: (token: string) => void;
  readonly trans: TranslationBundle;
}): JSX.Element {
  const { entry, connection, onEdit, trans } = props;
  const snapshot = useSignalValue(entry.changed, () => entry.snapshot);
  const host = useSignalValue(connection.changed, () => connection.state?.host ?? '');
  return <TokenForm snapshot={snapshot} host={host} onEdit={onEdit} trans={trans} />;
}
