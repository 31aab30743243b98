import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useEffect, useRef, useState } from 'react';

import type { Batch } from '../../api/types';
import { targetPath } from '../domain/batch';
import { useBatch, useBatchSnapshot } from './context';
import { failureText, outcomeText } from './words';

/** Says aloud, politely, what has begun, what has failed and how it ended; never that a row is done. */
export function LiveRegion(): JSX.Element {
  const { trans } = useBatch();
  const { batch } = useBatchSnapshot();
  const last = useRef<Batch | null>(null);
  const [text, setText] = useState('');
  useEffect(() => {
    const news = newsOf(last.current, batch, trans);
    last.current = batch;
    if (news !== '') {
      setText(news);
    }
  }, [batch, trans]);
  return (
    <div className="jp-VcpBatch-live" role="status" aria-live="polite">
      {text}
    </div>
  );
}

/** What is worth saying since the batch was last seen; empty when nothing is. */
export function newsOf(before: Batch | null, after: Batch, trans: TranslationBundle): string {
  if (before?.state !== after.state) {
    return outcomeText(after, trans);
  }
  const failed = after.rows.filter((row, index) => row.state === 'failed' && before.rows[index]?.state !== 'failed');
  const [first, ...others] = failed;
  if (!first) {
    return '';
  }
  const title = first.failure ? failureText(first.failure, trans).title : '';
  const sentence = trans.__('%1 has failed. %2', targetPath(first.target), title);
  return others.length === 0 ? sentence : `${sentence} ${trans._n('One more has failed.', '%1 more have failed.', others.length)}`;
}
