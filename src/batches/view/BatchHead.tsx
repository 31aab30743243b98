import React from 'react';

import { clockText, countRows, elapsed } from '../domain/batch';
import { useBatch, useBatchSnapshot } from './context';
import { batchTitle, outcomeText, timeText } from './words';

/** What is done to how many, how far it is, since when, and what happens after a failure. */
export function BatchHead({ now }: { readonly now: number }): JSX.Element {
  const { trans, language } = useBatch();
  const { batch } = useBatchSnapshot();
  const { total, left } = countRows(batch);
  return (
    <div className="jp-VcpBatch-head">
      <h2>{batchTitle(batch, trans)}</h2>
      <p className="jp-VcpBatch-outcome">{outcomeText(batch, trans)}</p>
      <progress className="jp-VcpBatch-progress" max={total} value={total - left} aria-label={trans.__('Progress')} />
      <p className="jp-VcpBatch-facts">
        <span>{trans.__('Started %1', timeText(batch.startedAt, language))}</span>
        <span className="jp-VcpBatch-clock">{clockText(elapsed(batch, now))}</span>
        <span>{batch.onFailure === 'stop' ? trans.__('Stops at the first failure') : trans.__('Goes on after a failure')}</span>
        {batch.owner !== undefined && <span>{trans.__('New owner: %1', batch.owner)}</span>}
        {batch.plannedBy !== null && <span>{trans.__('Started as planned')}</span>}
      </p>
    </div>
  );
}
