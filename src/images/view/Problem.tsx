import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { registryErrorText } from './registryErrorText';
import type { Asked } from './registryErrorText';

export interface IProblemProps {
  readonly error: unknown;
  readonly trans: TranslationBundle;
  /** What it is about, in front of the sentence; nothing when the place says it. */
  readonly about?: string;
  readonly asked?: Asked;
  readonly retry?: () => void;
}

/** Why something of a registry is not shown, at the place where it would be. */
export function Problem({ error, trans, about, asked, retry }: IProblemProps): JSX.Element {
  const { title, advice, detail } = registryErrorText(error, trans, asked);
  const sentence = [title, advice].filter(part => part !== '').join(' ');
  return (
    <div className="jp-VcpImages-problem" role="alert">
      <p>{about === undefined ? sentence : trans.__('%1: %2', about, sentence)}</p>
      {detail !== '' && (
        <details>
          <summary>{trans.__('Details')}</summary>
          <pre lang="en">{detail}</pre>
        </details>
      )}
      {retry && (
        <button type="button" className="jp-VcpImages-button" onClick={retry}>
          {trans.__('Retry')}
        </button>
      )}
    </div>
  );
}
