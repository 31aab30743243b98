/**
 * Composer: from a keystroke in the form to the new code in the preview, beside a keystroke in a plain CodeMirror editor of the same
 * page. Fifty keystrokes each.
 *
 *     node bench/composer.mjs
 *
 * Measures the environment of the repository (`make build`), prints a table and writes bench/results/composer.json.
 */
import { loadavg } from 'node:os';

import { chromium } from '@playwright/test';

import { LAUNCH_OPTIONS } from '../ui-tests/lib/chromium.mjs';
import { startJupyter } from '../ui-tests/lib/jupyter.mjs';
import { startSimulator } from '../ui-tests/lib/simulator.mjs';
import { restored } from '../ui-tests/lib/startupBytes.mjs';
import { keystrokes, quantile } from './lib/keystrokes.mjs';
import { enterToken } from './lib/measures.mjs';
import { definePainted } from './lib/painted.mjs';
import { resultsFile } from './lib/results.mjs';

const KEYSTROKES = 50;

/** Milliseconds of one frame at 60 Hz. */
const FRAME = 1000 / 60;

/** Milliseconds between two keystrokes: a fast typist, and time enough for the one before to be over. */
const PACE = 80;

const SPEC = { version: 1, provider: 'aws', flavor: 'small', unitGroup: 'bench', unit: 'web', attributes: { num_nodes: 2 } };

/**
 * @param {import('@playwright/test').Page} page
 * @param {import('@playwright/test').Locator} field Where is typed.
 * @param {import('@playwright/test').Locator} shown What changes with each keystroke.
 * @returns {Promise<readonly import('./lib/keystrokes.mjs').Sample[]>}
 */
async function measure(page, field, shown) {
  await field.click();
  await page.keyboard.press('End');
  await page.keyboard.type('warm', { delay: PACE }); // code that runs the first time is compiled first
  return keystrokes(page, shown, async () => {
    await page.keyboard.type('abcdefghij'.repeat(KEYSTROKES / 10), { delay: PACE });
    await page.waitForTimeout(PACE * 5);
  });
}

/** @param {string} name @param {readonly import('./lib/keystrokes.mjs').Sample[]} samples */
function summary(name, samples) {
  const changed = samples.map(sample => sample.changed);
  const painted = samples.map(sample => sample.painted);
  return {
    name,
    keystrokes: samples.length,
    changedMedian: quantile(changed, 0.5),
    changedP95: quantile(changed, 0.95),
    paintedMedian: quantile(painted, 0.5),
    paintedP95: quantile(painted, 0.95),
    withinOneFrame: changed.filter(value => value <= FRAME).length / samples.length
  };
}

/** @param {import('@playwright/test').Page} page @param {string} url */
async function run(page, url) {
  for (const [name, text] of [
    ['bench.vcpspec', JSON.stringify(SPEC, null, 2)],
    ['bench.txt', '']
  ]) {
    const body = JSON.stringify({ type: 'file', format: 'text', content: text });
    await fetch(`${url}/api/contents/${name}`, { method: 'PUT', body });
  }
  await page.goto(`${url}/lab/tree/bench.vcpspec`);
  await restored(page);
  const composer = page.getByRole('textbox', { name: 'Unit name' });
  await composer.waitFor();
  const preview = page.getByRole('tabpanel', { name: 'SDK code' });
  await preview.waitFor();
  const ours = summary('composer', await measure(page, composer, preview));
  await page.goto(`${url}/lab/tree/bench.txt`);
  await restored(page);
  const editor = page.locator('.jp-FileEditor .cm-content');
  await editor.waitFor();
  return [ours, summary('CodeMirror', await measure(page, editor, editor))];
}

const before = loadavg()[0];
const simulator = await startSimulator();
const jupyter = await startJupyter({ services: simulator.services });
const browser = await chromium.launch(LAUNCH_OPTIONS);
try {
  await enterToken(jupyter.url, simulator.services.tokens.regular);
  const page = await browser.newPage();
  await page.addInitScript(definePainted);
  const results = await run(page, jupyter.url);
  resultsFile('composer')({ load: { before, after: loadavg()[0] }, results });
  console.table(results);
  const [ours, peer] = results;
  if (ours && peer) {
    console.log(`ratio of the medians, composer : CodeMirror = ${(ours.changedMedian / peer.changedMedian).toFixed(1)} : 1`);
  }
} finally {
  await browser.close();
  await jupyter.stop();
  await simulator.stop();
}
