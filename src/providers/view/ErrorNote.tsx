import React from 'react';

import { errorText } from '../../common/errorText';
import { Button } from './Button';
import { useProviders } from './context';

/** Why something could not be done or shown, beside what it concerns. Nothing when there is no error. */
export function ErrorNote({ error, retry }: { readonly error: unknown; readonly retry?: () => void }): JSX.Element | null {
  const { trans } = useProviders();
  if (error === null) {
    return null;
  }
  const { title, advice, detail } = errorText(error, trans);
  return (
    <div className="jp-VcpProviders-error" role="alert">
      <p>{[title, advice].filter(part => part !== '').join(' ')}</p>
      {detail && (
        <details>
          <summary>{trans.__('Details')}</summary>
          <pre lang="en">{detail}</pre>
        </details>
      )}
      {retry && <Button onClick={retry}>{trans.__('Retry')}</Button>}
    </div>
  );
}
