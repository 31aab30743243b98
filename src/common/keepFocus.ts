import type { IDisposable } from '@lumino/disposable';
import { DisposableDelegate } from '@lumino/disposable';

/**
 * Gives the focus to something else where the element that has it is taken away, e.g. the button of a note that was dismissed. A
 * browser leaves the focus nowhere then, and the next key would go to nobody.
 *
 * @param root - What is watched.
 * @param fallback - What gets the focus.
 */
export function keepFocus(root: HTMLElement, fallback: () => HTMLElement | null): IDisposable {
  let last: Element | null = null;
  const onFocusIn = ({ target }: FocusEvent): void => {
    last = target instanceof Element ? target : null;
  };
  const onFocusOut = (): void => {
    // Whether it was left or taken away shows only afterwards: some browsers send this event before the element is gone, some none.
    queueMicrotask(() => {
      if (last?.isConnected && document.activeElement !== last) {
        last = null;
      }
    });
  };
  const observer = new MutationObserver(() => {
    if (last && !last.isConnected) {
      last = null;
      if (document.activeElement === null || document.activeElement === document.body) {
        fallback()?.focus({ preventScroll: true });
      }
    }
  });
  root.addEventListener('focusin', onFocusIn);
  root.addEventListener('focusout', onFocusOut);
  observer.observe(root, { childList: true, subtree: true });
  return new DisposableDelegate(() => {
    observer.disconnect();
    root.removeEventListener('focusin', onFocusIn);
    root.removeEventListener('focusout', onFocusOut);
  });
}
