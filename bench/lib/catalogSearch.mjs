/**
 * The search of the image catalog, key by key.
 */
import { searchField, showAll, STATUS } from './catalogPanel.mjs';
import { keystrokes, quantile } from './keystrokes.mjs';

/** @typedef {import('@playwright/test').Page} Page */

/** What is searched, one after the other; each finds something. Only keystrokes that change the number of hits can be timed. */
const SEARCHES = ['ubuntu24.04 rc1 4.1', 'rc1 64 72 5', '1 2 3 4 5 6 8 9'];

/** Milliseconds between two keystrokes: the one before is over, also where it takes too long. */
const PACE = 250;

/**
 * Waits until the panel says how many images have all words of a text.
 *
 * @param {Page} page
 * @param {string} text
 * @param {readonly string[]} images
 */
async function expectHits(page, text, images) {
  const expected = images.filter(image => text.split(' ').every(word => image.includes(word))).length;
  const words = new RegExp(`^${expected.toLocaleString('en-US')} of ${images.length.toLocaleString('en-US')} images`);
  await page.locator(STATUS, { hasText: words }).waitFor();
}

/**
 * Searches all tags of a repository, which is the only one. Times are from a key's event until the number of hits is painted, in ms.
 *
 * @param {Page} page With the catalog open.
 * @param {string} repository
 * @param {readonly string[]} tags
 * @throws {Error} when the panel finds other images than there are
 */
export async function search(page, repository, tags) {
  const images = tags.map(tag => `${repository}:${tag}`);
  await showAll(page);
  await expectHits(page, '', images);
  await searchField(page).click();
  const samples = await keystrokes(page, page.locator(STATUS), async () => {
    for (const text of SEARCHES) {
      await page.keyboard.type(text, { delay: PACE });
      await expectHits(page, text, images);
      for (let i = 0; i < text.length; i += 1) {
        await page.keyboard.press('Backspace', { delay: PACE });
      }
    }
  });
  const painted = samples.map(sample => sample.painted);
  return { keystrokes: samples.length, median: quantile(painted, 0.5), worst: Math.max(...painted) };
}

