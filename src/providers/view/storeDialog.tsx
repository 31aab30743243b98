import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import type { Credentials } from '../../api/types';
import { SubmitDialog } from '../../common/submitDialog';
import { useSignalValue } from '../../common/useSignal';
import { lacksReference } from '../domain/credentials';
import { CredentialsEntry } from '../model/credentialsEntry';
import { SecretBody } from './secretBody';
import { StoreForm } from './StoreForm';
import type { IProvidersContext } from './context';

/** Asks for the credentials of a section and stores them. Resolves when the dialog has closed. */
export async function openStoreDialog(context: IProvidersContext, credentials: Credentials, section: string): Promise<void> {
  const { connection, model, say, trans } = context;
  const entry = new CredentialsEntry({ connection, section, credentials });
  const dialog = new SubmitDialog<Credentials>({
    title: trans.__('Store Credentials of %1', section),
    body: new StoreBody(entry, section, credentials, trans),
    accept: trans.__('Store'),
    focus: 'input, textarea',
    trans
  });
  dialog.addClass('jp-VcpSecretDialog');
  await dialog.launch();
  if (dialog.result) {
    model.takeCredentials(dialog.result);
    say(trans.__('The credentials of %1 were stored.', section));
  } else {
    // Given up on the way: only the server half knows whether they were stored.
    await model.refreshCredentials();
  }
}

class StoreBody extends SecretBody<Credentials> {
  constructor(
    private readonly _entry: CredentialsEntry,
    private readonly _section: string,
    private readonly _credentials: Credentials,
    private readonly _trans: TranslationBundle
  ) {
    super();
    this._reference = _entry.snapshot.keys.some(lacksReference);
  }

  async submit(): Promise<Credentials | null> {
    const stored = await this._entry.submit(this.values(), this._reference);
    const [fault] = this._entry.snapshot.faults;
    if (fault) {
      this.focus(fault.code === 'empty' ? (this._entry.snapshot.keys[0]?.key ?? '') : fault.key);
    }
    return stored;
  }

  override dispose(): void {
    this._entry.dispose();
    super.dispose();
  }

  protected override render(): JSX.Element {
    return (
      <StoreView
        entry={this._entry}
        section={this._section}
        credentials={this._credentials}
        register={name => this.register(name)}
        reference={this._reference}
        onReference={reference => {
          this._reference = reference;
          this.update();
        }}
        trans={this._trans}
      />
    );
  }

  /** Whether missing references are written into vcp_config.yml. */
  private _reference: boolean;
}

interface IStoreViewProps extends Omit<React.ComponentProps<typeof StoreForm>, 'snapshot' | 'store' | 'configFile'> {
  readonly entry: CredentialsEntry;
  readonly credentials: Credentials;
}

function StoreView({ entry, credentials, ...rest }: IStoreViewProps): JSX.Element {
  const snapshot = useSignalValue(entry.changed, () => entry.snapshot);
  return <StoreForm {...rest} snapshot={snapshot} store={credentials.store.url ?? ''} configFile={credentials.configFile ?? ''} />;
}
