import type { Locator } from '@playwright/test';

import { execute } from '../../helpers/documents';
import { mouse } from '../../helpers/hands';
import { expect, test } from '../../helpers/lab';
import type { LabPage } from '../../helpers/lab';
import { EXPLORER_ID } from '../../helpers/explorer';

const IMAGE = 'vcp/base:1.8.1-ubuntu20.04-x86_64';
/** A volume that the user's cloud has already; the controller takes its id as it is. */
const VOLUME = 'vol-08cbb04b35c8c9545';

test.setTimeout(240_000);

test('disks are made, attached to a node, shown at both ends, and deleted after the node', async ({
  page,
  servers,
  tmpPath,
  words,
  explorer,
  composer,
  connection,
  bulk,
  photograph
}) => {
  const toast = (unit: string): Locator => page.locator('.Toastify__toast').filter({ hasText: unit });
  await servers.enterToken('regular');
  await page.sidebar.openTab(EXPLORER_ID);
  await expect(explorer.row('demo')).toBeVisible();

  await test.step('make a storage group', async () => {
    await execute(page, 'vcp:create-group');
    await connection.dialog.getByRole('textbox').fill('pool');
    await connection.dialog.getByRole('radio', { name: /^storage/ }).check();
    await connection.dialog.getByRole('button', { name: words('Create') }).click();
    await expect(explorer.row('pool')).toBeVisible();
  });

  await test.step('make disks in it', async () => {
    await explorer.openDetails('pool');
    await explorer.details.getByRole('button', { name: words('New Disks…') }).click();
    await composer.provider.selectOption('aws_disk');
    await expect(composer.field(words('Unit group'))).toHaveValue('pool');
    await composer.flavor.selectOption('small');
    await composer.field(words('Unit name')).fill('data');
    await composer.field('Number of disks').fill('2');
    await createNow(page, composer.button(words('Create now')), words('Create'));
    await expect(toast('pool/data')).toContainText('is running', { timeout: 60_000 });
    await photograph('30-disks');
  });

  await test.step('attach one of them, and a volume by its id, to a new node', async () => {
    await execute(page, 'vcp:new-spec', {
      cwd: tmpPath,
      provider: 'aws',
      flavor: 'small',
      unitGroup: 'compute',
      unit: 'web',
      image: IMAGE
    });
    await expect(composer.field(words('Unit name'))).toHaveValue('web');
    await composer.openSection(words('Disks'));
    await composer.panel.getByRole('checkbox', { name: /^pool\/data.* 1$/ }).check();
    // What another node has cannot be chosen, and says so.
    const taken = composer.panel.getByRole('checkbox', { name: /^demo-disks\/data.* 1$/ });
    await expect(taken).toBeDisabled();
    await expect(taken).toHaveAccessibleDescription(words('attached already'));
    const volume = composer.field(words('Volume id'));
    await volume.fill(VOLUME);
    await volume.press('Enter');
    await expect(composer.button(words('Remove %1', VOLUME))).toBeVisible();
    await composer.tab('CCI').click();
    await expect(composer.preview).toContainText(VOLUME);
    await expect(composer.preview).toContainText(/vcp:\w+:data:\w+/);
    await photograph('31-disks-chosen');
    await createNow(page, composer.button(words('Create now')), words('Create'));
    await expect(toast('compute/web')).toContainText('is running', { timeout: 60_000 });
  });

  await test.step('see what is attached where, from both ends', async () => {
    await explorer.expand('pool');
    await explorer.expand('data');
    await explorer.openDetails('Disk 1');
    await expect(fact(explorer.details, words('Attached to'))).toContainText('compute/web/1');
    await explorer.details.getByRole('button', { name: 'compute/web/1' }).click();
    const node = explorer.tree.getByRole('treeitem', { selected: true });
    await expect(node).toContainText('172.30.2.');
    await expect(explorer.details).toContainText(VOLUME);
    await explorer.details.getByRole('button', { name: /^pool\/data\// }).click();
    await expect(explorer.row('Disk 1')).toHaveAttribute('aria-selected', 'true');
    await photograph('32-attached');
  });

  await test.step('the storage group cannot go first, and the way is shown', async () => {
    await explorer.openDetails('pool');
    const button = explorer.details.getByRole('button', { name: words('Delete…') });
    await expect(button).toHaveAttribute('aria-disabled', 'true');
    await expect(button).toHaveAccessibleDescription(/compute\/web/);
    await photograph('33-refused');
    await explorer.details.locator('.jp-VcpExplorer-first').getByRole('button', { name: 'compute/web' }).click();
    await expect(explorer.row('web').and(explorer.tree.locator('[aria-selected="true"]'))).toBeVisible();
  });

  await test.step('both in one selection go, the node first', async () => {
    await mouse().selectRows(explorer.tree, ['pool', 'compute']);
    await explorer.selection.getByRole('button', { name: words('Delete…') }).click();
    await expect(bulk.review).toContainText(words('Compute goes first, then the disks: an attached disk cannot be deleted.'));
    await photograph('34-review');
    await bulk.review.getByRole('textbox').fill('3');
    await bulk.review.getByRole('button', { name: words('Delete') }).click();
    await expect(bulk.outcome).toHaveText(words('All %1 done.', '2'), { timeout: 90_000 });
    await expect(bulk.rows.nth(0)).toContainText('compute');
    await expect(bulk.rows.nth(1)).toContainText('pool');
    await expect(explorer.row('pool')).toHaveCount(0, { timeout: 30_000 });
    await expect(explorer.row('compute')).toHaveCount(0);
  });
});

test('a disk that somebody attaches between looking and ordering: told in the words of the controller', async ({
  page,
  servers,
  tmpPath,
  words,
  composer,
  connection
}) => {
  await servers.enterToken('regular');
  await execute(page, 'vcp:new-spec', { cwd: tmpPath, provider: 'aws', flavor: 'small', unitGroup: 'late', unit: 'web', image: IMAGE });
  await expect(composer.field(words('Unit name'))).toHaveValue('web');
  await composer.openSection(words('Disks'));
  await composer.panel.getByRole('checkbox', { name: /^demo-disks\/data.* 2$/ }).check();
  await composer.button(words('Create now')).click();
  await expect(connection.dialog).toContainText('late');

  await servers.simulator.control('POST', '/attach', { vc: 'demo-disks', unit: 'data', node_no: 2 });
  await connection.dialog.getByRole('button', { name: words('Create') }).click();

  const toast = page.locator('.Toastify__toast').filter({ hasText: 'late/web' });
  await toast.getByRole('button', { name: words('Details') }).click({ timeout: 60_000 });
  await expect(connection.dialog).toContainText(/disk vcp:\S+ is in use/);
});

/** The value of a fact in the details. */
function fact(details: Locator, label: string): Locator {
  return details.locator('dl > div').filter({ has: details.page().getByRole('term').filter({ hasText: label }) });
}

async function createNow(page: LabPage, button: Locator, create: string): Promise<void> {
  await button.click();
  await page.getByRole('dialog').getByRole('button', { name: create, exact: true }).click();
}
