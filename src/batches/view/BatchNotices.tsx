import React from 'react';

import { errorText } from '../../common/errorText';
import { useBatch, useBatchSnapshot } from './context';

/** What stands between the operation and its panel: an action that failed, an answer that does not come, an operation that is lost. */
export function BatchNotices(): JSX.Element {
  const { model, trans } = useBatch();
  const { lost, error, pollError } = useBatchSnapshot();
  return (
    <>
      {error !== null && <Notice error={error} />}
      {lost && (
        <div className="jp-VcpBatch-notice jp-mod-warning" role="alert">
          {trans.__('The Jupyter server does not know this operation any more. What was ordered shows in the explorer.')}
        </div>
      )}
      {!lost && pollError !== null && (
        <Notice error={pollError}>
          <p>{trans.__('What is shown below may be out of date.')}</p>
          <button type="button" className="jp-Button jp-mod-styled jp-VcpBatch-button" onClick={() => void model.retry()}>
            {trans.__('Retry')}
          </button>
        </Notice>
      )}
    </>
  );
}

function Notice({ error, children }: React.PropsWithChildren<{ readonly error: unknown }>): JSX.Element {
  const { trans } = useBatch();
  const { title, advice, detail } = errorText(error, trans);
  return (
    <div className="jp-VcpBatch-notice jp-mod-error" role="alert">
      <p>
        {title} {advice}
      </p>
      {detail !== '' && <pre lang="en">{detail}</pre>}
      {children}
    </div>
  );
}
