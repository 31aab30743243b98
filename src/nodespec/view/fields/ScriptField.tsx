import type { FieldProps } from '@rjsf/utils';
import React from 'react';

import { scriptLimit, utf8Length } from '../../domain';
import { useComposer } from '../composer';
import { useField } from '../form/useField';
import type { IField } from '../form/useField';
import { ScriptEditor } from './ScriptEditor';

const SHELL_START = '#!/bin/bash\nset -eu\n';
const PYTHON_START = '#!/usr/bin/env python3\n';

/** The start-up script, with the number of bytes it takes. */
export function ScriptField(props: FieldProps): JSX.Element {
  const field = useField(props);
  const text = typeof field.value === 'string' ? field.value : '';
  return (
    <div className="jp-VcpSpec-script">
      {text === '' ? <Starts field={field} /> : null}
      <ScriptText field={field} text={text} />
      <ByteCounter text={text} />
    </div>
  );
}

function ScriptText({ field, text }: { readonly field: IField; readonly text: string }): JSX.Element {
  const { editors, trans } = useComposer();
  const change = (next: string): void => {
    field.change(next === '' ? undefined : next);
  };
  if (editors) {
    return (
      <ScriptEditor services={editors} id={field.id} text={text} label={trans.__('Start-up script')} aria={field.aria} onChange={change} />
    );
  }
  return (
    <textarea
      className="jp-mod-styled jp-VcpSpec-textarea jp-mod-code"
      id={field.id}
      rows={10}
      spellCheck={false}
      aria-label={trans.__('Start-up script')}
      value={text}
      {...field.aria}
      onChange={event => {
        change(event.target.value);
      }}
    />
  );
}

function Starts({ field }: { readonly field: IField }): JSX.Element {
  const { trans } = useComposer();
  const start = (label: string, text: string): JSX.Element => (
    <button
      type="button"
      className="jp-VcpSpec-smallButton"
      onClick={() => {
        field.change(text);
      }}
    >
      {label}
    </button>
  );
  return (
    <div className="jp-VcpSpec-line">
      {start(trans.__('Start a shell script'), SHELL_START)}
      {start(trans.__('Start a Python script'), PYTHON_START)}
    </div>
  );
}

function ByteCounter({ text }: { readonly text: string }): JSX.Element {
  const { editors, trans, language } = useComposer();
  const used = utf8Length(text);
  const number = new Intl.NumberFormat(language);
  return (
    <span className={`jp-VcpSpec-bytes${used > scriptLimit ? ' jp-mod-error' : ''}`}>
      {trans.__('%1 of %2 bytes', number.format(used), number.format(scriptLimit))}
      {editors ? ` · ${trans.__('Tab indents; Escape, then Tab leaves the editor.')}` : null}
    </span>
  );
}
