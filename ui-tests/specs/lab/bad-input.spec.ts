import { readFileSync } from 'node:fs';

import { execute, openDocument, writeDocument } from '../../helpers/documents';
import { EXPLORER_ID } from '../../helpers/explorer';
import { mouse } from '../../helpers/hands';
import { expect, test } from '../../helpers/lab';
import { entriesOf, property } from '../../helpers/servers';
import type { IServers } from '../../helpers/servers';

const IMAGE = 'vcp/base:1.8.1-ubuntu20.04-x86_64';

test.describe('access tokens', () => {
  test('a wrong one is refused at the field and not lost', async ({ connection, words }) => {
    await connection.openTokenDialog();
    await connection.tokenField.fill('s.not-a-token-of-this-controller');
    await connection.connectButton.click();

    await expect(connection.tokenProblem).toContainText(words('The VC Controller does not accept the access token.'));
    await expect(connection.tokenField).toHaveValue('s.not-a-token-of-this-controller');
    await expect(connection.tokenField).toHaveAttribute('aria-invalid', 'true');
    await expect(connection.tokenField).toBeFocused();
  });

  test('an expired one is refused at the field', async ({ connection, servers, words }) => {
    await connection.openTokenDialog();
    await connection.tokenField.fill(servers.simulator.services.tokens.expired);
    await connection.connectButton.click();

    await expect(connection.tokenProblem).toContainText(words('It may have expired. Enter another one.'));
  });

  test('one that can only read shows the tree and says why nothing can be ordered', async ({ page, explorer, servers, words }) => {
    await servers.enterToken('readonly');
    await page.sidebar.openTab(EXPLORER_ID);
    await explorer.row('demo').click();

    const button = explorer.row('demo').getByRole('button', { name: words('Delete…') });
    await expect(button).toHaveAttribute('aria-disabled', 'true');
    await expect(button).toHaveAccessibleDescription(words('This access token can only read.'));
  });

  test('one that expires while the tree is shown is named, and another one is asked for', async ({ page, explorer, servers, words }) => {
    await servers.enterToken('regular');
    await page.sidebar.openTab(EXPLORER_ID);
    await expect(explorer.row('demo')).toBeVisible();

    await servers.simulator.control('POST', '/expire', { token: 'regular' });
    await explorer.button('Refresh').click();

    await expect(explorer.panel).toContainText(words('refused by the controller'));
    await expect(explorer.button('Enter Access Token…')).toBeVisible();
  });
});

test.describe('the controller', () => {
  test.beforeEach(async ({ page, explorer, servers }) => {
    await servers.enterToken('regular');
    await page.sidebar.openTab(EXPLORER_ID);
    await expect(explorer.row('demo')).toBeVisible();
  });

  test('does not answer: the last tree stays, with the reason; Retry brings it back', async ({ explorer, servers, words }) => {
    await servers.simulator.control('POST', '/listen', { service: 'controller', on: false });
    await explorer.button('Refresh').click();

    await expect(explorer.panel).toContainText(words('The VC Controller cannot be reached.'));
    await expect(explorer.row('demo')).toBeVisible();

    await servers.simulator.control('POST', '/listen', { service: 'controller', on: true });
    await explorer.button('Retry').click();
    await expect(explorer.panel).not.toContainText(words('The VC Controller cannot be reached.'));
  });

  test('answers with a page of a proxy', async ({ explorer, servers, words }) => {
    await servers.simulator.control('POST', '/faults', { match: { service: 'controller' }, fault: { kind: 'html', status: 200 } });
    await explorer.button('Refresh').click();

    await expect(explorer.panel).toContainText(words('The answer does not come from a VC Controller.'));
    await expect(explorer.panel.getByText('<html')).toHaveCount(0);
  });

  test('a group that somebody else deletes goes from the view; nothing else moves', async ({ explorer, servers }) => {
    await explorer.expand('lecture2026');
    await deleteGroup(servers, 'sandbox');
    await explorer.button('Refresh').click();

    await expect(explorer.row('sandbox')).toHaveCount(0, { timeout: 30_000 });
    await expect(explorer.row('lecture2026')).toHaveAttribute('aria-expanded', 'true');
    await expect(explorer.row('lecture2026')).toHaveAttribute('aria-selected', 'true');
  });

  test('a name that is in use is refused in the dialog', async ({ page, connection, words }) => {
    await execute(page, 'vcp:create-group');
    const field = connection.dialog.getByRole('textbox');
    await field.fill('demo');
    await field.press('Enter');

    await expect(connection.dialog).toContainText(words('A unit group of this name exists already.'));
    await expect(field).toHaveAttribute('aria-invalid', 'true');
  });
});

