import React from 'react';

import type { ImageDetails } from '../../../api/types';
import { statementKinds } from '../../domain/referrers';
import { useDetails } from './context';
import { statementText } from './words';

/** What is attached to the image: that it is there, never that it is valid. */
export function Statements({ details }: { readonly details: ImageDetails }): JSX.Element | null {
  const { trans } = useDetails();
  const subjects = [details.digest, details.content?.digest ?? null].filter(digest => digest !== null);
  const kinds = statementKinds(details, subjects);
  if (kinds.length === 0) {
    return null;
  }
  return (
    <div className="jp-VcpImageDetails-statements">
      <ul aria-label={trans.__('Attached to the image')}>
        {kinds.map(kind => (
          <li key={kind} className="jp-VcpImageDetails-badge">
            {statementText(kind, trans)}
          </li>
        ))}
      </ul>
      <p className="jp-VcpImageDetails-note">{trans.__('Present in the registry; nothing of it was verified.')}</p>
    </div>
  );
}
