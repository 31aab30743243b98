import { galata } from '@jupyterlab/galata';

import { violations } from '../../helpers/accessibility';
import { openSpec } from '../../helpers/composer';
import { execute } from '../../helpers/documents';
import { EXPLORER_ID } from '../../helpers/explorer';
import type { Explorer } from '../../helpers/explorer';
import { IMAGES_ID } from '../../helpers/images';
import { expect, test } from '../../helpers/lab';
import type { LabPage } from '../../helpers/lab';
import { clipped, outOfReach, style, systemColor } from '../../helpers/looks';
import { camera } from '../../helpers/screenshots';
import type { IServers } from '../../helpers/servers';

const COMPOSER = '.jp-VcpSpec';

/** Of the demo's unit `gateway`. */
const IMAGE = 'vcp/base:1.8.1-alpine3.13-x86_64';

/** Facts of second rank in a row, each shown whole or not at all; the details have them all. */
const SECOND_RANK = '.jp-VcpExplorer-more';

/** With an error, a warning, changed fields and a line of the code that a field leads to. */
const SPEC = {
  version: 1,
  provider: 'aws',
  flavor: 'small',
  unitGroup: 'demo',
  unit: 'web',
  attributes: { num_nodes: 2, ip_addresses: ['172.30.2.300'] }
};

test.setTimeout(240_000);

// A notification is JupyterLab's own, and would lie over what is tested here.
test.use({
  mockSettings: async ({ theme }, use) =>
    use({
      ...galata.DEFAULT_SETTINGS,
      '@jupyterlab/apputils-extension:themes': { theme },
      'jupyterlab-vcp:explorer': { reminderDays: 0 }
    })
});

/** Opens both panels, with two nodes selected and a third row in focus. */
async function openPanels(page: LabPage, servers: IServers, tmpPath: string, explorer: Explorer): Promise<void> {
  await servers.enterToken('regular');
  await openSpec(page, servers, `${tmpPath}/web.vcpspec`, SPEC);
  await execute(page, 'vcp:open-explorer');
  await explorer.expand('demo');
  await explorer.expand('web');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(explorer.tree.getByRole('treeitem', { selected: true })).toHaveCount(2);
  await expect(explorer.tree).toBeFocused();
}

/** The row with the focus has a ring that goes all round, in a colour that is not the row's own. */
async function expectRing(explorer: Explorer): Promise<void> {
  const row = explorer.row('web');
  expect(await style(row, 'outline-style')).toBe('solid');
  expect(parseFloat(await style(row, 'outline-width'))).toBeGreaterThanOrEqual(2);
  expect(await style(row, 'outline-color')).not.toBe(await style(row, 'background-color'));
}

for (const scheme of ['light', 'dark'] as const) {
  test(`forced colours, ${scheme}: state, focus, selection and what is disabled survive`, async ({
    page,
    servers,
    tmpPath,
    explorer,
    composer
  }) => {
    await page.emulateMedia({ forcedColors: 'active', colorScheme: scheme });
    await openPanels(page, servers, tmpPath, explorer);
    const [gray, highlight, button] = [
      await systemColor(page, 'GrayText'),
      await systemColor(page, 'Highlight'),
      await systemColor(page, 'ButtonText')
    ];
    await expectRing(explorer);
    const ticks = explorer.tree.locator('[data-ticks]');
    const selected = explorer.tree.getByRole('treeitem', { selected: true }).locator('[data-ticks]');
    expect(await style(selected.first(), 'background-color', '::before')).toBe(highlight);
    expect(await style(ticks.first(), 'background-color', '::before')).not.toBe(highlight);
    expect(await style(explorer.panel.locator('[class*=jp-icon][fill]').first(), 'fill')).toBe(button);
    expect(await style(composer.button('Create now'), 'color')).toBe(gray);
    expect(await style(composer.tab('SDK code'), 'border-bottom-color')).toBe(highlight);
    expect(await style(composer.tab('CCI'), 'border-bottom-color')).not.toBe(highlight);
    // Words, not colours alone, say what a state or a finding is.
    await expect(explorer.row('web').getByText('RUNNING')).toBeVisible();
    await expect(composer.panel.getByText('Error:').first()).toBeVisible();
    await camera(page, `forced-${scheme}`)('contrast');
    for (const selector of [`#${EXPLORER_ID}`, COMPOSER]) {
      expect.soft(await violations(page, selector), selector).toEqual([]);
    }
  });
}

