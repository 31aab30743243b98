import { openSpec } from '../../helpers/composer';
import { EXPLORER_ID } from '../../helpers/explorer';
import { keyboard, mouse } from '../../helpers/hands';
import { expect, test } from '../../helpers/lab';
import { tabTo } from '../../helpers/keyboard';

const ALPINE = 'vcp/base:1.8.1-alpine3.13-x86_64';
const ROCKY = 'vcp/base:1.8.1-rockylinux8.7-x86_64-rc0-rclocal';
/** What the demo's unit `db` runs, and the newer release of its line. */
const OLD = 'vcp/base:1.8.0-centos7-x86_64';
const NEWER = 'vcp/base:1.8.1-centos7-x86_64';

const SPEC = { version: 1, provider: 'aws', flavor: 'small', unitGroup: 'picked', unit: 'web', attributes: { image: ALPINE } };

test.setTimeout(180_000);

test.beforeEach(async ({ servers }) => {
  await servers.enterToken('regular');
});

test('the composer has an image chosen in the catalog', async ({ page, servers, tmpPath, words, composer, images, photograph }) => {
  await openSpec(page, servers, `${tmpPath}/picked.vcpspec`, SPEC);
  const field = composer.field(words('Base container image'));
  const catalog = images.inDialog();
  const dialog = page.getByRole('dialog', { name: words('Choose an image') });
  const use = dialog.getByRole('button', { name: words('Use this image'), exact: true });

  await test.step('by mouse: it opens at the image of the spec', async () => {
    await composer.button(words('Choose…')).click();
    await expect(catalog.row(ALPINE)).toHaveAttribute('aria-selected', 'true');
    await photograph('86-image-picker');
    await catalog.search.fill('rocky');
    await catalog.select(mouse(), ROCKY);
    await use.click();
    await expect(dialog).toHaveCount(0);
    await expect(field).toHaveValue(ROCKY);
  });

  await test.step('by keyboard: search, arrow, Enter', async () => {
    await tabTo(page, composer.button(words('Choose…')), 'Shift+Tab');
    await page.keyboard.press('Enter');
    await expect(catalog.row(ROCKY)).toHaveAttribute('aria-selected', 'true');
    await expect(catalog.search).toBeFocused();
    await page.keyboard.type('centos7');
    await catalog.select(keyboard(page), NEWER);
    await page.keyboard.press('Enter');
    await expect(dialog).toHaveCount(0);
    await expect(field).toHaveValue(NEWER);
  });

  await test.step('Escape empties the search first, then leaves all as it was', async () => {
    await composer.button(words('Choose…')).click();
    await expect(catalog.row(NEWER)).toHaveAttribute('aria-selected', 'true');
    await catalog.search.fill('gpu');
    await page.keyboard.press('Escape');
    await expect(catalog.search).toHaveValue('');
    await expect(dialog).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(field).toHaveValue(NEWER);
  });
});

test('units that run an old image are found, with the way to the newer one and to the unit', async ({
  page,
  words,
  explorer,
  images,
  photograph
}) => {
  await images.open();
  await images.tab('In use').click();

  await test.step('who is behind stands first', async () => {
    await expect(images.unit('db')).toContainText(`${words('newer release:')} ${NEWER}`);
    await expect(images.unit('students')).toContainText('lab/genome:2025.1');
    await expect(images.panel.getByText(words('Asking the registry…'))).toHaveCount(0);
    const states = await images.panel.locator('tr[data-state]').evaluateAll(rows => rows.map(row => row.getAttribute('data-state')));
    expect(states.lastIndexOf('newer')).toBe(states.filter(state => state === 'newer').length - 1);
    await photograph('87-images-in-use');
  });

  await test.step('the newer release in the catalog', async () => {
    await images
      .button('Show %1 in the image catalog', NEWER)
      .or(images.panel.getByRole('button', { name: NEWER, exact: true }))
      .click();
    await expect(images.row(NEWER)).toHaveAttribute('aria-selected', 'true');
  });

  await test.step('the image that runs: how many nodes have it', async () => {
    await images.tab('In use').click();
    await images.button('Show %1 in the image catalog', OLD).click();
    await expect(images.row(OLD)).toHaveAttribute('aria-selected', 'true');
    await expect(images.row(OLD).locator('.jp-mod-number').first()).toHaveText('1');
    await images.facet('In use', 'yes').click();
    await expect(images.row(NEWER)).toHaveCount(0);
    await expect(images.row(OLD)).toBeVisible();
  });

  await test.step('the unit in the explorer, and from there back', async () => {
    await images.tab('In use').click();
    await images.button('Show %1 in the explorer', 'demo/db').click();
    await expect(explorer.row('db')).toHaveAttribute('aria-selected', 'true');
    await images.tab('Catalog').click();
    await page.sidebar.openTab(EXPLORER_ID);
    await explorer.openDetails('gateway').catch(async () => {
      await explorer.expand('lecture2026');
      await explorer.openDetails('gateway');
    });
    await explorer.details.getByRole('button', { name: words('Show %1 in the image catalog', ALPINE) }).click();
    await expect(images.row(ALPINE)).toHaveAttribute('aria-selected', 'true');
  });
});
