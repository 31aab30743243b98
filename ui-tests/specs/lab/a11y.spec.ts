import { violations } from '../../helpers/accessibility';
import { expect, test } from '../../helpers/lab';
import { tour } from '../../helpers/tour';

const LOOKS = [
  { language: 'en', theme: 'JupyterLab Light' },
  { language: 'ja_JP', theme: 'JupyterLab Dark' }
] as const;

test.setTimeout(420_000);

for (const look of LOOKS) {
  test.describe(`${look.language}, ${look.theme}`, () => {
    test.use(look);

    test('axe finds nothing in any panel or dialog', async ({
      page,
      servers,
      tmpPath,
      words,
      explorer,
      composer,
      connection,
      bulk,
      providers,
      images
    }) => {
      await tour({ page, servers, tmpPath, words, explorer, composer, connection, bulk, providers, images }, async ({ name, selector }) => {
        expect.soft(await violations(page, selector), name).toEqual([]);
      });
    });
  });
}
