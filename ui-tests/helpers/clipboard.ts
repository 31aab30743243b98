/**
 * What was copied.
 */
import type { Page } from '@playwright/test';

/** The text on the clipboard. */
export async function copiedText(page: Page): Promise<string> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  return page.evaluate(() => navigator.clipboard.readText());
}
