import { expect, test } from '../../helpers/plain';
import { Composer } from '../../helpers/composer';
import { Explorer } from '../../helpers/explorer';
import type { IServers } from '../../helpers/servers';
import { wordsOf } from '../../helpers/words';

const words = wordsOf('en');

test('a reload keeps panel, expansion, filter and open documents, and asks for no token', async ({ page, servers, open }) => {
  const explorer = new Explorer(page, words);
  await servers.enterToken('regular');
  await open('lab');
  const tab = page.getByRole('tab', { name: 'VCP: unit groups and nodes' });
  // Another spec may have left it open in the workspace; a click would then close it.
  if ((await tab.getAttribute('aria-selected')) !== 'true') {
    await tab.click();
  }
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
  await startJob(servers, 'waiting');

  for (const load of ['first', 'second']) {
    await test.step(`${load} load`, async () => {
      await open('lab');
      await expect(page.locator('.Toastify__toast').filter({ hasText: 'waiting' })).toBeVisible();
    });
  }
});

test('a job that ends while no page is open is told by the next one', async ({ page, servers, open }) => {
  await servers.enterToken('regular');
  await startJob(servers, 'unseen');
  await expect.poll(async () => JSON.stringify((await servers.api('GET', 'jobs')).body)).toMatch(/"state": ?"succeeded"/);

  await open('lab');
  await expect(page.locator('.Toastify__toast').filter({ hasText: 'restored/unseen' })).toContainText(/is running: 172\.30\.2\.\d+/);
  // Once it was told, the server need not remember it.
  await expect.poll(async () => (await servers.api('GET', 'jobs')).body).toEqual({ jobs: [] });
});

async function startJob(servers: IServers, unit: string): Promise<void> {
  const attributes = { image: 'vcp/base:1.8.1-ubuntu20.04-x86_64' };
  const spec = { version: 1, provider: 'aws', flavor: 'small', unitGroup: 'restored', unit, attributes };
  const { status, body } = await servers.api('POST', 'jobs', { key: `ui-tests-restore-${unit}`, spec });
  expect(status, JSON.stringify(body)).toBe(202);
}
