import type { KeyboardEvent, MouseEvent } from 'react';

/** Pixels from the start of the row to the menu. */
const INDENT = 24;

/**
 * Opens JupyterLab's context menu on a row by keyboard: sends the event of a right click from the row, where the selectors of the menu
 * look. When the menu has closed, the focus is in the tree again.
 */
export function openContextMenu(event: KeyboardEvent<HTMLElement> | MouseEvent<HTMLElement>, rowElementId: string): void {
  event.preventDefault();
  event.stopPropagation();
  const row = document.getElementById(rowElementId);
  if (row) {
    const { left, bottom } = row.getBoundingClientRect();
    const place = { clientX: left + INDENT, clientY: bottom };
    row.dispatchEvent(new globalThis.MouseEvent('contextmenu', { ...place, bubbles: true, cancelable: true, button: 2 }));
    takeFocusBack(event.currentTarget);
  }
}

/** A Lumino menu takes the focus and, once closed, leaves it nowhere; a browser tells nobody when a focused element is removed. */
function takeFocusBack(tree: HTMLElement): void {
  const menu = document.querySelector('body > .lm-Menu');
  const observer = new MutationObserver(() => {
    if (!menu?.isConnected) {
      observer.disconnect();
      if (document.activeElement === document.body) {
        tree.focus({ preventScroll: true });
      }
    }
  });
  if (menu) {
    observer.observe(document.body, { childList: true });
  }
}
