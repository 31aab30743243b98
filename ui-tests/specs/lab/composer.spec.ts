import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { notebookOf, openSpec, sourcesIn } from '../../helpers/composer';
import { execute, openDocument, writeDocument } from '../../helpers/documents';
import { expect, test } from '../../helpers/lab';
import type { LabPage } from '../../helpers/lab';
import { SecretScan } from '../../helpers/secrets';

const IMAGE = 'vcp/base:1.8.1-ubuntu20.04-x86_64';

/** A document without errors; its names are free in the scenario. */
const SPEC = {
  version: 1,
  provider: 'aws',
  flavor: 'small',
  unitGroup: 'composed',
  unit: 'web',
  attributes: { image: IMAGE, volume_size: 40 }
};

/** Saves the document in front. */
async function save(page: LabPage): Promise<void> {
  await page.keyboard.press('Control+s');
}

test.beforeEach(async ({ servers }) => {
  await servers.enterToken('regular');
});

test.describe('code in a notebook', () => {
  test('is inserted below the active cell, and Undo takes it out in one step', async ({ page, servers, tmpPath, composer, words }) => {
    const notebook = writeDocument(servers, `${tmpPath}/target.ipynb`, notebookOf('one = 1', 'two = 2', 'three = 3'));
    await openDocument(page, `${tmpPath}/target.ipynb`);
    await page.locator('.jp-Notebook .jp-Cell').filter({ hasText: 'two' }).locator('.cm-content').click();
    await page.keyboard.press('Escape');
    await openSpec(page, servers, `${tmpPath}/inserted.vcpspec`, SPEC);
    await composer.button(words('Insert code')).click();
    await expect(page.locator('.Toastify__toast')).toContainText('target.ipynb');

    await openDocument(page, `${tmpPath}/target.ipynb`);
    await save(page);
    await expect.poll(() => sourcesIn(notebook).length).toBeGreaterThan(3);
    const [first, second, ...inserted] = sourcesIn(notebook);
    expect([first, second, inserted.pop()]).toEqual(['one = 1', 'two = 2', 'three = 3']);
    expect(inserted.join('\n')).toContain('spec.volume_size = 40');

    await page.locator('.jp-Notebook .jp-Cell').first().locator('.jp-InputPrompt').click();
    await page.menu.clickMenuItem('Edit>Undo Cell Operation');
    await save(page);
    await expect.poll(() => sourcesIn(notebook)).toEqual(['one = 1', 'two = 2', 'three = 3']);
  });

  test('brings no secret with it: notebook, spec, page, storage, settings and workspaces have none', async ({
    page,
    servers,
    tmpPath,
    composer,
    connection,
    words
  }) => {
    await servers.api('DELETE', 'connection/token');
    const scan = new SecretScan(page, servers);
    await connection.openTokenDialog();
    await connection.tokenField.fill(servers.simulator.services.tokens.regular);
    await connection.connectButton.click();
    await expect(connection.tokenField).toHaveCount(0);

    const notebook = writeDocument(servers, `${tmpPath}/scan.ipynb`, notebookOf('one = 1'));
    await openDocument(page, `${tmpPath}/scan.ipynb`);
    await expect(page.locator('.jp-Notebook .jp-Cell').first()).toBeVisible();
    const file = await openSpec(page, servers, `${tmpPath}/scan.vcpspec`, {
      ...SPEC,
      provider: 'hokudai',
      unit: 'scanned',
      attributes: { image: IMAGE }
    });
    await composer.openSection(words('Access'));
    await composer.button(/^\+ .*id_ed25519\.pub/).click();
    await composer.button(words('Insert code')).click();
    await composer.tab('CCI').click();
    await expect(composer.preview).toContainText('cloud_provider: hokudai');
    await scan.lookAtPage('CCI');
    await composer.button(words('Create now')).click();
    await connection.dialog.getByRole('button', { name: words('Create') }).click();
    await expect(page.locator('.Toastify__toast').filter({ hasText: 'composed/scanned' })).toContainText('is running', { timeout: 60_000 });
    await openDocument(page, `${tmpPath}/scan.ipynb`);
    await save(page);
    await expect.poll(() => sourcesIn(notebook).join('\n')).toContain('getpass');
    expect(readFileSync(file, 'utf8')).toContain('id_ed25519.pub');
    await scan.lookAtPage('created');

    expect(await scan.finish()).toEqual([]);
  });
});

