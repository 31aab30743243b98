import type { RefObject } from 'react';
import { useEffect, useRef, useState } from 'react';

/** What the body of a table needs so that the arrow keys go from row to row. */
export interface IRowKeys {
  readonly bodyRef: RefObject<HTMLTableSectionElement>;
  /** Key of the row whose buttons Tab reaches; null when there is no row. */
  readonly current: string | null;
}

/**
 * One stop of Tab for a whole table: the buttons of one row. Rows carry their key as `data-key`.
 *
 * The table itself takes no keys, so it has no handlers: the events come from the buttons in it.
 *
 * @param keys - The rows, in their order.
 */
export function useRowKeys(keys: readonly string[]): IRowKeys {
  const bodyRef = useRef<HTMLTableSectionElement>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  useEffect(() => {
    const body = bodyRef.current;
    const onFocus = ({ target }: FocusEvent): void => {
      setChosen(rowAt(target)?.dataset['key'] ?? null);
    };
    body?.addEventListener('focusin', onFocus);
    body?.addEventListener('keydown', moveFocus);
    return () => {
      body?.removeEventListener('focusin', onFocus);
      body?.removeEventListener('keydown', moveFocus);
    };
  }, []);
  return { bodyRef, current: chosen !== null && keys.includes(chosen) ? chosen : (keys[0] ?? null) };
}

/** Goes to the same button of another row, or its last: not every row has all of them. */
function moveFocus(event: KeyboardEvent): void {
  const row = rowAt(event.target);
  const next = row && rowFor(event.key, row);
  if (row && next) {
    event.preventDefault();
    const buttons = [...next.querySelectorAll('button')];
    const at = [...row.querySelectorAll('button')].findIndex(button => button === document.activeElement);
    buttons[Math.min(Math.max(at, 0), buttons.length - 1)]?.focus();
  }
}

function rowAt(target: EventTarget | null): HTMLElement | null {
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
