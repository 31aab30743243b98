import { copiedText } from '../../helpers/clipboard';
import type { Composer } from '../../helpers/composer';
import type { Explorer } from '../../helpers/explorer';
import { forbidMouse, keyboard, mouse } from '../../helpers/hands';
import type { IHand } from '../../helpers/hands';
import type { Images } from '../../helpers/images';
import { expect, test } from '../../helpers/lab';
import type { LabPage } from '../../helpers/lab';
import { runFromPalette } from '../../helpers/palette';
import type { Camera } from '../../helpers/screenshots';
import { pattern } from '../../helpers/words';
import type { Words } from '../../helpers/words';

/** The newest of its line, and the release candidate before it. */
const CENTOS = 'vcp/base:1.8.1-centos7-x86_64';
const CANDIDATE = 'vcp/base:1.8.1-centos7-x86_64-rc1';
const GPU = 'vcp/gpu:1.8.1-ubuntu20.04-x86_64-gpu-20230226';
const ALPINE = 'vcp/base:1.8.1-alpine3.13-x86_64';

interface IJob {
  readonly page: LabPage;
  readonly hand: IHand;
  readonly words: Words;
  readonly explorer: Explorer;
  readonly composer: Composer;
  readonly images: Images;
  readonly photograph: Camera;
}

test.setTimeout(300_000);

test.beforeEach(async ({ servers }) => {
  await servers.enterToken('regular');
});

for (const theme of ['JupyterLab Light', 'JupyterLab Dark'] as const) {
  test.describe(theme, () => {
    test.use({ theme });

    test('an image is found, understood and used, by mouse', async ({ page, words, explorer, composer, images, photograph }) => {
      await wholeJob({ page, hand: mouse(), words, explorer, composer, images, photograph });
    });
  });
}

test('an image is found, understood and used, by keyboard only', async ({ page, words, explorer, composer, images, photograph }) => {
  await forbidMouse(page);
  await wholeJob({ page, hand: keyboard(page), words, explorer, composer, images, photograph });
});

async function wholeJob(job: IJob): Promise<void> {
  await test.step('open the catalog from the explorer', () => openCatalog(job));
  await test.step('narrow it by a facet', () => narrow(job));
  await test.step('search and sort', () => searchAndSort(job));
  await test.step('look into an image', () => lookInto(job));
  await test.step('compare two', () => compare(job));
  await test.step('copy the reference by digest', () => copyByDigest(job));
  await test.step('a new spec with a GPU image', () => newSpec(job));
  await test.step('another image for the open spec', () => useInOpenSpec(job));
}

async function openCatalog({ page, hand, words, explorer, images, photograph }: IJob): Promise<void> {
  if (hand.name === 'keyboard') {
    await runFromPalette(page, words('Show VCP Explorer'));
  } else {
    await page.sidebar.openTab('jp-vcp-explorer');
  }
  await expect(explorer.row('demo')).toBeVisible();
  await hand.use(explorer.button('Images'));
  await expect(images.row(CENTOS)).toBeVisible();
  await expect(images.search, 'one can type at once').toBeFocused();
  await expect(images.newestOnly).toBeChecked();
  await expect(images.row(CANDIDATE), 'an older release of the line').toHaveCount(0);
  await expect(images.rowAt(0)).toContainText('2.1.0');
  await expect(images.rowAt(0), 'its size').toContainText('MB');
  await photograph('80-images');
}

async function narrow({ hand, words, images, photograph }: IJob): Promise<void> {
  const chip = images.facet('Kind', 'GPU');
  await hand.use(chip);
  await expect(chip).toHaveAttribute('aria-pressed', 'true');
  await expect(images.row(GPU)).toBeVisible();
  await expect(images.row(CENTOS)).toHaveCount(0);
  await expect(images.rows.filter({ hasNotText: words('GPU') })).toHaveCount(0);
  await photograph('81-images-facet');
  await hand.use(images.button('Clear filters'));
  await expect(images.row(CENTOS)).toBeVisible();
}

