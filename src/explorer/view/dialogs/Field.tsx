import type { ReactNode, RefObject } from 'react';
import React, { useEffect, useId, useRef } from 'react';

import { useFirstFocus } from '../../../common/useFirstFocus';

export interface IFieldProps {
  readonly label: string;
  readonly help?: ReactNode;
  /** What is wrong with the value; empty when nothing is (known to be). */
  readonly faults: readonly string[];
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly inputRef?: RefObject<HTMLInputElement>;
  readonly inputMode?: 'numeric' | 'text';
  /** The browser's own picker for dates; text when left out. */
  readonly type?: 'text' | 'date' | 'datetime-local';
  /** Whether the dialog's focus begins here. */
  readonly first?: boolean;
  /** Whether the text is selected then, so that typing replaces it. */
  readonly selected?: boolean;
}

/** A text field with its label, help and errors tied to it. */
export function Field(props: IFieldProps): JSX.Element {
  const { label, help, faults, value, onChange, inputRef, inputMode, type = 'text', first, selected } = props;
  const id = useId();
  const own = useRef<HTMLInputElement>(null);
  const input = inputRef ?? own;
  useFirstFocus(input, first ?? false);
  useEffect(() => {
    if (selected) {
      input.current?.select();
    }
  }, [input, selected]);
  const described = [help ? `${id}-help` : '', faults.length > 0 ? `${id}-faults` : ''].filter(part => part !== '').join(' ');
  return (
    <div className="jp-VcpDialog-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        ref={input}
        type={type}
        className="jp-mod-styled"
        inputMode={inputMode}
        autoComplete="off"
        spellCheck={false}
        value={value}
        aria-invalid={faults.length > 0}
        aria-describedby={described || undefined}
        onChange={event => {
          onChange(event.target.value);
        }}
      />
      {help && (
        <p id={`${id}-help`} className="jp-VcpDialog-help">
          {help}
        </p>
      )}
      {faults.length > 0 && (
        <div id={`${id}-faults`} className="jp-VcpDialog-faults" role="alert">
          {faults.map(fault => (
            <p key={fault}>{fault}</p>
          ))}
        </div>
      )}
    </div>
  );
}
