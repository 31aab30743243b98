import type { Locator } from '@playwright/test';

import type { Composer } from '../../helpers/composer';
import type { ConnectionDialogs } from '../../helpers/connection';
import type { Explorer } from '../../helpers/explorer';
import { forbidMouse, keyboard, mouse } from '../../helpers/hands';
import type { IHand } from '../../helpers/hands';
import { expect, test } from '../../helpers/lab';
import type { LabPage } from '../../helpers/lab';
import { runFromPalette } from '../../helpers/palette';
import type { Camera } from '../../helpers/screenshots';
import { pattern } from '../../helpers/words';
import type { Words } from '../../helpers/words';

/** What the job makes: two nodes in a group that is not there yet. */
const GROUP = 'job-group';
const UNIT = 'front';
const IMAGE = 'vcp/base:1.8.1-ubuntu20.04-x86_64';

interface IJob {
  readonly page: LabPage;
  readonly hand: IHand;
  readonly token: string;
  readonly words: Words;
  readonly explorer: Explorer;
  readonly composer: Composer;
  readonly connection: ConnectionDialogs;
  readonly photograph: Camera;
}

// The whole job waits for booting nodes and for polls of the tree.
test.setTimeout(240_000);

for (const theme of ['JupyterLab Light', 'JupyterLab Dark'] as const) {
  test.describe(theme, () => {
    test.use({ theme });

    test('the whole job by mouse', async ({ page, servers, words, explorer, composer, connection, photograph }) => {
      const token = servers.simulator.services.tokens.regular;
      await wholeJob({ page, hand: mouse(), token, words, explorer, composer, connection, photograph });
    });
  });
}

test('the whole job by keyboard only', async ({ page, servers, words, explorer, composer, connection, photograph }) => {
  const token = servers.simulator.services.tokens.regular;
  await forbidMouse(page);
  await wholeJob({ page, hand: keyboard(page), token, words, explorer, composer, connection, photograph });
});

test.describe('in Japanese', () => {
  test.use({ language: 'ja_JP' });

  test('the whole job by mouse', async ({ page, servers, words, explorer, composer, connection, photograph }) => {
    const token = servers.simulator.services.tokens.regular;
    await wholeJob({ page, hand: mouse(), token, words, explorer, composer, connection, photograph });
  });
});

async function wholeJob(job: IJob): Promise<void> {
  await test.step('open a notebook', () => openNotebook(job));
  await test.step('enter the token', () => enterToken(job));
  await test.step('see the tree', () => seeTree(job));
  await test.step('compose a spec', () => compose(job));
  await test.step('insert the code', () => insertCode(job));
  const addresses = await test.step('create the nodes', () => createNodes(job));
  await test.step('see them run', () => seeNodesRun(job, addresses));
  await test.step('delete the group', () => deleteGroup(job));
}

async function openNotebook({ page }: IJob): Promise<void> {
  await page.evaluate(async () => {
    await Reflect.get(window, 'jupyterapp').commands.execute('notebook:create-new', { kernelName: 'python3', activate: true });
  });
  await expect(page.locator('.jp-Notebook .jp-Cell').first()).toBeVisible();
}

async function enterToken({ page, hand, token, words, explorer, connection, photograph }: IJob): Promise<void> {
  await openExplorer(page, hand, words);
  await expect(explorer.panel).toBeVisible();
  await photograph('01-no-token');
  await hand.use(explorer.button('Enter Access Token…'));
  await hand.write(connection.tokenField, token);
  await photograph('02-token-dialog');
  await hand.use(connection.connectButton);
  await expect(connection.tokenField).toHaveCount(0);
}

async function openExplorer(page: LabPage, hand: IHand, words: Words): Promise<void> {
  if (hand.name === 'keyboard') {
    await runFromPalette(page, words('Show VCP Explorer'));
  } else {
    await page.sidebar.openTab('jp-vcp-explorer');
  }
}

async function seeTree({ hand, explorer, photograph }: IJob): Promise<void> {
  await expect(explorer.row('lecture2026')).toBeVisible();
  await hand.openRow(explorer.tree, 'lecture2026');
  await hand.openRow(explorer.tree, 'students');
  await expect(explorer.tree.getByRole('treeitem').filter({ hasText: 'POWER_OFF' }).first()).toBeVisible();
  await photograph('03-tree');
}

async function compose({ hand, words, explorer, composer, photograph }: IJob): Promise<void> {
  await hand.use(explorer.button('New Spec'));
  await expect(composer.provider).toBeVisible();
  await photograph('04-new-spec');
  await hand.choose(composer.provider, 'aws');
  await hand.choose(composer.flavor, 'small');
  await hand.write(composer.field(words('Unit group')), GROUP);
  await hand.write(composer.field(words('Unit name')), UNIT);
  await hand.use(composer.button(pattern(words, 'Add the next free address, %1')));
  await hand.use(composer.button(pattern(words, 'Add the next free address, %1')));
  await hand.write(composer.field(words('Base container image')), IMAGE);
  await expect(composer.preview).toContainText('ip_addresses');
  await photograph('05-composed');
}

async function insertCode({ page, hand, words, composer, photograph }: IJob): Promise<void> {
  await hand.use(composer.button(words('Insert code')));
  const cell = page.locator('.jp-Notebook .jp-CodeCell').filter({ hasText: 'getpass' });
  await expect(cell.first()).toBeAttached();
  await photograph('06-inserted');
}

async function createNodes({ page, hand, words, composer, connection, photograph }: IJob): Promise<readonly string[]> {
  await hand.use(composer.button(words('Create now')));
  await expect(connection.dialog).toContainText(GROUP);
  await photograph('07-create-dialog');
  await hand.use(connection.dialog.getByRole('button', { name: words('Create') }));
  const toast = page.locator('.Toastify__toast').filter({ hasText: GROUP });
  await expect(toast).toContainText(/172\.30\.2\.\d+/, { timeout: 90_000 });
  await photograph('08-created');
  return (await toast.innerText()).match(/172\.30\.2\.\d+/g) ?? [];
}

async function seeNodesRun({ hand, explorer, photograph }: IJob, addresses: readonly string[]): Promise<void> {
  expect(addresses).toHaveLength(2);
  await hand.openRow(explorer.tree, GROUP);
  await hand.openRow(explorer.tree, UNIT);
  for (const address of addresses) {
    await expect(explorer.tree.getByRole('treeitem').filter({ hasText: address })).toContainText('RUNNING', { timeout: 60_000 });
  }
  await photograph('09-running');
}

async function deleteGroup({ page, hand, words, explorer, connection, photograph }: IJob): Promise<void> {
  await hand.selectRow(explorer.tree, GROUP);
  await pressDelete(page, hand, explorer.row(GROUP), words);
  await expect(connection.dialog).toContainText(GROUP);
  await photograph('10-delete-dialog');
  await hand.write(connection.dialog.getByRole('textbox'), GROUP);
  await hand.use(connection.dialog.getByRole('button', { name: words('Delete') }));
  await expect(explorer.row(GROUP)).toHaveCount(0, { timeout: 60_000 });
  await photograph('11-deleted');
}

/** By mouse with the row's own button, by keyboard with the key that every tree view takes. */
async function pressDelete(page: LabPage, hand: IHand, row: Locator, words: Words): Promise<void> {
  if (hand.name === 'keyboard') {
    await page.keyboard.press('Delete');
  } else {
    await row.hover();
    await row.getByRole('button', { name: words('Delete…') }).click();
  }
}
