import type { RefObject } from 'react';
import { useEffect } from 'react';

/**
 * Focuses a dialog's first control once it is in the page.
 *
 * `Dialog` looks for it when it is attached, which can be before React has rendered the body; it then focuses its default button, and
 * what the user types is lost.
 */
export function useFirstFocus(control: RefObject<HTMLElement>, first = true): void {
  useEffect(() => {
    if (first) {
      control.current?.focus();
    }
  }, [control, first]);
}
