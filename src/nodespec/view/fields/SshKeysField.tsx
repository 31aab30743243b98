import type { FieldProps } from '@rjsf/utils';
import React, { useState } from 'react';

import { errorText } from '../../../common/errorText';
import { describePublicKey, sshKeyKind } from '../../domain';
import type { SshKey } from '../../domain';
import { useComposer, useSelected } from '../composer';
import { partIds, useField } from '../form/useField';
import type { IField } from '../form/useField';

/** Public keys for root: chosen from the key files of the Jupyter machine, pasted, or made anew. */
export function SshKeysField(props: FieldProps): JSX.Element {
  const { model, trans } = useComposer();
  const field = useField(props);
  const keys = useSelected(snapshot => snapshot.sshKeys);
  const files = useSelected(snapshot => snapshot.surroundings.sshKeys);
  const add = (key: SshKey): void => {
    model.setSshKeys([...keys, key]);
  };
  const offered = (files ?? []).filter(({ path }) => !keys.some(key => key.path === path));
  return (
    <div className="jp-VcpSpec-keys" role="group" aria-labelledby={partIds.label(field.id)}>
      <ul className="jp-VcpSpec-keyList">
        {keys.map((key, position) => (
          <ChosenKey
            key={position}
            chosen={key}
            onRemove={() => {
              model.setSshKeys(keys.filter((_, index) => index !== position));
            }}
          />
        ))}
      </ul>
      <div className="jp-VcpSpec-line">
        {offered.map(file => (
          <button
            key={file.path}
            type="button"
            className="jp-VcpSpec-smallButton"
            title={file.fingerprint}
            onClick={() => {
              add({ path: file.path, text: file.publicKey });
            }}
          >
            {trans.__('+ %1', file.path)}
          </button>
        ))}
        {files?.length === 0 ? <MakeKey onMade={add} /> : null}
      </div>
      <PasteKey field={field} onPaste={add} />
    </div>
  );
}

function ChosenKey({ chosen, onRemove }: { readonly chosen: SshKey; readonly onRemove: () => void }): JSX.Element {
  const { trans } = useComposer();
  const described = describePublicKey(chosen.text ?? '');
  const name = chosen.path ?? (described?.comment || trans.__('pasted key'));
  return (
    <li className="jp-VcpSpec-key">
      <span className="jp-VcpSpec-keyName">{name}</span>
      {described ? <span className="jp-VcpSpec-keyType">{described.type}</span> : null}
      <button type="button" className="jp-VcpSpec-smallButton" aria-label={trans.__('Remove key %1', name)} onClick={onRemove}>
        {trans.__('Remove')}
      </button>
    </li>
  );
}

function MakeKey({ onMade }: { readonly onMade: (key: SshKey) => void }): JSX.Element {
  const { model, trans } = useComposer();
  const [state, setState] = useState<{ readonly busy: boolean; readonly error: string }>({ busy: false, error: '' });
  const make = async (): Promise<void> => {
    setState({ busy: true, error: '' });
    try {
      const key = await model.makeSshKey();
      onMade({ path: key.path, text: key.publicKey });
      setState({ busy: false, error: '' });
    } catch (error) {
      const { title, advice } = errorText(error, trans);
      setState({ busy: false, error: `${title} ${advice}` });
    }
  };
  return (
    <>
      <span className="jp-VcpSpec-note">{trans.__('There is no public key in ~/.ssh.')}</span>
      <button
        type="button"
        className="jp-VcpSpec-smallButton"
        disabled={state.busy}
        onClick={() => {
          void make();
        }}
      >
        {state.busy ? trans.__('Making a key pair…') : trans.__('Make a key pair')}
      </button>
      {state.error ? (
        <span className="jp-VcpSpec-message jp-mod-error" role="alert">
          {state.error}
        </span>
      ) : null}
    </>
  );
}

/** A private key is never taken over into the document: what is in a file is soon in somebody else's hands. */
function PasteKey({ field, onPaste }: { readonly field: IField; readonly onPaste: (key: SshKey) => void }): JSX.Element {
  const { trans } = useComposer();
  const [text, setText] = useState('');
  const kind = sshKeyKind(text);
  const problem = problemOf();
  const add = (): void => {
    for (const line of text.split(/\r\n|\r|\n/).filter(entry => entry.trim() !== '')) {
      onPaste({ text: line.trim() });
    }
    setText('');
  };
  return (
    <div className="jp-VcpSpec-paste">
      <textarea
        className="jp-mod-styled jp-VcpSpec-textarea"
        id={field.id}
        rows={2}
        spellCheck={false}
        placeholder={trans.__('ssh-ed25519 AAAA… name')}
        aria-label={trans.__('Paste a public key')}
        aria-describedby={`${field.aria['aria-describedby']} ${field.id}__paste`}
        aria-invalid={problem !== ''}
        value={text}
        onChange={event => {
          setText(event.target.value);
        }}
      />
      <button
        type="button"
        className="jp-VcpSpec-smallButton"
        disabled={kind !== 'public' && kind !== 'several'}
        title={text === '' ? trans.__('Paste a public key above first.') : ''}
        aria-describedby={`${field.id}__paste`}
        onClick={add}
      >
        {trans.__('Add the pasted key')}
      </button>
      <span id={`${field.id}__paste`} className="jp-VcpSpec-message jp-mod-error" role="status">
        {problem}
      </span>
    </div>
  );

  function problemOf(): string {
    switch (kind) {
      case 'private':
        return trans.__('This is a private key. Never give it away: paste the public one, the file that ends in .pub.');
      case 'other':
        return trans.__('This is not a public key in OpenSSH format: one line that begins with ssh-ed25519, ssh-rsa or the like.');
      default:
        return '';
    }
  }
}