test.describe('SSH keys', () => {
  test('none found: a pair is made and chosen', async ({ page, servers, tmpPath, composer, words }) => {
    const folder = path.join(servers.jupyter.home, '.ssh');
    renameSync(folder, `${folder}-aside`);
    try {
      const file = await openSpec(page, servers, `${tmpPath}/no-keys.vcpspec`, SPEC);
      await composer.openSection(words('Access'));
      await composer.button(words('Make a key pair')).click();
      await expect(composer.button(/^Remove key .*\.pub$/)).toBeVisible();
      await save(page);
      await expect.poll(() => readFileSync(file, 'utf8')).toContain('ssh-ed25519 ');
      expect(readFileSync(file, 'utf8')).not.toContain('PRIVATE KEY');
    } finally {
      rmSync(folder, { recursive: true, force: true });
      renameSync(`${folder}-aside`, folder);
    }
  });

  test('several become one AUTHORIZED_KEYS', async ({ page, servers, tmpPath, composer, words }) => {
    const second = path.join(servers.jupyter.home, '.ssh', 'second');
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'second', '-f', second]);
    try {
      await openSpec(page, servers, `${tmpPath}/several.vcpspec`, SPEC);
      await composer.openSection(words('Access'));
      await composer.button(/^\+ .*id_ed25519\.pub/).click();
      await expect(composer.preview).toContainText('set_ssh_pubkey');
      await composer.button(/^\+ .*second\.pub/).click();
      await expect(composer.preview).not.toContainText('set_ssh_pubkey');
      expect((await composer.preview.innerText()).match(/AUTHORIZED_KEYS=/g)).toHaveLength(1);
    } finally {
      rmSync(second);
      rmSync(`${second}.pub`);
    }
  });

  test('a private key is refused, and is not in the file', async ({ page, servers, tmpPath, composer, words }) => {
    const privateKey = readFileSync(path.join(servers.jupyter.home, '.ssh', 'id_ed25519'), 'utf8');
    const file = await openSpec(page, servers, `${tmpPath}/private.vcpspec`, SPEC);
    await composer.openSection(words('Access'));
    const field = composer.field(words('Paste a public key'));
    await field.fill(privateKey);
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(field).toHaveAccessibleDescription(/This is a private key/);
    await expect(composer.button(words('Add the pasted key'))).toBeDisabled();

    await composer.field(words('Unit name')).fill('saved');
    await save(page);
    await expect.poll(() => readFileSync(file, 'utf8')).toContain('"saved"');
    expect(readFileSync(file, 'utf8')).not.toContain(privateKey.split('\n')[1]);
  });
});

test('a unit that ends in ERROR is told in the words of the controller', async ({
  page,
  servers,
  tmpPath,
  composer,
  connection,
  words
}) => {
  await servers.simulator.control('POST', '/fail-units', { unit: 'broken', message: 'InsufficientInstanceCapacity in ap-northeast-1a' });
  await openSpec(page, servers, `${tmpPath}/broken.vcpspec`, { ...SPEC, unit: 'broken' });
  await composer.button(words('Create now')).click();
  await connection.dialog.getByRole('button', { name: words('Create') }).click();

  const toast = page.locator('.Toastify__toast').filter({ hasText: 'composed/broken' });
  await expect(toast.getByRole('button', { name: words('Copy error text') })).toBeVisible({ timeout: 60_000 });
  await toast.getByRole('button', { name: words('Details') }).click();
  await expect(connection.dialog).toContainText('InsufficientInstanceCapacity in ap-northeast-1a');
});

test.describe('the file', () => {
  test('can be renamed; form, open sections and what is not saved stay', async ({
    page,
    servers,
    tmpPath,
    composer,
    connection,
    words
  }) => {
    const file = await openSpec(page, servers, `${tmpPath}/before.vcpspec`, SPEC);
    await composer.openSection(words('Access'));
    await composer.field(words('Unit name')).fill('unsaved');
    await execute(page, 'docmanager:rename');
    await connection.dialog.getByRole('textbox').fill('after.vcpspec');
    await page.keyboard.press('Enter');

    await expect.poll(() => existsSync(file.replace('before', 'after'))).toBe(true);
    await expect(page.getByRole('tab', { name: 'after.vcpspec' })).toBeVisible();
    await expect(composer.field(words('Unit name'))).toHaveValue('unsaved');
    await expect(composer.section(words('Access'))).toHaveAttribute('aria-expanded', 'true');
    await composer.field(words('Unit name')).focus();
    await save(page);
    await expect.poll(() => readFileSync(file.replace('before', 'after'), 'utf8')).toContain('"unsaved"');
  });

  test('changed on disk: nothing is overwritten or lost without a question', async ({
    page,
    servers,
    tmpPath,
    composer,
    connection,
    words
  }) => {
    const file = await openSpec(page, servers, `${tmpPath}/shared.vcpspec`, SPEC);
    const unit = composer.field(words('Unit name'));
    await unit.fill('mine');
    writeFileSync(file, `${JSON.stringify({ ...SPEC, unit: 'theirs' }, null, 2)}\n`);
    // JupyterLab takes two changes within half a second for one.
    utimesSync(file, new Date(Date.now() + 60_000), new Date(Date.now() + 60_000));

    await save(page);
    await connection.dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(unit).toHaveValue('mine');
    expect(readFileSync(file, 'utf8')).toContain('"theirs"');

    await unit.focus();
    await save(page);
    await connection.dialog.getByRole('button', { name: 'Revert' }).click();
    await expect(unit).toHaveValue('theirs');
    await expect(composer.preview).toContainText('theirs');
  });

  test('changed on disk: it can be overwritten, which the user has to say', async ({
    page,
    servers,
    tmpPath,
    composer,
    connection,
    words
  }) => {
    const file = await openSpec(page, servers, `${tmpPath}/overwritten.vcpspec`, SPEC);
    await composer.field(words('Unit name')).fill('mine');
    writeFileSync(file, `${JSON.stringify({ ...SPEC, unit: 'theirs' }, null, 2)}\n`);
    utimesSync(file, new Date(Date.now() + 60_000), new Date(Date.now() + 60_000));

    await save(page);
    await connection.dialog.getByRole('button', { name: 'Overwrite' }).click();
    await expect.poll(() => readFileSync(file, 'utf8')).toContain('"mine"');
    await expect(composer.field(words('Unit name'))).toHaveValue('mine');
  });

  test('that stops being JSON says where, and is a form again once it is mended', async ({ page, servers, tmpPath, composer, words }) => {
    const name = `${tmpPath}/mended.vcpspec`;
    writeDocument(servers, name, `{\n  "version": 1,\n  "provider": aws\n}\n`);
    await openDocument(page, name);
    await expect(page.getByRole('alert').filter({ visible: true })).toContainText(/line 3/);
    await page.getByRole('button', { name: words('Open as text') }).click();
    await page.locator('.jp-FileEditor .cm-content').click();
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(JSON.stringify(SPEC));
    await openDocument(page, name);
    await page.getByRole('tab', { name: 'mended.vcpspec' }).first().click();

    await expect(composer.field(words('Unit name'))).toHaveValue('web');
  });
});

