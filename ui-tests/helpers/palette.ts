/**
 * The command palette by keyboard, the way that exists in JupyterLab and in Notebook alike.
 */
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';

/** Runs the command with this label. Fails when the palette has none. */
export async function runFromPalette(page: Page, label: string): Promise<void> {
  const palette = page.locator('.lm-CommandPalette').filter({ visible: true });
  // Until all settings are read its shortcut is not known, and a launcher that opens late takes the focus and so closes it.
  await expect(async () => {
    if (!(await palette.isVisible())) {
      await page.keyboard.press('Control+Shift+C');
    }
    await expect(palette).toBeVisible({ timeout: 2_000 });
    await page.keyboard.press('Control+A');
    await page.keyboard.type(label);
    await expect(palette.locator('.lm-CommandPalette-item.lm-mod-active')).toContainText(label, { timeout: 2_000 });
  }).toPass();
  await page.keyboard.press('Enter');
  await expect(palette).toBeHidden();
}
