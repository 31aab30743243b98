/**
 * The image catalog in a browser, as the bench uses it.
 */
import { restored } from '../../ui-tests/lib/startupBytes.mjs';
import { noteLongTasks } from './longTasks.mjs';
import { definePainted } from './painted.mjs';

/** @typedef {import('@playwright/test').Page} Page */

const PANEL = '#jp-vcp-images';

/** Images in the page; beside those that can be seen, some above and below. */
export const ROW = `${PANEL} [role=row][data-place]`;

/** How many of the images are shown. */
export const STATUS = `${PANEL} [role=status]`;

/** Says how many repositories there are besides those whose tags are shown. */
export const UNLOADED = `${PANEL} .jp-VcpImages-unloaded > p`;

/** Milliseconds for JupyterLab to get to rest after its start. */
const REST = 3_000;

/**
 * A page that holds JupyterLab at rest.
 *
 * @param {import('@playwright/test').Browser} browser
 * @param {string} url Of the Jupyter server.
 */
export async function labPage(browser, url) {
  // A context of its own: nothing is in the browser's cache, as on the first visit.
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-US' });
  await context.addInitScript(definePainted);
  await context.addInitScript(noteLongTasks);
  const page = await context.newPage();
  await page.goto(`${url}/lab`);
  await restored(page);
  await page.waitForTimeout(REST);
  return page;
}

/**
 * Opens the catalog. The clock is the page's, from the command until the first elements of `selector` are painted.
 *
 * @param {Page} page
 * @param {string} selector
 * @returns {Promise<{ ms: number, texts: readonly string[] }>} `texts`: of those elements; of images their tags.
 */
export function openTimed(page, selector) {
  return page.evaluate(
    selector =>
      new Promise(resolve => {
        const observer = new MutationObserver(async () => {
          const found = [...document.querySelectorAll(selector)];
          if (found.length > 0) {
            observer.disconnect();
            const texts = found.map(element => (element.querySelector('.jp-VcpImages-tag') ?? element).lastChild?.textContent ?? '');
            resolve({ texts, ms: (await Reflect.get(window, 'vcpPainted')()) - start });
          }
        });
        observer.observe(document.body, { subtree: true, childList: true });
        const start = performance.now();
        Reflect.get(window, 'jupyterapp').commands.execute('vcp:open-images');
      }),
    selector
  );
}

/**
 * Shows the images of all versions, not only the newest of each line.
 *
 * @param {Page} page
 */
export async function showAll(page) {
  await page.locator(`${PANEL} .jp-VcpImages-switch input`).uncheck();
}

/** @param {Page} page */
export function searchField(page) {
  return page.locator(`${PANEL} .jp-VcpImages-search input`);
}

/**
 * @param {Page} page
 * @returns {Promise<number>} images of which something can be seen
 */
export function visibleRows(page) {
  return page.locator(ROW).evaluateAll(rows => {
    const view = rows[0]?.closest('[role=grid]')?.getBoundingClientRect();
    return view === undefined
      ? 0
      : rows.filter(row => row.getBoundingClientRect().top < view.bottom && row.getBoundingClientRect().bottom > view.top).length;
  });
}
