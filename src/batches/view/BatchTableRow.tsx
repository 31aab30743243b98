import React, { memo } from 'react';

import type { BatchRow } from '../../api/types';
import { clockText, rowElapsed } from '../domain/batch';
import { useBatch } from './context';
import { STATE_ICONS } from './icons';
import { failureText, stateText } from './words';

export interface IBatchTableRowProps {
  readonly id: string;
  readonly row: BatchRow;
  /** Place of the row in the batch. */
  readonly place: number;
  readonly rowIndex: number;
  /** Pixels below the header. */
  readonly top: number;
  readonly focused: boolean;
  readonly now: number;
}

/** One target: what it is, what became of it, and after how long. */
export const BatchTableRow = memo(function BatchTableRow(props: IBatchTableRowProps): JSX.Element {
  const { id, row, place, rowIndex, top, focused, now } = props;
  const { trans } = useBatch();
  const { target, state, lastState, failure } = row;
  const Icon = STATE_ICONS[state].react;
  const time = rowElapsed(row, now);
  return (
    <div
      id={id}
      role="row"
      data-row={place}
      aria-rowindex={rowIndex}
      aria-selected={focused}
      className={`jp-VcpBatch-row jp-mod-${state}${focused ? ' jp-mod-selected' : ''}`}
      style={{ transform: `translateY(${top}px)` }}
    >
      <span role="rowheader">{target.groupName}</span>
      <span role="gridcell">{target.unit ?? ''}</span>
      <span role="gridcell">{target.number ?? target.node ?? ''}</span>
      <span role="gridcell" className="jp-VcpBatch-state">
        <Icon tag="span" aria-hidden="true" />
        {stateText(state, trans)}
      </span>
      <span role="gridcell">{lastState ?? ''}</span>
      <span role="gridcell" className="jp-VcpBatch-clock">
        {time === null ? '' : clockText(time)}
      </span>
      <span role="gridcell">{failure ? failureText(failure, trans).title : ''}</span>
    </div>
  );
});