test.describe('the form', () => {
  test('another provider and back: no setting is lost', async ({ page, servers, tmpPath, composer }) => {
    await openSpec(page, servers, `${tmpPath}/switched.vcpspec`, SPEC);
    await expect(composer.preview).toContainText('spec.volume_size = 40');
    await composer.provider.selectOption('sakura');
    await expect(composer.preview).toContainText('get_spec("sakura"');
    await expect(composer.preview).not.toContainText('volume_size');
    await composer.provider.selectOption('aws');

    await expect(composer.preview).toContainText('spec.volume_size = 40');
    await expect(composer.preview).toContainText(IMAGE);
    await expect(composer.flavor).toHaveValue('small');
  });

  test('the editor of the start-up script takes Tab, and Escape then Tab leaves it', async ({
    page,
    servers,
    tmpPath,
    composer,
    words
  }) => {
    await openSpec(page, servers, `${tmpPath}/script.vcpspec`, SPEC);
    await composer.openSection(words('Start-up script'));
    await composer.button(words('Start a shell script')).click();
    const editor = composer.panel.locator('.jp-VcpSpec-editor .cm-content');
    await expect(editor).toContainText('#!/bin/bash');
    await editor.click();
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Tab');
    await page.keyboard.type('true');
    await expect(editor).toBeFocused();
    await expect(editor).toContainText(/^#!.*\s+true$/s);

    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    await expect(editor).not.toBeFocused();
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest('.jp-VcpSpec') !== null)).toBe(true);
  });

  test('Edit > Undo and Redo are those of the spec', async ({ page, servers, tmpPath, composer, words }) => {
    await openSpec(page, servers, `${tmpPath}/undone.vcpspec`, SPEC);
    const unit = composer.field(words('Unit name'));
    await unit.fill('changed');
    await unit.blur();
    // A menu that is open does not look again whether there is something to undo.
    await expect(page.locator('.lm-TabBar-tab.jp-mod-dirty')).toBeVisible();
    await page.menu.clickMenuItem('Edit>Undo');
    await expect(unit).toHaveValue('web');
    await page.menu.clickMenuItem('Edit>Redo');
    await expect(unit).toHaveValue('changed');
  });

  test('a new spec is no list of errors: a field is wrong once it was left', async ({ page, servers, tmpPath, composer, words }) => {
    await openSpec(page, servers, `${tmpPath}/new.vcpspec`, { version: 1, provider: 'aws', attributes: {} });
    const unit = composer.field(words('Unit name'));
    await expect(unit).toHaveAttribute('required');
    await expect(composer.panel.getByText(words('Give the unit a name.'))).toHaveCount(0);
    await unit.focus();
    await composer.field(words('Base container image')).focus();
    await expect(unit).toHaveAttribute('aria-invalid', 'true');
    await expect(unit).toHaveAccessibleDescription(/Give the unit a name/);
    await expect(composer.panel.getByText(words('Give the unit group a name.'))).toHaveCount(0);

    await composer.button(/^\d errors/).click();
    await expect(composer.panel.getByText(words('Give the unit group a name.'))).toBeVisible();
  });
});
