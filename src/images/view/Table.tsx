import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import type { KeyboardEvent, RefObject } from 'react';
import React, { useEffect, useId, useRef } from 'react';

import type { ICatalogIndex } from '../domain/catalogIndex';
import { rowAt } from '../domain/catalogIndex';
import type { CatalogModel } from '../model/catalogModel';
import type { Summaries } from '../model/summaries';
import { useCatalog, useImages } from './context';
import { HeaderRow } from './HeaderRow';
import { TableRow } from './TableRow';

/** Pixels; the same as `--jp-vcp-row-height` in the style sheet. */
const ROW_HEIGHT = 24;

/** Milliseconds for which the table has to stand still before sizes and dates are asked for. */
const SETTLE = 120;

const NOTHING_SEEN = { startIndex: 0, endIndex: -1 } as const;

export interface ITableProps {
  readonly gridRef: RefObject<HTMLDivElement>;
  readonly index: ICatalogIndex;
  readonly rows: Uint32Array;
  readonly summaries: Summaries;
  /** Enter on the selected image. */
  readonly onEnter: () => void;
}

/** The images of the filter as an ARIA grid; only the visible ones are in the page. */
export function Table({ gridRef, index, rows, summaries, onEnter }: ITableProps): JSX.Element {
  const { model, take, trans } = useImages();
  const { place } = useCatalog();
  const gridId = useId();
  const rowId = (row: number): string => `${gridId}-${row}`;
  const virtualizer = useVirtualRows(gridRef, rows, place);
  const shown = virtualizer.getVirtualItems();
  // Not of all rows in the page: some lie outside the view, and the selected one may be far away.
  const { startIndex, endIndex } = virtualizer.range ?? NOTHING_SEEN;
  useSummaries(summaries, index, rows, startIndex, endIndex);
  const active = rows[place];
  return (
    <div
      ref={gridRef}
      role="grid"
      tabIndex={0}
      className="jp-VcpImages-grid"
      aria-label={trans.__('Images')}
      aria-readonly
      aria-rowcount={rows.length + 1}
      aria-activedescendant={active === undefined ? undefined : rowId(active)}
      onKeyDown={useKeys(onEnter)}
      onClick={({ currentTarget, target }) => {
        if (selectAt(model, target)) {
          currentTarget.focus({ preventScroll: true });
        }
      }}
      onDoubleClick={({ target }) => {
        if (selectAt(model, target)) {
          take?.();
        }
      }}
    >
      <HeaderRow />
      <div role="rowgroup" className="jp-VcpImages-rows" style={{ height: `${virtualizer.getTotalSize() - ROW_HEIGHT}px` }}>
        {shown.map(({ index: at, start }) => {
          const row = rows[at];
          return (
            row !== undefined && (
              <TableRow
                key={row}
                id={rowId(row)}
                index={index}
                row={row}
                place={at}
                top={start - ROW_HEIGHT}
                selected={at === place}
                summaries={summaries}
              />
            )
          );
        })}
      </div>
    </div>
  );
}

function selectAt(model: CatalogModel, target: EventTarget): boolean {
  const place = target instanceof Element ? target.closest('[data-place]')?.getAttribute('data-place') : null;
  if (!place) {
    return false;
  }
  model.selectAt(Number(place));
  return true;
}

type Virtualizer = ReturnType<typeof useVirtualizer<HTMLDivElement, Element>>;

function useVirtualRows(gridRef: RefObject<HTMLDivElement>, rows: Uint32Array, place: number): Virtualizer {
  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count: rows.length,
    getScrollElement: () => gridRef.current,
    estimateSize: () => ROW_HEIGHT,
    // No getItemKey: with keys of their own, all rows are measured again at every keystroke of the search, and they have one height.
    // The header lies over the first row of what can be seen.
    paddingStart: ROW_HEIGHT,
    scrollPaddingStart: ROW_HEIGHT,
    // The selected row stays in the page when scrolled away: aria-activedescendant must name an element that exists.
    rangeExtractor: range => {
      const seen = defaultRangeExtractor(range);
      return place < 0 || seen.includes(place) ? seen : [...seen, place].sort((a, b) => a - b);
    },
    overscan: 8
  });
  const last = useRef<{ readonly rows: Uint32Array | null; readonly place: number }>({ rows: null, place: -1 });
  useEffect(() => {
    const { rows: lastRows, place: lastPlace } = last.current;
    if (place >= 0 && (place !== lastPlace || rows !== lastRows)) {
      virtualizer.scrollToIndex(place, { align: 'auto' });
    } else if (rows !== lastRows) {
      gridRef.current?.scrollTo({ top: 0 }); // Another filter: its first hits are what is looked for.
    }
    last.current = { rows, place };
  }, [gridRef, place, rows, virtualizer]);
  return virtualizer;
}

/** Has size and date of the visible rows asked for, once the table stands still. */
function useSummaries(summaries: Summaries, index: ICatalogIndex, rows: Uint32Array, first: number, last: number): void {
  const view = useRef({}).current;
  useEffect(
    () => () => {
      summaries.want([], view);
    },
    [summaries, view]
  );
  useEffect(() => {
    const timer = setTimeout(() => {
      const visible = [...rows.subarray(first, last + 1)].map(row => rowAt(index, row));
      summaries.want(
        visible.filter(({ problem }) => problem === null).map(({ image }) => image),
        view
      );
    }, SETTLE);
    return () => {
      clearTimeout(timer);
    };
  }, [summaries, view, index, rows, first, last]);
}

function useKeys(onEnter: () => void): (event: KeyboardEvent<HTMLElement>) => void {
  const { model } = useImages();
  const { place } = useCatalog();
  return event => {
    // Buttons of the header have the keys for themselves.
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const pageSize = Math.max(1, Math.floor(event.currentTarget.clientHeight / ROW_HEIGHT) - 2);
    const enters = (event.key === 'Enter' || event.key === ' ') && place >= 0;
    if (enters) {
      onEnter();
    }
    if (enters || model.press(event.key, pageSize)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
}
