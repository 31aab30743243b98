import { expect, test } from '../../helpers/lab';
import { clippedButtons, englishProse, textsOf, untranslated } from '../../helpers/language';
import { STOPS } from '../../helpers/tour';
import { japanese } from '../../helpers/words';

test.use({ language: 'ja_JP' });

for (const stop of STOPS) {
  test(`Japanese: ${stop.name}`, async ({ page, servers, tmpPath, words, explorer, composer, connection, photograph }) => {
    await stop.open({ page, servers, tmpPath, words, explorer, composer, connection });
    const place = page.locator(stop.selector).filter({ visible: true }).first();
    const texts = await textsOf(place);
    await photograph(`tour-${stop.name.replaceAll(' ', '-')}`);

    expect.soft(untranslated(texts, japanese()), 'texts whose Japanese the catalogue has').toEqual([]);
    expect.soft(englishProse(texts), 'English sentences').toEqual([]);
    expect.soft(await clippedButtons(place), 'buttons whose text does not fit').toEqual([]);
  });
}
