/**
 * The same wheel in several versions of JupyterLab and Notebook.
 *
 *     node ui-tests/smoke/run.mjs dist/jupyterlab_vcp-*.whl [--only lab-4.2]
 *     node ui-tests/smoke/run.mjs --record [--only lab-4.2]
 *
 * `--record` writes down what each version prints to the browser's console without us (baseline/<name>.json).
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { chromium } from '@playwright/test';

import { LAUNCH_OPTIONS } from '../lib/chromium.mjs';
import { watchConsole } from '../lib/consoleLog.mjs';
import { ensureEnvironment, installWheel, packageVersion, removeWheel, SMOKE_ENVIRONMENTS } from '../lib/environments.mjs';
import { startJupyter } from '../lib/jupyter.mjs';
import { ROOT } from '../lib/processes.mjs';
import { restored } from '../lib/startupBytes.mjs';

/** Milliseconds in which a page may still write to its console. */
const SETTLE = 5_000;

const HERE = path.join(ROOT, 'ui-tests', 'smoke');

/**
 * Console of the version without us, over two page loads: the second one has workspace and settings of the first.
 *
 * @param {import('@playwright/test').Browser} browser
 * @param {string} name
 * @param {import('../lib/environments.mjs').Environment} environment
 */
async function record(browser, name, environment) {
  const folder = ensureEnvironment(name, environment);
  removeWheel(folder);
  const server = await startJupyter({ environment: folder, app: environment.app });
  const page = await browser.newPage();
  const log = watchConsole(page);
  try {
    for (let load = 0; load < 2; load += 1) {
      await page.goto(`${server.url}/${environment.app === 'lab' ? 'lab' : 'tree'}`);
      await restored(page);
      await page.waitForTimeout(SETTLE);
    }
  } finally {
    await page.close();
    await server.stop();
  }
  const version = packageVersion(folder, environment.app === 'lab' ? 'jupyterlab' : 'notebook');
  mkdirSync(path.join(HERE, 'baseline'), { recursive: true });
  const file = path.join(HERE, 'baseline', `${name}.json`);
  writeFileSync(file, `${JSON.stringify({ version, messages: log.messages() }, null, 2)}\n`);
  console.log(`${name}: ${version}, ${log.messages().length} messages -> ${path.relative(ROOT, file)}`);
}

/** @param {readonly [string, import('../lib/environments.mjs').Environment][]} environments */
async function recordAll(environments) {
  const browser = await chromium.launch(LAUNCH_OPTIONS);
  try {
    for (const [name, environment] of environments) {
      await record(browser, name, environment);
    }
  } finally {
    await browser.close();
  }
}

/**
 * @param {readonly [string, import('../lib/environments.mjs').Environment][]} environments
 * @param {string | undefined} wheel
 * @returns {number} exit status
 */
function test(environments, wheel) {
  if (wheel === undefined || !existsSync(wheel)) {
    console.error('Which wheel? Build one (`python -m build --wheel`) and name it: node ui-tests/smoke/run.mjs dist/….whl');
    return 2;
  }
  const missing = environments.flatMap(([name, environment]) => {
    try {
      installWheel(ensureEnvironment(name, environment), path.resolve(wheel));
      return [];
    } catch (reason) {
      console.error(`${name}: skipped, for the environment cannot be made: ${String(reason)}`);
      return [name];
    }
  });
  const projects = environments.flatMap(([name]) => ['--project', name]);
  const cli = path.join(ROOT, 'node_modules', '.bin', 'playwright');
  const args = ['test', '--config', path.join(HERE, 'playwright.config.ts'), ...projects];
  // Their tests are counted as skipped: a version that cannot be had here is no fault of the wheel.
  const env = { ...process.env, VCP_SMOKE_MISSING: missing.join(' ') };
  return spawnSync(cli, args, { stdio: 'inherit', env }).status ?? 1;
}

const { values, positionals } = parseArgs({
  options: { record: { type: 'boolean', default: false }, only: { type: 'string', multiple: true, default: [] } },
  allowPositionals: true
});
const environments = Object.entries(SMOKE_ENVIRONMENTS).filter(([name]) => values.only.length === 0 || values.only.includes(name));
if (values.record) {
  await recordAll(environments);
} else {
  process.exitCode = test(environments, positionals[0]);
}
