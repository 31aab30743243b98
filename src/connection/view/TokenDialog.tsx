import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import React from 'react';

import '../../../style/connection.css';
import type { ConnectionState } from '../../api/types';
import { SubmitDialog } from '../../common/submitDialog';
import type { ISubmitBody } from '../../common/submitDialog';
import { useSignalValue } from '../../common/useSignal';
import type { IConnection } from '../../tokens';
import { TokenEntry } from '../model/tokenEntry';
import { TokenForm } from './TokenForm';

/** The dialog that asks for an access token and stays until the controller has accepted one or the user gives up. */
export class TokenDialog extends SubmitDialog<ConnectionState> {
  constructor(options: TokenDialog.IOptions) {
    const { connection, trans } = options;
    super({ title: trans.__('VCP access token'), body: new TokenBody(connection, trans), accept: trans.__('Connect'), trans });
    this.addClass('jp-VcpTokenDialog');
  }

  /** The state after the token was accepted; null until then. */
  get accepted(): ConnectionState | null {
    return this.result;
  }
}

export namespace TokenDialog {
  export interface IOptions {
    readonly connection: IConnection;
    readonly trans: TranslationBundle;
  }
}

class TokenBody extends ReactWidget implements ISubmitBody<ConnectionState> {
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
