import { expect, test } from '../../helpers/lab';
import { clippedButtons, englishProse, textsOf, untranslated } from '../../helpers/language';
import { tour } from '../../helpers/tour';
import { japanese } from '../../helpers/words';

test.use({ language: 'ja_JP' });
test.setTimeout(420_000);

test('Japanese: every panel and dialog is translated and fits', async ({
  page,
  servers,
  tmpPath,
  words,
  explorer,
  composer,
  connection,
  bulk,
  providers,
  images,
  photograph
}) => {
  await tour({ page, servers, tmpPath, words, explorer, composer, connection, bulk, providers, images }, async ({ name, selector }) => {
    const place = page.locator(selector).filter({ visible: true }).first();
    const texts = await textsOf(place);
    await photograph(`tour-${name.replaceAll(' ', '-')}`);

    expect.soft(untranslated(texts, japanese()), `${name}: texts whose Japanese the catalogue has`).toEqual([]);
    expect.soft(englishProse(texts), `${name}: English sentences`).toEqual([]);
    expect.soft(await clippedButtons(place), `${name}: buttons whose text does not fit`).toEqual([]);
  });
});
