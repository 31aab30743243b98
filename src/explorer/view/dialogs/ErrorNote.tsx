import React from 'react';

import type { IErrorText } from '../../../common/errorText';

/** Why what the dialog asked for could not be done. */
export function ErrorNote({ error: { title, advice, detail } }: { readonly error: IErrorText }): JSX.Element {
  return (
    <div className="jp-VcpDialog-faults" role="alert">
      <p>
        {title} {advice}
      </p>
      {detail !== '' && <pre lang="en">{detail}</pre>}
    </div>
  );
}
