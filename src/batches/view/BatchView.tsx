import '../../../style/batches.css';

import React from 'react';

import { BatchHead } from './BatchHead';
import { BatchNotices } from './BatchNotices';
import { BatchTable } from './BatchTable';
import { BatchToolbar } from './BatchToolbar';
import { useBatchSnapshot, useNow } from './context';
import { LiveRegion } from './LiveRegion';
import { RowDetails } from './RowDetails';
import { RowFilters } from './RowFilters';

/** One bulk operation: what it is and how far, what one can do about it, and a row for each target. */
export function BatchView(): JSX.Element {
  const { batch } = useBatchSnapshot();
  const now = useNow(batch.state !== 'ended');
  return (
    <div className="jp-VcpBatch">
      <BatchHead now={now} />
      <BatchToolbar />
      <BatchNotices />
      <RowFilters />
      <BatchTable now={now} />
      <RowDetails now={now} />
      <LiveRegion />
    </div>
  );
}
