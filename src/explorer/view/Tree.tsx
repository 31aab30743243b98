import type { Range } from '@tanstack/react-virtual';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import type { RefObject } from 'react';
import React, { useCallback, useEffect, useId, useMemo, useRef } from 'react';

import type { IRow } from '../domain/rows';
import { useExplorer, useExplorerState } from './context';
import { useHover, useKeys, usePointer } from './treeInput';
import { TreeRow } from './TreeRow';

/** Pixels; the same as `--jp-vcp-row-height` in the style sheet. */
const ROW_HEIGHT = 24;

export interface ITreeProps {
  readonly treeRef: RefObject<HTMLDivElement>;
  readonly now: number;
  /** Whether the details below take a part of the height. */
  readonly detailsOpen: boolean;
  /** Enter on a row that has nothing to open. */
  readonly onDetails: () => void;
}

/** Unit groups, units, nodes and disks as an ARIA tree; only the visible rows are in the page. */
export function Tree({ treeRef, now, detailsOpen, onDetails }: ITreeProps): JSX.Element {
  const { trans } = useExplorer();
  const { rows, focused, selected, orders, verdicts, all } = useExplorerState();
  const { hovered, onPointerOver } = useHover();
  const treeId = useId();
  const rowId = (key: string): string => `${treeId}-${key}`;
  const virtualizer = useVirtualRows(treeRef, rows, focused);
  const shown = virtualizer.getVirtualItems();
  useFocusedInView(focused === null ? null : rowId(focused), detailsOpen);
  const active = focused !== null && shown.some(({ index }) => rows[index]?.key === focused);
  return (
    <div
      ref={treeRef}
      role="tree"
      tabIndex={0}
      className={`jp-VcpExplorer-tree${all ? ' jp-mod-allUsers' : ''}${selected.size > 0 ? ' jp-mod-selecting' : ''}`}
      aria-label={trans.__('Unit groups')}
      aria-multiselectable
      aria-activedescendant={active ? rowId(focused) : undefined}
      onKeyDown={useKeys(rowId, onDetails)}
      {...usePointer(rowId)}
      onPointerOver={onPointerOver}
    >
      <div role="none" className="jp-VcpExplorer-rows" style={{ height: `${virtualizer.getTotalSize()}px` }}>
        {shown.map(({ index, start }) => {
          const row = rows[index];
          return (
            row && (
              <TreeRow
                key={row.key}
                id={rowId(row.key)}
                row={row}
                top={start}
                focused={row.key === focused}
                hovered={row.key === hovered}
                selected={selected.size > 0 ? selected.has(row.key) : null}
                order={orders.get(row.key)}
                now={now}
                verdicts={verdicts}
              />
            )
          );
        })}
      </div>
    </div>
  );
}

type Virtualizer = ReturnType<typeof useVirtualizer<HTMLDivElement, Element>>;

function useVirtualRows(treeRef: RefObject<HTMLDivElement>, rows: readonly IRow[], focused: string | null): Virtualizer {
  const index = useMemo(() => rows.findIndex(row => row.key === focused), [rows, focused]);
  return useVirtualizer<HTMLDivElement, Element>({
    count: rows.length,
    getScrollElement: () => treeRef.current,
    estimateSize: () => ROW_HEIGHT,
    // No getItemKey: with keys of their own, all rows are measured again at every update, and they have one height.
    // The row with the focus stays in the page when scrolled away: aria-activedescendant must name an element that exists.
    rangeExtractor: useCallback((range: Range) => withRow(defaultRangeExtractor(range), index), [index]),
    overscan: 8
  });
}

/** Scrolls to the row with the focus when that moves, or when the details take its place; a poll that shifts rows must not scroll. */
function useFocusedInView(rowElementId: string | null, detailsOpen: boolean): void {
  const last = useRef({ rowElementId, detailsOpen });
  useEffect(() => {
    const moved = last.current.rowElementId !== rowElementId || last.current.detailsOpen !== detailsOpen;
    last.current = { rowElementId, detailsOpen };
    if (moved && rowElementId !== null) {
      document.getElementById(rowElementId)?.scrollIntoView({ block: 'nearest' });
    }
  }, [rowElementId, detailsOpen]);
}

function withRow(range: number[], index: number): number[] {
  return index < 0 || range.includes(index) ? range : [...range, index].sort((a, b) => a - b);
}
