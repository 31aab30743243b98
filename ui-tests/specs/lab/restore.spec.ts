import { expect, test } from '../../helpers/plain';
import { Composer } from '../../helpers/composer';
import { Explorer } from '../../helpers/explorer';
import { wordsOf } from '../../helpers/words';

const words = wordsOf('en');

test('a reload keeps panel, expansion, filter and open documents, and asks for no token', async ({ page, servers, open }) => {
  const explorer = new Explorer(page, words);
  await servers.enterToken('regular');
  await open('lab');
  await page.getByRole('tab', { name: 'VCP: unit groups and nodes' }).click();
  await explorer.expand('demo');
  await explorer.expand('web');
  await explorer.button('New Spec').click();
  await expect(new Composer(page, words).provider).toBeVisible();
  // JupyterLab writes the layout to the workspace some time after it changed.
  await expect.poll(async () => (await fetch(`${servers.jupyter.url}/lab/api/workspaces`)).text()).toContain('.vcpspec');

  await open('lab');

  await expect(explorer.panel).toBeVisible();
  await expect(explorer.row('demo')).toHaveAttribute('aria-expanded', 'true');
  await expect(explorer.row('web')).toHaveAttribute('aria-expanded', 'true');
  await expect(new Composer(page, words).provider).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('the notification of a job goes on after a reload', async ({ page, servers, open }) => {
  await servers.enterToken('regular');
  // A unit that boots for ever: the job is still there after the reload, however slow this machine is.
  await servers.simulator.control('POST', '/hang-units', { unit: 'waiting' });
  const spec = {
    version: 1,
    provider: 'aws',
    flavor: 'small',
    unitGroup: 'restored',
    unit: 'waiting',
    attributes: { image: 'vcp/base:1.8.1-ubuntu20.04-x86_64' }
  };
  const { status, body } = await servers.api('POST', 'jobs', { key: 'ui-tests-restore-0001', spec });
  expect(status, JSON.stringify(body)).toBe(202);

  for (const load of ['first', 'second']) {
    await test.step(`${load} load`, async () => {
      await open('lab');
      await expect(page.locator('.Toastify__toast').filter({ hasText: 'waiting' })).toBeVisible();
    });
  }
});
