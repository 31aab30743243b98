import type { ReactNode } from 'react';
import React, { useId, useLayoutEffect, useRef, useState } from 'react';

import type { TranslationBundle } from '@jupyterlab/translation';

import { useFirstFocus } from '../../common/useFirstFocus';
import { MAX_VALUE_LENGTH, isJson, keyFileLine } from '../domain/credentials';

export type SecretElement = HTMLInputElement | HTMLTextAreaElement;

export interface ISecretFieldProps {
  readonly label: string;
  readonly help?: ReactNode;
  /** What is wrong with what was entered; null when nothing is. */
  readonly fault: string | null;
  /** A value of several lines, such as a private key, which can be read from a file. */
  readonly multiline?: boolean;
  /** The key file of a service account, which is stored in another form than it comes in. */
  readonly keyFile?: boolean;
  /** Whether the dialog's focus begins here. */
  readonly first?: boolean;
  /** Given the element, from which the value is read when it is sent; null when it goes. */
  readonly fieldRef: (element: SecretElement | null) => void;
  readonly trans: TranslationBundle;
}

/** Keeps browsers and password managers from offering to save what is entered, or to fill it in. */
const NOT_SAVED = {
  autoCapitalize: 'off',
  autoCorrect: 'off',
  spellCheck: false,
  'data-1p-ignore': 'true',
  'data-bwignore': 'true',
  'data-lpignore': 'true',
  'data-form-type': 'other'
} as const;

/**
 * A field for a secret. It is uncontrolled: the value lives in the element's property only, neither in React's state nor in an
 * attribute, and goes with the element.
 */
export function SecretField(props: ISecretFieldProps): JSX.Element {
  const { label, help, fault, multiline = false, keyFile = false, trans } = props;
  const id = useId();
  const own = useRef<SecretElement | null>(null);
  const [shown, setShown] = useState(false);
  const [note, setNote] = useState('');
  useFirstFocus(own, props.first ?? false);
  useWipe(own);
  const setElement = (element: SecretElement | null): void => {
    own.current = element;
    props.fieldRef(element);
  };
  const common = {
    ...NOT_SAVED,
    id,
    ref: setElement,
    'aria-invalid': fault !== null,
    'aria-describedby': `${id}-fault ${id}-note ${id}-help`,
    onInput: (event: React.FormEvent<SecretElement>) => {
      const { value } = event.currentTarget;
      // Of the text only this is remembered, for it is not seen behind the dots.
      setNote(noteOn(value));
    }
  };
  function noteOn(value: string): string {
    if (keyFile && isJson(value)) {
      return trans.__('This is JSON: choose the file instead, or encode it with Base64.');
    }
    return !multiline && value !== value.trim() ? trans.__('It begins or ends with a blank.') : '';
  }
  return (
    <div className="jp-VcpSecret">
      <label htmlFor={id}>{label}</label>
      {multiline ? (
        <textarea {...common} className={`jp-mod-styled ${shown ? '' : 'jp-mod-masked'}`} rows={4} autoComplete="off" />
      ) : (
        <input {...common} className="jp-mod-styled" type={shown ? 'text' : 'password'} autoComplete="new-password" />
      )}
      <div className="jp-VcpSecret-actions">
        <label>
          <input
            type="checkbox"
            checked={shown}
            aria-label={trans.__('Show %1', label)}
            onChange={event => setShown(event.target.checked)}
          />
          {trans.__('Show')}
        </label>
        {(multiline || keyFile) && (
          <FileButton label={label} target={own} form={keyFile ? keyFileLine : asItIs} tell={setNote} trans={trans} />
        )}
      </div>
      <div id={`${id}-fault`} className="jp-VcpSecret-fault" role="alert">
        {fault}
      </div>
      <div id={`${id}-note`} className="jp-VcpSecret-note" role="status">
        {note}
      </div>
      <div id={`${id}-help`} className="jp-VcpSecret-help">
        {help}
      </div>
    </div>
  );
}

function asItIs(text: string): string {
  return text;
}

/** Empties the element when it goes: what was entered must not live on in an element that somebody still refers to. */
function useWipe(field: React.RefObject<SecretElement>): void {
  useLayoutEffect(() => {
    const element = field.current;
    return () => {
      if (element) {
        element.value = '';
      }
    };
  }, [field]);
}

interface IFileButtonProps {
  readonly label: string;
  readonly target: React.RefObject<SecretElement>;
  /** From the file's text to what is stored. */
  readonly form: (text: string) => string;
  readonly tell: (note: string) => void;
  readonly trans: TranslationBundle;
}

/** Reads a file of the user's own computer into the field. It does not pass through the Jupyter server's files. */
function FileButton({ label, target, form, tell, trans }: IFileButtonProps): JSX.Element {
  const picker = useRef<HTMLInputElement>(null);
  const read = async (file: File): Promise<void> => {
    if (file.size > MAX_VALUE_LENGTH) {
      tell(trans.__('This file is too large: %1 bytes are the limit.', MAX_VALUE_LENGTH));
      return;
    }
    const text = await file.text();
    if (target.current) {
      target.current.value = form(text);
      tell(trans.__('Read from %1.', file.name));
      target.current.focus();
    }
  };
  return (
    <>
      <button
        type="button"
        className="jp-Button jp-mod-styled jp-VcpProviders-button"
        aria-label={trans.__('Choose a file for %1…', label)}
        onClick={() => picker.current?.click()}
      >
        {trans.__('Choose File…')}
      </button>
      <input
        ref={picker}
        type="file"
        hidden
        onChange={event => {
          const file = event.target.files?.[0];
          if (file) {
            void read(file);
          }
          event.target.value = ''; // The same file can be chosen again.
        }}
      />
    </>
  );
}
