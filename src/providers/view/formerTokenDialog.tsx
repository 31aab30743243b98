import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { MAX_TOKEN_LENGTH } from '../../common/accessToken';
import { errorText } from '../../common/errorText';
import { SubmitDialog } from '../../common/submitDialog';
import { useSignalValue } from '../../common/useSignal';
import type { ICredentialsCopy } from '../../tokens';
import { FormerToken } from '../model/formerToken';
import type { IFormerTokenSnapshot } from '../model/formerToken';
import { SecretBody } from './secretBody';
import { SecretField } from './SecretField';
import type { SecretElement } from './SecretField';
import type { IProvidersContext } from './context';

/** Asks for a former access token and copies secrets out of its cubbyhole. Null when the user gave up. */
export async function openFormerTokenDialog({ model, trans }: IProvidersContext): Promise<ICredentialsCopy | null> {
  const former = new FormerToken(token => model.copyCredentials(token));
  const dialog = new SubmitDialog<ICredentialsCopy>({
    title: trans.__('Copy From a Former Token'),
    body: new FormerTokenBody(former, trans),
    accept: trans.__('Copy'),
    trans
  });
  dialog.addClass('jp-VcpSecretDialog');
  await dialog.launch();
  return dialog.result;
}

const FIELD = 'token';

class FormerTokenBody extends SecretBody<ICredentialsCopy> {
  constructor(
    private readonly _former: FormerToken,
    private readonly _trans: TranslationBundle
  ) {
    super();
  }

  async submit(): Promise<ICredentialsCopy | null> {
    const copy = await this._former.submit(this.values().get(FIELD) ?? '');
    if (copy === null) {
      this.focus(FIELD);
    }
    return copy;
  }

  override dispose(): void {
    this._former.dispose();
    super.dispose();
  }

  protected override render(): JSX.Element {
    return <FormerTokenView former={this._former} fieldRef={this.register(FIELD)} trans={this._trans} />;
  }
}

interface IFormerTokenViewProps {
  readonly former: FormerToken;
  readonly fieldRef: (element: SecretElement | null) => void;
  readonly trans: TranslationBundle;
}

function FormerTokenView({ former, fieldRef, trans }: IFormerTokenViewProps): JSX.Element {
  const { busy, problem } = useSignalValue(former.changed, () => former.snapshot);
  return (
    <div className="jp-VcpSecretForm">
      <SecretField
        label={trans.__('Former access token')}
        help={trans.__(
          'It must still be valid. The Jupyter server reads with it what vcp_config.yml refers to, writes that into the cubbyhole of the present token, and forgets the former one. Secrets that are there already stay.'
        )}
        fault={problemText(problem, trans)}
        first
        fieldRef={fieldRef}
        trans={trans}
      />
      <div role="status">{busy && trans.__('Copying…')}</div>
    </div>
  );
}

function problemText(problem: IFormerTokenSnapshot['problem'], trans: TranslationBundle): string | null {
  switch (problem) {
    case null:
      return null;
    case 'empty':
      return trans.__('Enter the access token.');
    case 'too-long':
      return trans.__('This is too long for an access token: %1 characters are the limit.', MAX_TOKEN_LENGTH);
    default: {
      const { title, advice } = errorText(problem.error, trans);
      return [title, advice].filter(part => part !== '').join(' ');
    }
  }
}
