/**
 * The command palette by keyboard, the way that exists in JupyterLab and in Notebook alike.
 */
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';

/** Runs the command with this label. Fails when the palette has none. */
export async function runFromPalette(page: Page, label: string): Promise<void> {
  const palette = page.locator('.lm-CommandPalette').filter({ visible: true });
  // Its shortcut is known only when the settings have been read, which is after the application is restored.
  await expect(async () => {
    await page.keyboard.press('Control+Shift+C');
    await expect(palette).toBeVisible({ timeout: 2_000 });
  }).toPass();
  // The palette's own field takes the focus; its name is translated by JupyterLab and differs between versions.
  await page.keyboard.type(label);
  await expect(palette.locator('.lm-CommandPalette-item.lm-mod-active')).toContainText(label);
  await page.keyboard.press('Enter');
  await expect(palette).toBeHidden();
}
