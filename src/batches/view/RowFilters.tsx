import React from 'react';

import { ROW_FILTERS } from '../domain/arrangement';
import type { RowFilter } from '../domain/arrangement';
import { countRows } from '../domain/batch';
import type { ICounts } from '../domain/batch';
import { useBatch, useBatchSnapshot } from './context';
import { filterText } from './words';

/** Which rows are shown, with their counts, and in which order. */
export function RowFilters(): JSX.Element {
  const { model, trans } = useBatch();
  const { batch, arrangement } = useBatchSnapshot();
  const counts = countRows(batch);
  return (
    <div className="jp-VcpBatch-filters" role="group" aria-label={trans.__('Shown rows')}>
      {ROW_FILTERS.map(filter => (
        <button
          key={filter}
          type="button"
          className={`jp-VcpBatch-filter jp-mod-${filter}`}
          aria-pressed={arrangement.filter === filter}
          onClick={() => {
            model.setFilter(filter);
          }}
        >
          {trans.__('%1: %2', filterText(filter, trans), countOf(filter, counts))}
        </button>
      ))}
      <label className="jp-VcpBatch-order">
        <input
          type="checkbox"
          checked={arrangement.failedFirst}
          onChange={event => {
            model.setFailedFirst(event.target.checked);
          }}
        />
        {trans.__('Failed first')}
      </label>
    </div>
  );
}

function countOf(filter: RowFilter, counts: ICounts): number {
  return filter === 'all' ? counts.total : counts[filter];
}
