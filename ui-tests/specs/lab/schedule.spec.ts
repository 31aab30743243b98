import { randomUUID } from 'node:crypto';

import { EXPLORER_ID } from '../../helpers/explorer';
import { expect, test } from '../../helpers/lab';
import { idsIn } from '../../helpers/servers';
import type { IServers } from '../../helpers/servers';

const DAY = 86_400_000;

test.setTimeout(120_000);

test.beforeEach(async ({ servers }) => {
  await servers.enterToken('regular');
});

test.describe('old unit groups', () => {
  test.use({ reminderDays: 14 });

  test('are named in one notification, which leads to them, and are counted in the summary', async ({
    page,
    words,
    explorer,
    photograph
  }) => {
    await page.sidebar.openTab(EXPLORER_ID);
    const toast = page.locator('.Toastify__toast').filter({ hasText: words('VCP reminder: %1', '') });
    await expect(toast).toContainText('lecture2026 (41 days old)');
    await expect(toast).toHaveCount(1);
    await photograph('60-reminder');
    await toast.getByRole('button', { name: words('Show'), exact: true }).click();
    await expect(explorer.row('lecture2026')).toHaveAttribute('aria-selected', 'true');

    await explorer.button('1 group older than 14 days').click();
    await expect(explorer.row('lecture2026')).toBeVisible();
    await expect(explorer.row('demo')).toHaveCount(0);
  });
});

test('a reminder is set, is due on its day, and is removed', async ({ page, servers, words, explorer, connection, photograph }) => {
  await page.sidebar.openTab(EXPLORER_ID);
  await explorer.openDetails('demo');
  await explorer.details.getByRole('button', { name: words('Set Reminder…') }).click();
  await connection.dialog.getByRole('button', { name: words('In 1 week') }).click();
  await connection.dialog.getByLabel(words('Note (optional)')).fill('lecture is over');
  await photograph('61-reminder-dialog');
  await connection.dialog.getByRole('button', { name: words('Remind Me') }).click();
  const schedule = explorer.details.getByRole('group', { name: words('Schedule') });
  await expect(schedule).toContainText('lecture is over');
  await expect(explorer.panel.getByText('1 reminder due')).toHaveCount(0);

  await page.clock.setFixedTime(Date.now() + 8 * DAY);
  await page.reload();
  const toast = page.locator('.Toastify__toast').filter({ hasText: 'demo (lecture is over)' });
  await expect(toast).toBeVisible();
  await toast.getByRole('button', { name: words('Show'), exact: true }).click();
  await explorer.button('1 reminder due').click();
  await expect(explorer.row('demo')).toHaveAttribute('aria-selected', 'true');
  await explorer.openDetails('demo');
  await schedule.getByRole('button', { name: words('Remove Reminder') }).click();
  await expect(explorer.panel.getByText('1 reminder due')).toHaveCount(0);
  expect((await servers.api('GET', 'schedule')).body).toEqual({ reminders: [], powerOffs: [] });
});

test('a power-off is planned, stands in summary and details, and is cancelled', async ({
  page,
  servers,
  words,
  explorer,
  connection,
  photograph
}) => {
  await page.sidebar.openTab(EXPLORER_ID);
  await explorer.openDetails('demo');
  await explorer.details.getByRole('button', { name: words('Power Off at…') }).click();
  await expect(connection.dialog).toContainText(
    words('Works only while this Jupyter server runs and has an access token. JupyterHub may stop idle servers.')
  );
  await expect(connection.dialog).toContainText('3 nodes on aws are powered off.');
  const field = connection.dialog.locator('input[type="datetime-local"]');
  const proposed = await field.inputValue();
  await field.fill('2020-01-01T08:00');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toHaveAccessibleDescription(new RegExp(words('This time is over. Choose a later one.')));
  await field.fill(proposed);
  await photograph('62-power-off-at');
  await connection.dialog.getByRole('button', { name: words('Plan'), exact: true }).click();

  await expect(explorer.panel.getByRole('button', { name: /^demo: power off / })).toBeVisible();
  await expect(explorer.details.getByRole('group', { name: words('Schedule') })).toContainText(/Power off: /);
  await photograph('63-planned');
  await explorer.panel
    .getByRole('group', { name: words('Summary') })
    .getByRole('button', { name: /^Cancel the power off of demo/ })
    .click();
  await expect(explorer.panel.getByRole('button', { name: /^demo: power off / })).toHaveCount(0);
  expect((await servers.api('GET', 'schedule')).body).toEqual({ reminders: [], powerOffs: [] });
});

test('a planned power-off is carried out at its time, and its report is shown', async ({ page, servers, words, bulk }) => {
  // The dialog takes whole minutes; nobody wants to wait for one here.
  const at = new Date(Date.now() + 8_000).toISOString();
  const group = await groupId(servers, 'demo');
  const { status, body } = await servers.api('POST', 'schedule/power-offs', { key: randomUUID(), group, groupName: 'demo', at });
  expect(status, JSON.stringify(body)).toBeLessThan(300);
  await page.sidebar.openTab(EXPLORER_ID);
  const toast = page.locator('.Toastify__toast').filter({ hasText: 'Power off of demo' });
  await expect(toast).toContainText(/planned for .*: started\./, { timeout: 45_000 });
  await toast.getByRole('button', { name: words('Show Report') }).click();
  await expect(bulk.panel).toContainText(words('Started as planned'));
  await expect(bulk.outcome).toHaveText(words('All %1 done.', '2'), { timeout: 60_000 }); // a row per unit
});

async function groupId(servers: IServers, name: string): Promise<string> {
  const { body } = await servers.api('GET', 'unit-groups');
  const ids = idsIn(body, 'unitGroups');
  const names = idsIn(body, 'unitGroups', 'name');
  const id = ids[names.indexOf(name)];
  if (id === undefined) {
    throw new Error(`No unit group ${name} among ${names.join(', ')}`);
  }
  return id;
}
