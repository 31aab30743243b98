import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { ApiError } from '../../api/errors';
import { errorText } from '../../common/errorText';
import { isInCubbyhole, isKeyFile, lacksReference } from '../domain/credentials';
import type { ICredentialKey } from '../domain/credentials';
import type { ICredentialsEntrySnapshot } from '../model/credentialsEntry';
import { SecretField } from './SecretField';
import type { SecretElement } from './SecretField';
import { faultText } from './words';

export interface IStoreFormProps {
  /** Section of vcp_config.yml. */
  readonly section: string;
  readonly snapshot: ICredentialsEntrySnapshot;
  /** Address of the secret store. */
  readonly store: string;
  /** Path of vcp_config.yml. */
  readonly configFile: string;
  /** Takes the element of the field of that key. */
  readonly register: (key: string) => (element: SecretElement | null) => void;
  /** Whether missing references are written into vcp_config.yml. */
  readonly reference: boolean;
  readonly onReference: (reference: boolean) => void;
  readonly trans: TranslationBundle;
}

/** Body of the dialog: one field per key, where it is written, and what was wrong. */
export function StoreForm(props: IStoreFormProps): JSX.Element {
  const { section, snapshot, store, trans } = props;
  const { keys, faults, busy, error } = snapshot;
  const faultOf = ({ key }: ICredentialKey, position: number): string | null => {
    const fault = faults.find(found => (found.code === 'empty' ? position === 0 : found.key === key));
    return fault ? faultText(fault, trans) : null;
  };
  const firstToEnter = keys.find(({ state }) => state !== 'resolved') ?? keys[0];
  return (
    <div className="jp-VcpSecretForm">
      <p>{trans.__('The values are written into the secret store at %1.', store)}</p>
      {keys.some(({ target }) => isInCubbyhole(target)) && (
        <p>
          {trans.__('They lie in the cubbyhole of your access token: nobody else can read them, and neither can you with another token.')}
        </p>
      )}
      {keys.map((entry, position) => (
        <SecretField
          key={entry.key}
          label={entry.key}
          help={<FieldHelp entry={entry} keyFile={isKeyFile(section, entry.key)} trans={trans} />}
          fault={faultOf(entry, position)}
          multiline={entry.multiline}
          keyFile={isKeyFile(section, entry.key)}
          first={entry === firstToEnter}
          fieldRef={props.register(entry.key)}
          trans={trans}
        />
      ))}
      {keys.some(lacksReference) && <ReferenceChoice {...props} />}
      <p>{trans.__('Fields that are left empty change nothing. No value is shown again, in no place.')}</p>
      <Failure error={error} trans={trans} />
      <div role="status">{busy && trans.__('Storing…')}</div>
    </div>
  );
}

interface IFieldHelpProps {
  readonly entry: ICredentialKey;
  readonly keyFile: boolean;
  readonly trans: TranslationBundle;
}

function FieldHelp({ entry, keyFile, trans }: IFieldHelpProps): JSX.Element {
  return (
    <>
      {keyFile && (
        <>{trans.__('The JSON key file of a service account, as one line of Base64: a file that you choose here is encoded for you.')} </>
      )}
      {trans.__('Written to %1.', entry.target)}
      {entry.state === 'resolved' && <> {trans.__('A secret is there already; it would be replaced.')}</>}
    </>
  );
}

function ReferenceChoice({ reference, onReference, configFile, trans }: IStoreFormProps): JSX.Element {
  return (
    <label className="jp-VcpSecret-choice">
      <input
        type="checkbox"
        checked={reference}
        onChange={event => {
          onReference(event.target.checked);
        }}
      />
      {trans.__('Write the references into %1; plain text there is replaced, and a back-up is made beside it', configFile)}
    </label>
  );
}

/** Why nothing was stored. What was entered stays in the fields. */
function Failure({ error, trans }: { readonly error: unknown; readonly trans: TranslationBundle }): JSX.Element | null {
  if (error === null) {
    return null;
  }
  const { title, advice, detail } = errorText(error, trans);
  const changed = error instanceof ApiError && error.code === 'changed';
  return (
    <div className="jp-VcpSecret-fault" role="alert">
      {/* The advice for a changed file says that nothing was written; the secret store may have been before that was seen. */}
      <p>{[title, changed ? '' : advice].filter(part => part !== '').join(' ')}</p>
      <p>
        {changed
          ? trans.__('The file was read again, and what you entered is still here: look at the fields, then store.')
          : trans.__('What you entered is still here.')}
      </p>
      {detail && <pre lang="en">{detail}</pre>}
    </div>
  );
}
