import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import type { BatchRow, Failure } from '../../api/types';
import { clockText, rowElapsed, targetPath } from '../domain/batch';
import { useBatch, useBatchSnapshot } from './context';
import { failureText, stateText, timeText } from './words';

/** Everything about the row with the focus: times, states, and why it failed, in the user's and in the controller's words. */
export function RowDetails({ now }: { readonly now: number }): JSX.Element | null {
  const { trans, language, reveal } = useBatch();
  const { batch, focused } = useBatchSnapshot();
  const row = focused === null ? undefined : batch.rows[focused];
  if (!row) {
    return null;
  }
  return (
    <section className="jp-VcpBatch-details" aria-label={trans.__('Details')}>
      <h3>{targetPath(row.target)}</h3>
      <p className="jp-VcpBatch-facts">
        {factsOf(row, now, trans, language).map(fact => (
          <span key={fact}>{fact}</span>
        ))}
      </p>
      {row.state === 'skipped' && !row.failure && <p>{trans.__('It was not sent: the operation ended before.')}</p>}
      {row.failure && <FailureOf failure={row.failure} />}
      {reveal && (
        <button
          type="button"
          className="jp-Button jp-mod-styled jp-VcpBatch-button"
          onClick={() => {
            reveal(row.target);
          }}
        >
          {trans.__('Show in Explorer')}
        </button>
      )}
    </section>
  );
}

/** State, last state seen, start and duration; what is not known is left out. */
function factsOf(row: BatchRow, now: number, trans: TranslationBundle, language: string): readonly string[] {
  const { state, lastState, startedAt } = row;
  const span = rowElapsed(row, now);
  return [
    stateText(state, trans),
    lastState ?? '',
    startedAt === null ? '' : timeText(startedAt, language),
    span === null ? '' : clockText(span)
  ].filter(fact => fact !== '');
}

function FailureOf({ failure }: { readonly failure: Failure }): JSX.Element {
  const { trans } = useBatch();
  const { title, advice, detail } = failureText(failure, trans);
  return (
    <div className="jp-VcpBatch-failure">
      <p lang={title === failure.message ? 'en' : undefined}>{title}</p>
      {advice !== '' && <p>{advice}</p>}
      {detail !== '' && (
        <details>
          <summary>{trans.__("The servers' own words")}</summary>
          <pre lang="en">{detail}</pre>
        </details>
      )}
    </div>
  );
}
