/**
 * How much JavaScript an extension makes the browser fetch before anybody uses it.
 */

/** Milliseconds after *restored* in which extensions like to load something more. */
const AFTER_RESTORED = 3_000;

const RESTORE_TIMEOUT = 90_000;

/**
 * @typedef {object} Fetched
 * @property {string} file Path below the extension's folder, e.g. `static/remoteEntry.1a2b.js`.
 * @property {number} bytes Uncompressed.
 */

/**
 * Opens JupyterLab and lists the JavaScript files of one extension that were fetched until the application was restored, plus 3 s.
 *
 * @param {import('playwright-core').Page} page A fresh page.
 * @param {string} url Address of JupyterLab; its server must run with `expose_app_in_browser`.
 * @param {string} name npm name of the extension, e.g. `@jupyterlab/git`.
 * @returns {Promise<Fetched[]>}
 */
export async function startupBytes(page, url, name) {
  /** @type {Promise<Fetched>[]} */
  const fetched = [];
  const marker = `/extensions/${name}/`;
  page.on('response', response => {
    const { pathname } = new URL(response.url());
    const at = pathname.indexOf(marker);
    if (at >= 0 && pathname.endsWith('.js')) {
      const file = pathname.slice(at + marker.length);
      // The body as the page gets it: the server may compress, the parser does not care.
      fetched.push(response.body().then(body => ({ file, bytes: body.length })));
    }
  });
  await page.goto(url);
  await restored(page);
  await page.waitForTimeout(AFTER_RESTORED);
  return Promise.all(fetched);
}

/**
 * Waits until the application has restored its layout.
 *
 * @param {import('playwright-core').Page} page
 */
export async function restored(page) {
  await page.waitForFunction(() => Reflect.get(window, 'jupyterapp') !== undefined, undefined, { timeout: RESTORE_TIMEOUT });
  await page.evaluate(async () => {
    await Reflect.get(window, 'jupyterapp').restored;
  });
}

/**
 * @param {readonly Fetched[]} files
 * @returns {number} bytes
 */
export function total(files) {
  return files.reduce((sum, file) => sum + file.bytes, 0);
}
