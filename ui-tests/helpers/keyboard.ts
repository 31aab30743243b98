/**
 * Walking with the Tab key, as somebody without a mouse does.
 */
import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

/** More steps than any panel of ours has controls: beyond them the control is not reachable. */
const MOST_STEPS = 150;

/** Presses Tab (or Shift+Tab) until the control has the focus. Fails when it never gets it. */
export async function tabTo(page: Page, control: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(control).toBeVisible();
  for (let step = 0; step < MOST_STEPS; step += 1) {
    if (await hasFocus(control)) {
      return;
    }
    await page.keyboard.press(key);
  }
  throw new Error(`${String(control)} is not reached within ${MOST_STEPS} presses of ${key}`);
}

/** Chooses an option of a native select that has the focus, by typing its beginning. */
export async function chooseByTyping(page: Page, select: Locator, label: string): Promise<void> {
  await tabTo(page, select);
  await page.keyboard.type(label);
  await expect(select.locator('option:checked')).toHaveText(new RegExp(`^${label}`));
}

/** Writes into a field as its new value: selects what stands there and types over it. */
export async function typeInto(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
}

/** Presses Enter on the control, reached by Tab. */
export async function press(page: Page, control: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, control);
  await page.keyboard.press(key);
}

function hasFocus(control: Locator): Promise<boolean> {
  return control.evaluate(element => element === document.activeElement || element.contains(document.activeElement));
}
