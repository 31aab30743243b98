/**
 * Pointer and keyboard of the tree, handled at the tree itself: rows come and go while it scrolls.
 */
import type { KeyboardEvent, MouseEvent } from 'react';
import { useState } from 'react';

import type { Choice } from '../domain/selection';
import type { ExplorerModel } from '../model/explorerModel';
import { useExplorer } from './context';
import { openContextMenu } from './contextMenu';

type PointerHandler = (event: MouseEvent<HTMLElement>) => void;
type PointerEvents = 'onMouseDown' | 'onClick' | 'onDoubleClick' | 'onContextMenu';

/** @param rowId - Element id of a row, by its key. */
export function usePointer(rowId: (key: string) => string): Readonly<Record<PointerEvents, PointerHandler>> {
  const { model } = useExplorer();
  return {
    onMouseDown: event => {
      // Shift would stretch the browser's text selection over the rows.
      if (event.shiftKey && !isIn(event.target, 'button')) {
        event.preventDefault();
      }
    },
    onClick: event => {
      const key = rowKeyAt(event.target);
      if (key !== null) {
        clickRow(model, key, event);
        event.currentTarget.focus({ preventScroll: true });
      }
    },
    onDoubleClick: event => {
      const key = rowKeyAt(event.target);
      if (key !== null && choiceOf(event) === 'only' && !isIn(event.target, OWN_MEANING)) {
        model.toggle(key);
      }
    },
    onContextMenu: event => {
      const key = rowKeyAt(event.target);
      const { focused } = model.state;
      if (key !== null) {
        aim(model, key);
      } else if (event.button !== 2 && focused !== null) {
        // From the keyboard, browsers send it to the element with the focus, which is the whole tree.
        openContextMenu(event, rowId(focused));
      }
    }
  };
}

interface IHover {
  /** Key of the row that the pointer is over, or was last. */
  readonly hovered: string | null;
  readonly onPointerOver: (event: { readonly target: EventTarget }) => void;
}

/** The row under the pointer: only that one, and the one with the focus, need buttons; the others scroll faster without. */
export function useHover(): IHover {
  const [hovered, setHovered] = useState<string | null>(null);
  const onPointerOver: IHover['onPointerOver'] = ({ target }) => {
    setHovered(rowKeyAt(target));
  };
  return { hovered, onPointerOver };
}

/** Parts of a row where a click does something of its own. */
const OWN_MEANING = '[data-toggles], [data-ticks], button';

function clickRow(model: ExplorerModel, key: string, event: MouseEvent<HTMLElement>): void {
  if (isIn(event.target, '[data-ticks]')) {
    model.select(key, event.shiftKey ? 'range' : 'toggle');
  } else if (isIn(event.target, OWN_MEANING)) {
    model.focus(key); // Opening a row, or a button of one row, leaves alone what is selected elsewhere.
  } else {
    model.select(key, choiceOf(event));
  }
  if (isIn(event.target, '[data-toggles]')) {
    model.toggle(key);
  }
}

function choiceOf(event: MouseEvent<HTMLElement>): Choice {
  return event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'add' : 'only';
}

/** A menu on a selected row is about the whole selection; on another row, about that row only. */
function aim(model: ExplorerModel, key: string): void {
  if (model.state.selected.has(key)) {
    model.focus(key);
  } else {
    model.select(key, 'only');
  }
}

function rowKeyAt(target: EventTarget): string | null {
  const row = target instanceof Element ? target.closest('[data-key]') : null;
  return row?.getAttribute('data-key') ?? null;
}

function isIn(target: EventTarget, selector: string): boolean {
  return target instanceof Element && target.closest(selector) !== null;
}

/**
 * @param rowId - Element id of a row, by its key.
 * @param onDetails - Enter on a row that has nothing to open.
 */
export function useKeys(rowId: (key: string) => string, onDetails: () => void): (event: KeyboardEvent<HTMLElement>) => void {
  const { model, act } = useExplorer();
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
      aim(model, model.state.focused ?? '');
      openContextMenu(event, rowId(model.state.focused ?? ''));
      return;
    }
    if (place && key === 'Delete' && !isChord(event)) {
      void act('delete', place);
    } else if (!pressInTree(model, event, onDetails)) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
}

/** Answers whether the key meant something; the others belong to the browser and to JupyterLab. */
function pressInTree(model: ExplorerModel, event: KeyboardEvent<HTMLElement>, onDetails: () => void): boolean {
  const { key } = event;
  const { focused, selected } = model.state;
  if (isChord(event)) {
    if (key.toLowerCase() !== 'a' || event.altKey || event.shiftKey) {
      return false;
    }
    model.selectAll();
  } else if (key === 'Escape') {
    model.clearSelection();
    return selected.size > 0;
  } else if (key === ' ' && focused !== null) {
    model.select(focused, event.shiftKey ? 'range' : 'toggle');
  } else if (key === 'Enter') {
    activate(model, onDetails);
  } else if (!(event.shiftKey && model.extend(key)) && !model.press(key)) {
    return key.length === 1 && typeLetter(model, key);
  }
  return true;
}

function isChord(event: KeyboardEvent<HTMLElement>): boolean {
  return event.ctrlKey || event.metaKey || event.altKey;
}

function typeLetter(model: ExplorerModel, letter: string): true {
  model.type(letter);
  return true;
}

/** Opens or closes the row; where there is nothing to open, shows its details. */
function activate(model: ExplorerModel, onDetails: () => void): void {
  const { rows, focused } = model.state;
  const row = rows.find(one => one.key === focused);
  if (row && row.expanded !== null) {
    model.toggle(row.key);
  } else {
    onDetails();
  }
}