test.describe('operations', () => {
  test.beforeEach(async ({ page, explorer, servers }) => {
    await servers.enterToken('regular');
    await page.sidebar.openTab(EXPLORER_ID);
    await expect(explorer.row('demo')).toBeVisible();
  });

  test('on a group that vanishes while the question stands there: nothing is sent', async ({
    page,
    explorer,
    connection,
    servers,
    words
  }) => {
    await explorer.row('lecture2026').click();
    await page.keyboard.press('Delete');
    await connection.dialog.getByRole('textbox').fill('lecture2026');
    await servers.simulator.control('POST', '/vanish', { vc: 'lecture2026' });
    await servers.simulator.control('DELETE', '/requests');
    await connection.dialog.getByRole('button', { name: words('Delete') }).click();

    const place = words('unit group %1', 'lecture2026');
    await expect(page.getByText(words('%1 has gone meanwhile; nothing was sent.', place)).first()).toBeVisible();
    await expect(explorer.row('lecture2026')).toHaveCount(0);
    expect(await writesTo(servers)).toEqual([]);
  });

  test('that another page does meanwhile: the review comes to nothing and says why', async ({ page, explorer, bulk, servers, words }) => {
    await explorer.expand('demo');
    await mouse().selectRows(explorer.tree, ['db', 'web']);
    await explorer.selection.getByRole('button', { name: words('Power Off'), exact: true }).click();
    await expect(bulk.reviewed('demo/db/1')).toContainText(words('will be done'));
    await servers.simulator.control('POST', '/node-state', { vc: 'demo', state: 'POWER_OFF' });
    await servers.simulator.control('DELETE', '/requests');
    await bulk.review.getByRole('button', { name: words('Power Off'), exact: true }).click();

    await expect(page.locator('.Toastify__toast')).toContainText(words('Nothing of this can be done now.'));
    expect(await writesTo(servers)).toEqual([]);
  });

  test('of which another page does a part meanwhile: the review comes again and says how much', async ({
    explorer,
    bulk,
    servers,
    words
  }) => {
    await explorer.expand('demo');
    await mouse().selectRows(explorer.tree, ['db', 'web']);
    await explorer.selection.getByRole('button', { name: words('Power Off'), exact: true }).click();
    await expect(bulk.reviewed('demo/web/1')).toContainText(words('will be done'));
    await servers.simulator.control('POST', '/node-state', { vc: 'demo', unit: 'web', node_no: 1, state: 'POWER_OFF' });
    await bulk.review.getByRole('button', { name: words('Power Off'), exact: true }).click();

    await expect(bulk.review.getByRole('alert')).toContainText('1');
    await expect(bulk.reviewed('demo/web/1')).toContainText('POWER_OFF');
    await bulk.review.getByRole('button', { name: words('Power Off'), exact: true }).click();
    await expect(bulk.outcome).toHaveText(words('All %1 done.', '2'), { timeout: 60_000 });
  });

  test('answered with 200 instead of 202: said so, and the tree shows what has come of it', async ({ page, explorer, servers, words }) => {
    await servers.simulator.control('POST', '/faults', {
      match: { method: 'PATCH', path: '/power_off$' },
      fault: { kind: 'answer', status: 200 }
    });
    await explorer.expand('demo');
    await explorer.openDetails('db');
    await explorer.details.getByRole('button', { name: words('Power Off'), exact: true }).click();

    const title = words('The VC Controller answered HTTP %1 instead of 202 (accepted).', '200');
    await expect(page.locator('.Toastify__toast')).toContainText(title);
    await expect(explorer.row('db')).toContainText('POWER_OFF', { timeout: 30_000 });
  });

  test('on a unit that has been booting for 1,000 seconds: refused with the reason, until its flag is cleared', async ({
    page,
    explorer,
    connection,
    servers,
    words
  }) => {
    await servers.simulator.control('POST', '/hang-units', { unit: 'stuck' });
    const spec = { version: 1, provider: 'aws', flavor: 'small', unitGroup: 'hanging', unit: 'stuck', attributes: { image: IMAGE } };
    expect((await servers.api('POST', 'jobs', { key: 'ui-tests-hanging-0001', spec })).status).toBe(202);
    await expect.poll(async () => JSON.stringify((await servers.api('GET', 'unit-groups')).body)).toContain('"stuck"');
    await servers.simulator.control('POST', '/advance', { seconds: 1000 });
    await explorer.button('Refresh').click();
    await expect(explorer.row('stuck')).toContainText('BOOTING');
    await explorer.openDetails('stuck');
    const remove = explorer.details.getByRole('button', { name: words('Delete…') });
    await expect(remove).toHaveAccessibleDescription(
      words('Unit %1 is being worked on (%2); wait until that has ended.', 'stuck', 'BOOTING')
    );

    await explorer.details.getByRole('button', { name: words('More Operations') }).click();
    await page.getByRole('menuitem', { name: words('Clear Processing Flag…') }).click();
    await connection.dialog.getByRole('button', { name: words('Clear Flag') }).click();
    await expect(remove).not.toHaveAttribute('aria-disabled', 'true', { timeout: 30_000 });
    await remove.click();
    await connection.dialog.getByRole('button', { name: words('Delete') }).click();
    await expect(explorer.row('stuck')).toHaveCount(0, { timeout: 30_000 });
  });
});

