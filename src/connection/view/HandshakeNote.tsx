import { Clipboard } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import type { IHandshakeText } from '../../common/handshakeText';

/** What is shown in the place of a panel when the server half is missing or does not fit. */
export function HandshakeNote(props: { readonly problem: IHandshakeText; readonly trans: TranslationBundle }): JSX.Element {
  const { problem, trans } = props;
  return (
    <div className="jp-VcpCheck jp-VcpCheck-handshake" role="alert">
      <p>{problem.title}</p>
      <p>{problem.advice}</p>
      {problem.command && (
        <p className="jp-VcpCheck-command">
          <code>{problem.command}</code>
          <button type="button" className="jp-Button jp-mod-styled jp-mod-minimal" onClick={() => Clipboard.copyToSystem(problem.command)}>
            {trans.__('Copy Command')}
          </button>
        </p>
      )}
    </div>
  );
}
