import { violations } from '../../helpers/accessibility';
import { expect, test } from '../../helpers/lab';
import { STOPS } from '../../helpers/tour';

const LOOKS = [
  { language: 'en', theme: 'JupyterLab Light' },
  { language: 'ja_JP', theme: 'JupyterLab Dark' }
] as const;

for (const look of LOOKS) {
  test.describe(`axe, ${look.language}, ${look.theme}`, () => {
    test.use(look);

    for (const stop of STOPS) {
      test(stop.name, async ({ page, servers, tmpPath, words, explorer, composer, connection }) => {
        await stop.open({ page, servers, tmpPath, words, explorer, composer, connection });

        expect(await violations(page, stop.selector)).toEqual([]);
      });
    }
  });
}
