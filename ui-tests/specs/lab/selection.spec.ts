import { EXPLORER_ID } from '../../helpers/explorer';
import { expect, test } from '../../helpers/lab';

test.beforeEach(async ({ page, servers, explorer }) => {
  await servers.enterToken('regular');
  await page.sidebar.openTab(EXPLORER_ID);
  await explorer.expand('demo');
  await explorer.expand('db');
  await explorer.expand('web');
});

test('rows are selected by pointer: Ctrl, Shift, ticks; a click ends it', async ({ page, explorer }) => {
  const selected = explorer.tree.getByRole('treeitem', { selected: true });
  const nodes = explorer.tree.locator('[data-kind=node]');
  await nodes.nth(0).click();
  await nodes.nth(2).click({ modifiers: ['ControlOrMeta'] });
  await expect(selected).toHaveCount(2);
  await nodes.nth(0).click();
  await nodes.nth(2).click({ modifiers: ['Shift'] });
  // The unit between the nodes is no part of the range.
  await expect(selected).toHaveCount(3);
  await expect(selected.and(explorer.tree.locator('[data-kind=unit]'))).toHaveCount(0);
  // Shift selects rows, not their text.
  expect(await page.evaluate(() => getSelection()?.toString() ?? '')).toBe('');
  await nodes.nth(1).locator('[data-ticks]').click();
  await expect(selected).toHaveCount(2);
  await explorer.row('web').locator('[data-toggles]').click();
  await expect(explorer.row('web')).toHaveAttribute('aria-expanded', 'false');
  await explorer.row('web').locator('[data-toggles]').click();
  await expect(selected).toHaveCount(2);
  await nodes.nth(1).click();
  await expect(selected).toHaveCount(1);
});

test('the context menu on a selected row is about all of them, on another row about that one', async ({ page, explorer }) => {
  const selected = explorer.tree.getByRole('treeitem', { selected: true });
  const nodes = explorer.tree.locator('[data-kind=node]');
  await nodes.nth(0).click();
  await nodes.nth(2).click({ modifiers: ['Shift'] });
  await nodes.nth(1).click({ button: 'right' });
  const menu = page.locator('.lm-Menu').filter({ visible: true });
  await expect(menu).toBeFocused();
  await expect(selected).toHaveCount(3);
  await page.keyboard.press('Escape');
  await expect(menu).toBeHidden();
  await explorer.row('sandbox').click({ button: 'right' });
  await expect(menu).toBeVisible();
  await expect(selected).toHaveCount(1);
  await expect(explorer.row('sandbox')).toHaveAttribute('aria-selected', 'true');
});

test('rows are selected by keyboard alone, and Escape ends it', async ({ page, explorer }) => {
  const selected = explorer.tree.getByRole('treeitem', { selected: true });
  await explorer.row('db').click();
  await page.keyboard.press('Shift+End');
  // Every unit below, and nothing else.
  const units = await explorer.tree.locator('[data-kind=unit]').count();
  expect(units).toBeGreaterThan(3);
  await expect(selected.and(explorer.tree.locator('[data-kind=unit]'))).not.toHaveCount(0);
  await expect(selected.and(explorer.tree.locator('[data-kind=node]'))).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(selected).toHaveCount(1);
  await page.keyboard.press('Home');
  await page.keyboard.press('Control+a');
  await expect(selected.and(explorer.tree.locator('[data-kind=group]'))).not.toHaveCount(1);
  await expect(selected.and(explorer.tree.locator('[data-kind=unit]'))).toHaveCount(0);
});
