import { execute } from '../../helpers/documents';
import { EXPLORER_ID } from '../../helpers/explorer';
import { expect, test } from '../../helpers/lab';

/** A provider that 26.10 has no plugin for any more. */
const RETIRED = 'hokudai';

test.use({ simulatorOptions: { generation: '26.10' } });
test.setTimeout(180_000);

test.beforeEach(async ({ servers }) => {
  await servers.enterToken('regular');
});

test('a controller of 26.10: its version, its providers, its secret store', async ({
  page,
  servers,
  words,
  providers,
  connection,
  composer,
  photograph
}) => {
  await execute(page, 'vcp:show-versions');
  await expect(connection.dialog).toContainText('26.10');
  await page.keyboard.press('Escape');

  await providers.open('aws');
  await expect(providers.provider('aws')).toContainText(words('Available'));
  await expect(providers.provider(RETIRED)).toContainText(words('Not available'));
  await expect(providers.section('Credentials')).toContainText(new URL(servers.simulator.services.environment['VAULT_URL'] ?? '').host);
  await expect(providers.key('access_key')).toContainText(words('Secret found'));
  await photograph('70-generation-26.10');

  await execute(page, 'vcp:new-spec');
  await expect(
    composer.provider.locator(`optgroup[label="${words('Not on this VC Controller')}"] option[value="${RETIRED}"]`)
  ).toBeAttached();
});

test('nodes are created there', async ({ page, servers, tmpPath, words, explorer, composer, connection }) => {
  await page.sidebar.openTab(EXPLORER_ID);
  await expect(explorer.row('demo')).toBeVisible();
  const image = 'vcp/base:3.0.0-alpine3.22';
  await execute(page, 'vcp:new-spec', { cwd: tmpPath, provider: 'aws', flavor: 'small', unitGroup: 'newer', unit: 'web', image });
  await composer.button(words('Create now')).click();
  await connection.dialog.getByRole('button', { name: words('Create'), exact: true }).click();
  await expect(page.locator('.Toastify__toast').filter({ hasText: 'newer/web' })).toContainText(/is running: 172\.30\.2\.\d+/, {
    timeout: 60_000
  });
  expect(servers.jupyter.output()).not.toContain('Traceback');
});
