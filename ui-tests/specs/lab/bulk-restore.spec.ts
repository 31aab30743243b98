import { BulkOperations } from '../../helpers/bulk';
import { execute } from '../../helpers/documents';
import { Explorer } from '../../helpers/explorer';
import { mouse } from '../../helpers/hands';
import { expect, test } from '../../helpers/plain';
import { wordsOf } from '../../helpers/words';

const words = wordsOf('en');

// Time goes on when the specs say so: a page is closed in the middle, however slow the machine is.
test.beforeEach(async ({ servers }) => {
  await servers.enterToken('regular');
  await servers.simulator.control('POST', '/speed', { speed: 1 });
});

for (const end of ['after', 'while'] as const) {
  test(`a bulk operation that ends ${end === 'after' ? 'after the page has come back' : 'while no page is open'} is told there`, async ({
    page,
    servers,
    open
  }) => {
    const explorer = new Explorer(page, words);
    const bulk = new BulkOperations(page, words);
    await open('lab');
    // By the command: the tab would close a panel that the last test left open.
    await execute(page, 'vcp:open-explorer');
    await explorer.expand('demo');
    await mouse().selectRows(explorer.tree, ['web', 'db']);
    await explorer.selection.getByRole('button', { name: words('Power Off'), exact: true }).click();
    await bulk.review.getByRole('button', { name: words('Power Off'), exact: true }).click();
    await expect(bulk.row('demo', 'web', '1')).toContainText(words('in progress'));

    await page.goto('about:blank');
    const finish = async (): Promise<void> => {
      await servers.simulator.control('POST', '/advance', { all: true });
      const { body } = await servers.api('GET', 'batches');
      expect(JSON.stringify(body)).toMatch(/"state": ?"ended"/);
    };
    if (end === 'while') {
      await expect(finish).toPass();
    }
    await open('lab');
    const toast = page.locator('.Toastify__toast').filter({ hasText: 'Power Off (3)' });
    if (end === 'after') {
      await expect(toast).toContainText(/Running: \d of 3 done, 0 failed\./);
      await expect(finish).toPass();
    }
    await expect(toast).toContainText(words('All %1 done.', '3'));

    await toast.getByRole('button', { name: words('Show Report') }).click();
    await expect(bulk.row('demo', 'web', '2')).toContainText('POWER_OFF');
    await bulk.button(words('Remove from List')).click();
    await expect(bulk.panel).toBeHidden();
    expect((await servers.api('GET', 'batches')).body).toEqual({ batches: [] });
  });
}
