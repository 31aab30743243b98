/**
 * JavaScript fetched at start: ours beside three well-known extensions, each in a JupyterLab 4.5 of its own, in one run.
 *
 *     node bench/startup.mjs dist/jupyterlab_vcp-*.whl
 *
 * Prints a table and writes bench/results/startup.json. Without a wheel it measures the environment of the repository. Of which modules
 * our share consists is said by bench/startupModules.mjs.
 */
import path from 'node:path';

import { chromium } from '@playwright/test';

import { LAUNCH_OPTIONS } from '../ui-tests/lib/chromium.mjs';
import { ensureEnvironment, installWheel, packageVersion, PEER_ENVIRONMENTS, SMOKE_ENVIRONMENTS } from '../ui-tests/lib/environments.mjs';
import { startJupyter } from '../ui-tests/lib/jupyter.mjs';
import { projectEnvironment } from '../ui-tests/lib/processes.mjs';
import { startupBytes, total } from '../ui-tests/lib/startupBytes.mjs';
import { resultsFile } from './lib/results.mjs';

/** pip name -> npm name. */
const PEERS = {
  'dask-labextension': 'dask-labextension',
  'jupyter-resource-usage': '@jupyter-server/resource-usage',
  'jupyterlab-git': '@jupyterlab/git'
};

/**
 * @param {import('@playwright/test').Browser} browser
 * @param {string} environment Folder of the virtual environment.
 * @param {string} pip
 * @param {string} npm
 */
async function measure(browser, environment, pip, npm) {
  const server = await startJupyter({ environment });
  const context = await browser.newContext();
  try {
    const files = await startupBytes(await context.newPage(), `${server.url}/lab`, npm);
    return { extension: npm, version: packageVersion(environment, pip), bytes: total(files), files };
  } finally {
    await context.close();
    await server.stop();
  }
}

/**
 * @param {string} name
 * @param {Readonly<Record<string, import('../ui-tests/lib/environments.mjs').Environment>>} table
 */
function environmentOf(name, table) {
  const environment = table[name];
  if (environment === undefined) {
    throw new Error(`no environment is described for ${name}`);
  }
  return ensureEnvironment(name, environment);
}

/** @param {string | undefined} wheel */
function ours(wheel) {
  if (wheel === undefined) {
    return projectEnvironment();
  }
  const folder = environmentOf('lab-4.5', SMOKE_ENVIRONMENTS);
  installWheel(folder, path.resolve(wheel));
  return folder;
}

/** @param {string | undefined} wheel */
async function main(wheel) {
  const browser = await chromium.launch(LAUNCH_OPTIONS);
  const results = [];
  try {
    results.push(await measure(browser, ours(wheel), 'jupyterlab_vcp', 'jupyterlab-vcp'));
    for (const [pip, npm] of Object.entries(PEERS)) {
      const environment = environmentOf(pip, PEER_ENVIRONMENTS);
      results.push(await measure(browser, environment, pip, npm));
    }
  } finally {
    await browser.close();
  }
  return results;
}

const results = await main(process.argv[2]);
resultsFile('startup')({ results });
console.table(
  results.map(({ extension, version, bytes, files }) => ({ extension, version, files: files.length, KB: (bytes / 1000).toFixed(1) }))
);
for (const { extension, bytes } of results.filter(result => result.bytes === 0)) {
  console.error(`${extension}: nothing was fetched (${bytes} bytes). Is it installed and enabled?`);
  process.exitCode = 1;
}
