import { BulkOperations } from '../../helpers/bulk';
import { Composer } from '../../helpers/composer';
import { ConnectionDialogs } from '../../helpers/connection';
import { Explorer } from '../../helpers/explorer';
import { mouse } from '../../helpers/hands';
import { Images } from '../../helpers/images';
import { runFromPalette } from '../../helpers/palette';
import { expect, test } from '../../helpers/plain';
import { Providers } from '../../helpers/providers';
import { wordsOf } from '../../helpers/words';

const words = wordsOf('en');

test('the explorer opens beside the list of files', async ({ page, open, servers }) => {
  await servers.enterToken('regular');
  await open('tree');
  await runFromPalette(page, words('Show VCP Explorer'));

  await expect(new Explorer(page, words).row('lecture2026')).toBeVisible();
});

test('the token dialog works without a status bar', async ({ page, open, servers }) => {
  const connection = new ConnectionDialogs(page, words);
  await open('tree');
  await connection.openTokenDialog();
  await connection.tokenField.fill(servers.simulator.services.tokens.regular);
  await connection.connectButton.click();

  await expect(connection.tokenField).toHaveCount(0);
});

test('a new spec opens at its own page and shows the code', async ({ page, open, servers, context }) => {
  await servers.enterToken('regular');
  await open('tree');
  const opened = context.waitForEvent('page');
  await runFromPalette(page, words('New Node Spec'));
  const document = await opened;
  const composer = new Composer(document, words);

  await expect(document).toHaveURL(/\/edit\/.*\.vcpspec/);
  await composer.provider.selectOption('aws');
  await expect(composer.preview).toContainText('getpass');
});

test('the connection check opens at the right', async ({ page, open, servers }) => {
  const connection = new ConnectionDialogs(page, words);
  await servers.enterToken('regular');
  await open('tree');
  await connection.openCheck();

  await expect(connection.check).toBeVisible();
});

test('the providers panel opens and stores credentials', async ({ page, open, servers }) => {
  const providers = new Providers(page, words);
  const { dialog } = new ConnectionDialogs(page, words);
  await servers.enterToken('regular');
  await open('tree');
  await runFromPalette(page, words('VCP Providers'));
  await providers.provider('aic').click();
  await providers
    .section('Credentials')
    .getByRole('button', { name: words('Store in Vault…') })
    .click();
  await dialog.getByLabel('password', { exact: true }).fill('typed in Notebook');
  await dialog.getByRole('button', { name: words('Store'), exact: true }).click();

  await expect(providers.key('password')).toContainText(words('Secret found'));
});

test('the image catalog opens, and shows what is in an image', async ({ page, open, servers }) => {
  const images = new Images(page, words);
  await servers.enterToken('regular');
  await open('tree');
  await runFromPalette(page, words('VCP Images'));
  await images.row('vcp/base:1.8.1-centos7-x86_64').click();

  await expect(images.fact('Digest')).toContainText('sha256:');
});

test('a bulk operation runs beside the list of files', async ({ page, open, servers }) => {
  const explorer = new Explorer(page, words);
  const bulk = new BulkOperations(page, words);
  await servers.enterToken('regular');
  await open('tree');
  await runFromPalette(page, words('Show VCP Explorer'));
  await explorer.expand('demo');
  await mouse().selectRows(explorer.tree, ['web', 'db']);
  await explorer.selection.getByRole('button', { name: words('Power Off'), exact: true }).click();
  await bulk.review.getByRole('button', { name: words('Power Off'), exact: true }).click();

  await expect(bulk.outcome).toHaveText(words('All %1 done.', '3'), { timeout: 60_000 });
});
