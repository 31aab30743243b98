import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import type { KeyboardEvent, MouseEvent, RefObject } from 'react';
import React, { useEffect, useId, useRef } from 'react';

import type { IRow } from '../domain/rows';
import { useExplorer, useExplorerState } from './context';
import { openContextMenu } from './contextMenu';
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
  const { rows, focused, orders, verdicts, all } = useExplorerState();
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
      className={`jp-VcpExplorer-tree${all ? ' jp-mod-allUsers' : ''}`}
      aria-label={trans.__('Unit groups')}
      aria-activedescendant={active ? rowId(focused) : undefined}
      onKeyDown={useKeys(rowId, onDetails)}
      {...usePointer(rowId)}
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
  const index = rows.findIndex(row => row.key === focused);
  return useVirtualizer<HTMLDivElement, Element>({
    count: rows.length,
    getScrollElement: () => treeRef.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: i => rows[i]?.key ?? i,
    // The row with the focus stays in the page when scrolled away: aria-activedescendant must name an element that exists.
    rangeExtractor: range => withRow(defaultRangeExtractor(range), index),
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

type PointerHandler = (event: MouseEvent<HTMLElement>) => void;

/** Pointer events, handled at the tree: rows come and go while scrolling. */
function usePointer(rowId: (key: string) => string): Readonly<Record<'onClick' | 'onDoubleClick' | 'onContextMenu', PointerHandler>> {
  const { model } = useExplorer();
  return {
    onClick: ({ target, currentTarget }) => {
      const key = rowKeyAt(target);
      if (key !== null) {
        model.focus(key);
        currentTarget.focus({ preventScroll: true });
        if (isCaret(target)) {
          model.toggle(key);
        }
      }
    },
    onDoubleClick: ({ target }) => {
      const key = rowKeyAt(target);
      if (key !== null && !isCaret(target)) {
        model.toggle(key);
      }
    },
    onContextMenu: event => {
      const key = rowKeyAt(event.target);
      const { focused } = model.state;
      if (key !== null) {
        model.focus(key);
      } else if (event.button !== 2 && focused !== null) {
        // From the keyboard, browsers send it to the element with the focus, which is the whole tree.
        openContextMenu(event, rowId(focused));
      }
    }
  };
}

function rowKeyAt(target: EventTarget): string | null {
  const row = target instanceof Element ? target.closest('[data-key]') : null;
  return row?.getAttribute('data-key') ?? null;
}

function isCaret(target: EventTarget): boolean {
  return target instanceof Element && target.closest('[data-toggles]') !== null;
}

function useKeys(rowId: (key: string) => string, onDetails: () => void): (event: KeyboardEvent<HTMLElement>) => void {
  const { model, operate } = useExplorer();
  return event => {
    const { key, target, currentTarget } = event;
    const place = model.focusedPlace;
    if (target !== currentTarget) {
      if (key === 'Escape') {
        currentTarget.focus();
      }
      return;
    }
    if (place && (key === 'ContextMenu' || (key === 'F10' && event.shiftKey))) {
      openContextMenu(event, rowId(model.state.focused ?? ''));
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (place && key === 'Delete') {
      void operate('delete', place);
    } else if (key === 'Enter' || key === ' ') {
      activate(model.state.rows, model.state.focused, model.toggle.bind(model), onDetails);
    } else if (!model.press(key)) {
      if (key.length > 1) {
        return;
      }
      model.type(key);
    }
    event.preventDefault();
    event.stopPropagation();
  };
}

/** Opens or closes the row; where there is nothing to open, shows its details. */
function activate(rows: readonly IRow[], focused: string | null, toggle: (key: string) => void, onDetails: () => void): void {
  const row = rows.find(one => one.key === focused);
  if (row && row.expanded !== null) {
    toggle(row.key);
  } else {
    onDetails();
  }
}
