import type { Page } from '@playwright/test';

import { expect, missingEnvironments, test } from './smokeTest';

/** Commands that open something; the others change something and need something to change. */
const OPENING = /^vcp:(open|show|new|check|enter)-/;

/** Something of ours on the page: a panel, a document, or a dialog. */
const OPENED = '[class*="jp-Vcp"], .jp-Dialog';

test.skip(({ environment }) => missingEnvironments().has(environment), 'the environment cannot be made here; see the output above');

test('is loaded and enabled, console as without us', async ({ open, page, strangeMessages, environment }) => {
  await open(startPage(environment));
  const ids = await commandsOf(page);

  expect(ids.length, 'commands of ours').toBeGreaterThan(5);
  expect(strangeMessages()).toEqual([]);
});

test('opens everything that can be opened', async ({ open, page, servers, strangeMessages, environment }) => {
  await servers.enterToken('regular');
  await open(startPage(environment));
  const ids = (await commandsOf(page)).filter(id => OPENING.test(id));
  expect(ids.length).toBeGreaterThan(0);

  for (const id of ids) {
    await test.step(id, async () => {
      // Notebook opens documents in a page of their own.
      const popup = page.waitForEvent('popup', { timeout: 5_000 }).catch(() => null);
      await page.evaluate(name => void Reflect.get(window, 'jupyterapp').commands.execute(name), id);
      const shown = environment.startsWith('notebook') ? ((await popup) ?? page) : page;
      await expect(shown.locator(OPENED).filter({ visible: true }).first()).toBeVisible();
      if (shown !== page) {
        await shown.close();
      }
      await closeDialogs(page);
    });
  }
  expect(strangeMessages()).toEqual([]);
});

test('shows the tree of the controller', async ({ open, page, servers, environment }) => {
  await servers.enterToken('regular');
  await open(startPage(environment));
  await page.evaluate(() => void Reflect.get(window, 'jupyterapp').commands.execute('vcp:open-explorer'));

  await expect(page.getByRole('treeitem', { name: /lecture2026/ })).toBeVisible();
});

function startPage(environment: string): string {
  return environment.startsWith('lab') ? 'lab' : 'tree';
}

function commandsOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const ids: readonly string[] = Reflect.get(window, 'jupyterapp').commands.listCommands();
    return ids.filter(id => id.startsWith('vcp:'));
  });
}

async function closeDialogs(page: Page): Promise<void> {
  const dialogs = page.locator('.jp-Dialog');
  while ((await dialogs.count()) > 0) {
    await expect(dialogs.first().locator(':focus')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialogs.first()).toBeHidden();
  }
}