test('the high-contrast theme of JupyterLab: axe finds nothing, the focus shows', async ({ page, servers, tmpPath, explorer }) => {
  await page.theme.setTheme('JupyterLab Dark High Contrast');
  await openPanels(page, servers, tmpPath, explorer);
  await expectRing(explorer);
  await camera(page, 'high-contrast')('contrast');
  for (const selector of [`#${EXPLORER_ID}`, COMPOSER]) {
    expect.soft(await violations(page, selector), selector).toEqual([]);
  }
});

test('more contrast: text of second rank and borders take the colour of the text', async ({
  page,
  servers,
  tmpPath,
  explorer,
  composer
}) => {
  await page.emulateMedia({ contrast: 'more' });
  await openPanels(page, servers, tmpPath, explorer);
  const help = composer.panel.locator('.jp-VcpSpec-help').first();
  const text = await page.evaluate(() => getComputedStyle(document.body).getPropertyValue('--jp-ui-font-color0'));
  expect(text).not.toBe('');
  expect(
    await help.evaluate((element, color) => {
      const probe = document.createElement('span');
      probe.style.color = color;
      element.append(probe);
      const same = getComputedStyle(probe).color === getComputedStyle(element).color;
      probe.remove();
      return same;
    }, text)
  ).toBe(true);
  await expectRing(explorer);
  await camera(page, 'more')('contrast');
  for (const selector of [`#${EXPLORER_ID}`, COMPOSER]) {
    expect.soft(await violations(page, selector), selector).toEqual([]);
  }
});

test.describe('400 % zoom of a window of 1280 x 1024', () => {
  test('both panels and their dialogs are read and used without scrolling in two directions', async ({
    page,
    servers,
    tmpPath,
    explorer,
    composer,
    words
  }) => {
    await openPanels(page, servers, tmpPath, explorer);
    await page.setViewportSize({ width: 320, height: 256 });
    const photograph = camera(page, 'zoom');
    await photograph('contrast-explorer');
    expect.soft(await clipped(explorer.panel, SECOND_RANK), 'text in the explorer').toEqual([]);
    expect.soft(await outOfReach(explorer.panel), 'controls of the explorer').toEqual([]);
    expect.soft((await explorer.tree.boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(120);

    await execute(page, 'vcp:create-group');
    const dialog = page.getByRole('dialog');
    await expect(dialog).toBeVisible();
    await photograph('contrast-dialog');
    expect.soft(await outOfReach(dialog), 'controls of a dialog').toEqual([]);
    await dialog.getByRole('button', { name: words('Cancel') }).click();

    await execute(page, 'application:toggle-left-area');
    await expect(explorer.panel).toBeHidden();
    await photograph('contrast-composer');
    expect.soft(await clipped(composer.panel, SECOND_RANK), 'text in the composer').toEqual([]);
    expect.soft(await outOfReach(composer.panel), 'controls of the composer').toEqual([]);
    await composer.field('Unit name').fill('typed');
    await expect(composer.preview).toContainText('typed');
    expect.soft(await violations(page, COMPOSER), 'axe').toEqual([]);
  });

  test('the image catalog, too', async ({ page, servers, images, words }) => {
    await servers.enterToken('regular');
    await images.open(IMAGE);
    await expect(images.fact('Digest')).toBeVisible();
    await page.setViewportSize({ width: 320, height: 256 });
    await execute(page, 'application:toggle-left-area');
    const photograph = camera(page, 'zoom');
    await photograph('contrast-images');
    expect.soft(await clipped(images.panel, SECOND_RANK), 'text in the catalog').toEqual([]);
    expect.soft(await outOfReach(images.panel), 'controls of the catalog').toEqual([]);
    expect.soft((await images.grid.boundingBox())?.height ?? 0, 'more than the header and a row').toBeGreaterThanOrEqual(72);
    await images.grid.scrollIntoViewIfNeeded();
    await photograph('contrast-images-table');
    expect.soft(await violations(page, `#${IMAGES_ID}`), 'axe').toEqual([]);
    await images.tab('In use').click();
    await expect(images.unit('db')).toContainText(words('newer release:'));
    await photograph('contrast-images-in-use');
    expect.soft(await clipped(images.panel, SECOND_RANK), 'text in the tab "In use"').toEqual([]);
    expect.soft(await outOfReach(images.panel), 'controls of the tab "In use"').toEqual([]);
  });
});
