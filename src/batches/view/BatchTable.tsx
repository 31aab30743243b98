import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import type { KeyboardEvent, RefObject } from 'react';
import React, { useEffect, useId, useRef } from 'react';

import { BatchTableRow } from './BatchTableRow';
import { useBatch, useBatchSnapshot } from './context';

/** Pixels; the same as `--jp-vcp-row-height` in the style sheet. */
const ROW_HEIGHT = 24;

/** A row for each target as an ARIA grid; only the visible ones are in the page. */
export function BatchTable({ now }: { readonly now: number }): JSX.Element {
  const { trans } = useBatch();
  const { batch, arrangement, focused } = useBatchSnapshot();
  const { order } = arrangement;
  const gridRef = useRef<HTMLDivElement>(null);
  const gridId = useId();
  const rowId = (row: number): string => `${gridId}-${row}`;
  const virtualizer = useVirtualRows(gridRef, order, focused);
  const shown = virtualizer.getVirtualItems();
  const active = focused !== null && shown.some(({ index }) => order[index] === focused);
  return (
    <div
      ref={gridRef}
      role="grid"
      tabIndex={0}
      className="jp-VcpBatch-grid"
      aria-label={trans.__('Targets')}
      aria-readonly
      aria-rowcount={order.length + 1}
      aria-activedescendant={active ? rowId(focused) : undefined}
      onKeyDown={useKeys()}
      onClick={useClicks()}
    >
      <HeaderRow />
      <div role="rowgroup" className="jp-VcpBatch-rows" style={{ height: `${virtualizer.getTotalSize() - ROW_HEIGHT}px` }}>
        {shown.map(({ index, start }) => {
          const place = order[index];
          const row = place === undefined ? undefined : batch.rows[place];
          return (
            row &&
            place !== undefined && (
              <BatchTableRow
                key={place}
                id={rowId(place)}
                row={row}
                place={place}
                rowIndex={index + 2}
                top={start - ROW_HEIGHT}
                focused={place === focused}
                now={now}
              />
            )
          );
        })}
      </div>
      {order.length === 0 && <p className="jp-VcpBatch-empty">{trans.__('No row is in this state.')}</p>}
    </div>
  );
}

function HeaderRow(): JSX.Element {
  const { trans } = useBatch();
  const names = [
    trans.__('Unit group'),
    trans.__('Unit'),
    trans.__('Node'),
    trans.__('Outcome'),
    trans.__('State'),
    trans.__('Time'),
    trans.__('Message')
  ];
  return (
    <div role="rowgroup" className="jp-VcpBatch-header">
      <div role="row" aria-rowindex={1} className="jp-VcpBatch-row">
        {names.map(name => (
          <span key={name} role="columnheader">
            {name}
          </span>
        ))}
      </div>
    </div>
  );
}

type Virtualizer = ReturnType<typeof useVirtualizer<HTMLDivElement, Element>>;

function useVirtualRows(gridRef: RefObject<HTMLDivElement>, order: readonly number[], focused: number | null): Virtualizer {
  const focusedIndex = focused === null ? -1 : order.indexOf(focused);
  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count: order.length,
    getScrollElement: () => gridRef.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: index => order[index] ?? index,
    // The header lies over the first row of what can be seen.
    paddingStart: ROW_HEIGHT,
    scrollPaddingStart: ROW_HEIGHT,
    // The row with the focus stays in the page when scrolled away: aria-activedescendant must name an element that exists.
    rangeExtractor: range => {
      const seen = defaultRangeExtractor(range);
      return focusedIndex < 0 || seen.includes(focusedIndex) ? seen : [...seen, focusedIndex].sort((a, b) => a - b);
    },
    overscan: 8
  });
  const last = useRef(focused);
  useEffect(() => {
    // Only when the focus moves: an answer of the server must not scroll.
    if (last.current !== focused && focusedIndex >= 0) {
      virtualizer.scrollToIndex(focusedIndex, { align: 'auto' });
    }
    last.current = focused;
  }, [focused, focusedIndex, virtualizer]);
  return virtualizer;
}

function useKeys(): (event: KeyboardEvent<HTMLElement>) => void {
  const { model } = useBatch();
  return event => {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const pageSize = Math.max(1, Math.floor(event.currentTarget.clientHeight / ROW_HEIGHT) - 1);
    if (model.press(event.key, pageSize)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
}

/** Handled at the grid: rows come and go while scrolling. */
function useClicks(): (event: React.MouseEvent<HTMLElement>) => void {
  const { model } = useBatch();
  return ({ target }) => {
    const place = target instanceof Element ? target.closest('[data-row]')?.getAttribute('data-row') : null;
    if (place) {
      model.focus(Number(place));
    }
  };
}