test.describe('spec files', () => {
  test.beforeEach(async ({ servers }) => {
    await servers.enterToken('regular');
  });

  test('a newer one is shown read-only and not rewritten', async ({ page, servers, tmpPath, composer, words }) => {
    const text = JSON.stringify({ version: 99, provider: 'aws', somethingNew: { a: 1 } });
    const file = writeDocument(servers, `${tmpPath}/newer.vcpspec`, text);
    await openDocument(page, `${tmpPath}/newer.vcpspec`);

    await expect(composer.panel.getByRole('status').filter({ hasText: '99' })).toBeVisible();
    await expect(composer.provider).toBeDisabled();
    await expect(composer.button(words('Create now'))).toHaveAttribute('aria-disabled', 'true');
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  test('a broken one says where and can be opened as text', async ({ page, servers, tmpPath, words }) => {
    writeDocument(servers, `${tmpPath}/broken.vcpspec`, '{\n  "version": 1,\n  "provider": aws\n}\n');
    await openDocument(page, `${tmpPath}/broken.vcpspec`);

    await expect(page.getByRole('alert').filter({ visible: true })).toContainText('3');
    await page.getByRole('button', { name: words('Open as text') }).click();
    await expect(page.locator('.jp-FileEditor .cm-content')).toContainText('"provider": aws');
  });

  test('an address outside the range is marked at its field', async ({ page, servers, tmpPath, composer }) => {
    const spec = { version: 1, provider: 'aws', flavor: 'small', unitGroup: 'g', unit: 'u', attributes: { ip_addresses: ['10.0.0.1'] } };
    writeDocument(servers, `${tmpPath}/outside.vcpspec`, JSON.stringify(spec));
    await openDocument(page, `${tmpPath}/outside.vcpspec`);

    const field = composer.panel.getByRole('group', { name: 'IP addresses' }).getByRole('textbox');
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(field).toHaveAccessibleDescription(/10\.0\.0\.1/);
  });
});

/** As somebody else would: past the browser. */
async function deleteGroup(servers: IServers, name: string): Promise<void> {
  const { body } = await servers.api('GET', 'unit-groups');
  const id = /"id": ?"(\w+)"[^{}]*"name": ?"sandbox"/.exec(JSON.stringify(body))?.[1];
  expect(id, `id of ${name}`).toBeDefined();
  const { status } = await servers.api('DELETE', `unit-groups/${id ?? ''}?force=1`);
  expect(status).toBe(202);
}

/** Methods and paths of the orders that have reached the controller. */
async function writesTo({ simulator }: IServers): Promise<readonly string[]> {
  const { requests } = await simulator.control('GET', '/requests');
  return entriesOf({ requests }, 'requests')
    .filter(request => property(request, 'method') !== 'GET')
    .map(request => `${String(property(request, 'method'))} ${String(property(request, 'path'))}`);
}
