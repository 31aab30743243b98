import { BulkOperations } from '../../helpers/bulk';
import { Composer } from '../../helpers/composer';
import { ConnectionDialogs } from '../../helpers/connection';
import { openDocument, writeDocument } from '../../helpers/documents';
import { Explorer } from '../../helpers/explorer';
import { mouse } from '../../helpers/hands';
import { Images } from '../../helpers/images';
import { expect, test } from '../../helpers/plain';
import { Providers } from '../../helpers/providers';
import { SecretScan } from '../../helpers/secrets';
import { wordsOf } from '../../helpers/words';

const words = wordsOf('en');

test('the main path works below this base URL, with token and XSRF check, and no secret leaves the server', async ({
  page,
  servers,
  open
}) => {
  const scan = new SecretScan(page, servers);
  const explorer = new Explorer(page, words);
  const connection = new ConnectionDialogs(page, words);
  const refused: string[] = [];
  page.on('response', response => {
    if (response.url().includes('/vcp/api/') && [401, 403, 404].includes(response.status())) {
      refused.push(`${response.status()} ${response.request().method()} ${response.url()}`);
    }
  });

  await test.step('enter the token', async () => {
    await open('lab');
    await connection.openTokenDialog();
    await connection.tokenField.fill(servers.simulator.services.tokens.regular);
    await connection.connectButton.click();
    await expect(connection.tokenField).toHaveCount(0);
    await scan.lookAtPage('token entered');
  });

  await test.step('see the tree', async () => {
    await page.getByRole('tab', { name: 'VCP: unit groups and nodes' }).click();
    await expect(explorer.row('lecture2026')).toBeVisible();
    await scan.lookAtPage('tree');
  });

  await test.step('check the connection', async () => {
    await connection.openCheck();
    await expect(connection.check).toContainText(words('Written in the file'));
    await scan.lookAtPage('connection check');
  });

  await test.step('compose a spec and look at the CCI', async () => {
    const composer = new Composer(page, words);
    const attributes = { image: 'vcp/base:1.8.1-ubuntu20.04-x86_64' };
    const spec = { version: 1, provider: 'hokudai', flavor: 'small', unitGroup: 'scan', unit: 'scan', attributes };
    writeDocument(servers, 'scan.vcpspec', JSON.stringify(spec));
    await openDocument(page, 'scan.vcpspec');
    await composer.tab('CCI').click();
    await expect(composer.preview).toContainText('cloud_provider: hokudai');
    await scan.lookAtPage('CCI of a provider with literal credentials');
  });

  await test.step('store credentials', async () => {
    const providers = new Providers(page, words);
    scan.watchFor('password that was typed', 'typed-below-a-base-url');
    await providers.open('aic');
    await providers
      .section('Credentials')
      .getByRole('button', { name: words('Store in Vault…') })
      .click();
    await connection.dialog.getByLabel('password', { exact: true }).fill('typed-below-a-base-url');
    await connection.dialog.getByRole('button', { name: words('Store'), exact: true }).click();
    await expect(providers.key('password')).toContainText(words('Secret found'));
    await scan.lookAtPage('credentials stored');
  });

  await test.step('look into an image', async () => {
    const images = new Images(page, words);
    await images.open('vcp/base:1.8.1-centos7-x86_64');
    await expect(images.fact('Digest')).toContainText('sha256:');
    await scan.lookAtPage('image');
  });

  await test.step('power several nodes off at once', async () => {
    const bulk = new BulkOperations(page, words);
    await explorer.expand('demo');
    await mouse().selectRows(explorer.tree, ['web', 'db']);
    await explorer.selection.getByRole('button', { name: words('Power Off'), exact: true }).click();
    await bulk.review.getByRole('button', { name: words('Power Off'), exact: true }).click();
    await expect(bulk.outcome).toHaveText(words('All %1 done.', '3'), { timeout: 60_000 });
    await scan.lookAtPage('bulk operation');
  });

  expect(refused).toEqual([]);
  expect(await scan.finish()).toEqual([]);
});