async function searchAndSort({ page, hand, words, images }: IJob): Promise<void> {
  await hand.write(images.search, 'centos7 1.8.1');
  await expect(images.rows).toHaveCount(1);
  await hand.use(images.panel.getByRole('button', { name: pattern(words, 'Show %2 older one, too') }));
  await expect(images.newestOnly).not.toBeChecked();
  await expect(images.row(CENTOS)).toHaveAttribute('data-place', '0');
  await expect(images.row(CANDIDATE)).toHaveAttribute('data-place', '1');
  await hand.use(images.column('Version'));
  await expect(images.row(CANDIDATE), 'the oldest first').toHaveAttribute('data-place', '0');
  await hand.use(images.column('Version'));
  await expect(images.row(CENTOS)).toHaveAttribute('data-place', '0');
  await hand.write(images.search, 'x86_64');
  await page.keyboard.press('ArrowDown');
  await expect(images.grid, 'the arrow leads from the search to the table').toBeFocused();
}

async function lookInto({ hand, images, photograph }: IJob): Promise<void> {
  await images.select(hand, CANDIDATE);
  await expect(images.fact('Digest')).toContainText(/sha256:[0-9a-f]{64}/);
  await expect(images.fact('Version')).toContainText('1.8.1-centos7-x86_64-rc1');
  await photograph('82-image-details');
  await chooseTab(hand, images, 'Layers');
  await expect(images.details.getByRole('table').getByRole('row')).not.toHaveCount(0);
  await photograph('83-image-layers');
}

async function compare({ hand, words, images, photograph }: IJob): Promise<void> {
  await hand.use(images.button('Compare with…'));
  await images.select(hand, CENTOS);
  const facts = images.details.getByRole('table', { name: words('Overview') });
  await expect(facts.getByRole('row', { name: words('Digest') })).toContainText(/sha256:.*sha256:/s);
  await photograph('84-images-compared');
  await hand.use(images.button('End Comparison'));
}

async function copyByDigest({ page, hand, words, images }: IJob): Promise<void> {
  await chooseTab(hand, images, 'Overview');
  const digest = await images.fact('Digest').locator('code').innerText();
  await hand.use(images.button('Copy %1', words('reference by digest')));
  expect(await copiedText(page)).toBe(`vcp/base@${digest}`);
  await expect(images.count).toContainText(words('Copied: %1', words('reference by digest')));
}

async function newSpec({ hand, words, composer, images, photograph }: IJob): Promise<void> {
  await images.select(hand, GPU);
  await hand.use(images.button('New Spec with This Image'));
  await hand.choose(composer.provider, 'aws');
  await expect(composer.field(words('Base container image'))).toHaveValue(GPU);
  await hand.choose(composer.flavor, 'small');
  const fix = composer.button(words('Give all GPUs of the node to the base container')).first();
  await expect(fix, 'what a GPU image needs is said').toBeVisible();
  await photograph('85-gpu-image-in-a-spec');
  await hand.use(fix);
  await expect(composer.preview).toContainText('gpus');
}

async function useInOpenSpec({ page, hand, words, composer, images }: IJob): Promise<void> {
  const name = await page.locator('.lm-TabBar-tab.jp-mod-current .lm-TabBar-tabLabel').filter({ hasText: '.vcpspec' }).innerText();
  await images.open(ALPINE);
  await expect(images.row(ALPINE)).toHaveAttribute('aria-selected', 'true');
  await hand.use(images.button('Use in %1', name));
  await expect(composer.field(words('Base container image'))).toHaveValue(ALPINE);
}

/** Tabs are one stop of the Tab key; the arrows choose among them. */
async function chooseTab(hand: IHand, images: Images, msgid: string): Promise<void> {
  const tab = images.tab(msgid);
  if (hand.name === 'mouse') {
    await tab.click();
  } else {
    const tabs = images.details.getByRole('tab');
    await hand.use(images.details.getByRole('tab', { selected: true }));
    await tab.page().keyboard.press('Home');
    for (let step = 0; step < (await tabs.count()) && (await tab.getAttribute('aria-selected')) !== 'true'; step += 1) {
      await tab.page().keyboard.press('ArrowRight');
    }
  }
  await expect(tab).toHaveAttribute('aria-selected', 'true');
}
