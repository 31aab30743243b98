/**
 * Where the focus is while JupyterLab starts: whoever presses keys too early loses them.
 */
import type { Page } from '@playwright/test';

/** Milliseconds without a change after which nobody is expected to take the focus any more. */
const REST = 500;

/**
 * Waits until the focus has come to rest. A launcher opens some time after the application says that it is restored, takes the focus, and
 * with it every key of a test that began before.
 */
export async function focusRests(page: Pick<Page, 'evaluate'>): Promise<void> {
  await page.evaluate(async rest => {
    const { setTimeout, performance, document } = window;
    let focused = document.activeElement;
    let since = performance.now();
    while (performance.now() - since < rest) {
      await new Promise(resolve => setTimeout(resolve, 50));
      if (document.activeElement !== focused) {
        focused = document.activeElement;
        since = performance.now();
      }
    }
  }, REST);
}
