/**
 * Real image registries for browser tests and measurements: distribution 2.8 (Debian's `docker-registry`) and 3.
 */
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';

import { start, until } from './processes.mjs';
import { fillStorage } from './registryStorage.mjs';

/** @typedef {2 | 3} Version Of distribution. */

const PROGRAMS = { 2: 'docker-registry', 3: 'registry' };

const START_TIMEOUT = 30_000;

/**
 * @typedef {object} Registry
 * @property {string} url `http://127.0.0.1:PORT`
 * @property {string} address `127.0.0.1:PORT`
 * @property {Version} version
 * @property {() => Promise<void>} stop Ends it, and takes its folder away.
 */

/**
 * The program of a version.
 *
 * @param {Version} version
 * @returns {string | undefined} undefined where it is not installed: skip the test, and say why
 */
export function registryProgram(version) {
  const cache = process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache');
  const folders = [path.join(cache, 'jupyterlab-vcp', 'bin'), ...(process.env.PATH ?? '').split(path.delimiter)];
  return folders.map(folder => path.join(folder, PROGRAMS[version])).find(isProgram);
}

/** @param {string} file */
function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Starts a registry on a free port of 127.0.0.1.
 *
 * @param {import('./registryStorage.mjs').StorageOptions & {
 *   version?: Version,
 *   storage?: string
 * }} [options]
 *   `version`: 3 where it is there, else 2, when left out. `storage`: a filled folder, which stays; else one is made.
 * @returns {Promise<Registry>}
 * @throws {Error} when the program is not installed, or ends by itself
 */
export async function startRegistry(options = {}) {
  const version = options.version ?? (registryProgram(3) === undefined ? 2 : 3);
  const program = registryProgram(version);
  if (program === undefined) {
    throw new Error(`${PROGRAMS[version]} is not installed; scripts/system.sh brings version 2, \`make services\` 3`);
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'vcp-registry-'));
  const storage = options.storage ?? path.join(folder, 'storage');
  if (options.storage === undefined) {
    fillStorage(storage, options);
  }
  const file = path.join(folder, 'config.yml');
  writeFileSync(file, JSON.stringify(configuration(storage)));
  const child = start(program, ['serve', file], { env: { ...process.env, OTEL_TRACES_EXPORTER: 'none' } });
  const stop = async () => {
    await child.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const address = await until(child, async () => listening(child.output()), START_TIMEOUT);
    return { url: `http://${address}`, address, version, stop };
  } catch (reason) {
    await stop();
    throw reason;
  }
}

/**
 * JSON is YAML too.
 *
 * @param {string} storage
 */
function configuration(storage) {
  return {
    version: 0.1,
    log: { level: 'info', formatter: 'json', accesslog: { disabled: true } },
    storage: { filesystem: { rootdirectory: storage } },
    http: { addr: '127.0.0.1:0', secret: 'test' }
  };
}

/** @param {string} output */
function listening(output) {
  return /listening on (127\.0\.0\.1:\d+)/.exec(output)?.[1];
}
