import { randomUUID } from 'node:crypto';

import { expect, test } from '../../helpers/lab';
import { SecretScan } from '../../helpers/secrets';

test.setTimeout(180_000);

test.beforeEach(async ({ servers }) => {
  await servers.enterToken('regular');
});

test('are stored by the dialog, resolve, and are seen nowhere', async ({ page, servers, words, providers, connection, photograph }) => {
  const password = `typed-${randomUUID()}`;
  const scan = new SecretScan(page, servers);
  scan.watchFor('password that was typed', password);
  await providers.open('aic');
  await expect(providers.key('password')).toContainText(words('Missing'));
  await photograph('40-credentials');

  await providers
    .section('Credentials')
    .getByRole('button', { name: words('Store in Vault…') })
    .click();
  await expect(connection.dialog).toContainText('vault://cubbyhole/aic/password');
  const field = connection.dialog.getByLabel('password', { exact: true });
  await expect(field).toHaveAttribute('type', 'password');
  await field.fill(password);
  await photograph('41-store-dialog');
  expect(await page.content(), 'the value is no attribute and no text').not.toContain(password);
  await connection.dialog.getByRole('button', { name: words('Store'), exact: true }).click();

  await expect(providers.said).toHaveText(words('The credentials of %1 were stored.', 'aic'));
  await expect(providers.key('password')).toContainText(words('Secret found'));
  await expect(providers.key('user_name')).toContainText(words('Written in the file'));
  const config = servers.config.read('vcp_config.yml');
  expect(config).toMatch(/^ {2}password: vault:\/\/cubbyhole\/aic\/password$/m);
  expect(config, 'comments stay').toContain('user_name: demo   # no password, on purpose');
  expect(config).not.toContain(password);
  expect(servers.config.backups('vcp_config.yml')).toHaveLength(1);
  await photograph('42-stored');
  await scan.lookAtPage('stored');

  // Opened again, the dialog knows that there is a secret, not which.
  await providers
    .section('Credentials')
    .getByRole('button', { name: words('Store in Vault…') })
    .click();
  await expect(connection.dialog.getByLabel('password', { exact: true })).toHaveValue('');
  await expect(connection.dialog).toContainText(words('A secret is there already; it would be replaced.'));
  await scan.lookAtPage('opened again');
  await page.keyboard.press('Escape');
  expect(await scan.finish()).toEqual([]);
});

test('of a replaced token point at nothing, and are copied from the former one', async ({
  page,
  servers,
  words,
  providers,
  connection
}) => {
  const former = servers.simulator.services.tokens.regular;
  const scan = new SecretScan(page, servers);
  await providers.open('azure');
  await expect(providers.key('client_secret')).toContainText(words('Secret found'));
  await connection.openTokenDialog();
  await connection.tokenField.fill(servers.simulator.services.tokens.other);
  await connection.connectButton.click();
  await expect(connection.tokenField).toHaveCount(0);

  await providers.open('azure');
  await expect(providers.key('client_secret')).toContainText(words('Secret not found'));
  await expect(providers.section('Credentials')).toContainText(
    words('A cubbyhole belongs to one token: what was stored with a former token has to be copied or stored again.')
  );
  await providers
    .section('Credentials')
    .getByRole('button', { name: words('Enter a Former Token…') })
    .click();
  const field = connection.dialog.getByLabel(words('Former access token'), { exact: true });
  await field.fill('not-a-token');
  await connection.dialog.getByRole('button', { name: words('Copy'), exact: true }).click();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toHaveValue('not-a-token');
  await field.fill(former);
  await connection.dialog.getByRole('button', { name: words('Copy'), exact: true }).click();

  await expect(providers.key('client_secret')).toContainText(words('Secret found'));
  await scan.lookAtPage('copied');
  expect(await scan.finish()).toEqual([]);
});

test('of the token before are copied by one button, without typing it again', async ({ servers, words, providers, connection }) => {
  await providers.open('azure');
  await expect(providers.key('client_secret')).toContainText(words('Secret found'));
  await connection.openTokenDialog();
  await connection.tokenField.fill(servers.simulator.services.tokens.other);
  await connection.connectButton.click();
  await expect(connection.tokenField).toHaveCount(0);

  await expect(providers.key('client_secret')).toContainText(words('Secret not found'));
  await providers
    .section('Credentials')
    .getByRole('button', { name: words('Copy From the Former Token') })
    .click();
  await expect(providers.key('client_secret')).toContainText(words('Secret found'));
});

test('a file that was edited meanwhile is read again, and what was typed is still there', async ({
  servers,
  words,
  providers,
  connection
}) => {
  const password = `typed-${randomUUID()}`;
  await providers.open('aic');
  await providers
    .section('Credentials')
    .getByRole('button', { name: words('Store in Vault…') })
    .click();
  const field = connection.dialog.getByLabel('password', { exact: true });
  await field.fill(password);
  servers.config.edit('vcp_config.yml', text => `${text}# mine\n`);
  await connection.dialog.getByRole('button', { name: words('Store'), exact: true }).click();

  await expect(
    connection.dialog.getByRole('alert').filter({ hasText: words('The file was changed by somebody else meanwhile.') })
  ).toBeVisible();
  await expect(field).toHaveValue(password);
  await connection.dialog.getByRole('button', { name: words('Store'), exact: true }).click();
  await expect(providers.key('password')).toContainText(words('Secret found'));
  expect(servers.config.read('vcp_config.yml')).toContain('# mine');
});
