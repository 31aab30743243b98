import type { FocusEvent, KeyboardEvent } from 'react';
import { useState } from 'react';

/** What the body of a table needs so that the arrow keys go from row to row. */
export interface IRowKeys {
  /** Key of the row whose buttons Tab reaches; null when there is no row. */
  readonly current: string | null;
  readonly onFocus: (event: FocusEvent<HTMLElement>) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

/**
 * One stop of Tab for a whole table: the buttons of one row. Rows carry their key as `data-key`.
 *
 * @param keys - The rows, in their order.
 */
export function useRowKeys(keys: readonly string[]): IRowKeys {
  const [chosen, setChosen] = useState<string | null>(null);
  const current = chosen !== null && keys.includes(chosen) ? chosen : (keys[0] ?? null);
  return {
    current,
    onFocus: ({ target }) => {
      setChosen(rowAt(target)?.dataset['key'] ?? null);
    },
    onKeyDown: event => {
      const row = rowAt(event.target);
      const next = row && rowFor(event.key, row);
      if (row && next) {
        event.preventDefault();
        // The same button of the other row, or its last: not every row has all of them.
        const buttons = [...next.querySelectorAll('button')];
        const at = [...row.querySelectorAll('button')].findIndex(button => button === document.activeElement);
        buttons[Math.min(Math.max(at, 0), buttons.length - 1)]?.focus();
      }
    }
  };
}

function rowAt(target: EventTarget): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('tr[data-key]') : null;
}

function rowFor(key: string, row: HTMLElement): Element | null {
  switch (key) {
    case 'ArrowDown':
      return row.nextElementSibling;
    case 'ArrowUp':
      return row.previousElementSibling;
    case 'Home':
      return row.parentElement?.firstElementChild ?? null;
    case 'End':
      return row.parentElement?.lastElementChild ?? null;
    default:
      return null;
  }
}
