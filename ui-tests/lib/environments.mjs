/**
 * Virtual environments with one Jupyter version each, for the smoke tests over versions and for the benches.
 *
 * They live in the user's cache folder, not in the clone: CI runs in fresh clones, and building one takes a minute.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

/**
 * @typedef {object} Environment
 * @property {'lab' | 'notebook'} app Which front end is opened.
 * @property {readonly string[]} requirements What pip installs, beside the wheel under test.
 */

/**
 * The ends and the middle of what one wheel has to serve (issue 3, part 7).
 *
 * @type {Readonly<Record<string, Environment>>}
 */
export const SMOKE_ENVIRONMENTS = Object.freeze({
  'lab-4.2': { app: 'lab', requirements: ['jupyterlab==4.2.*'] },
  'lab-4.5': { app: 'lab', requirements: ['jupyterlab==4.5.*'] },
  'lab-newest': { app: 'lab', requirements: ['jupyterlab>=4.6,<5'] },
  'notebook-7.5': { app: 'notebook', requirements: ['notebook==7.5.*'] },
  'notebook-newest': { app: 'notebook', requirements: ['notebook>=7.6,<8'] }
});

/**
 * Well-known extensions whose start-up cost stands beside ours; all on the JupyterLab that ours is measured on.
 *
 * @type {Readonly<Record<string, Environment>>}
 */
export const PEER_ENVIRONMENTS = Object.freeze({
  'dask-labextension': { app: 'lab', requirements: ['jupyterlab==4.5.*', 'dask-labextension'] },
  'jupyter-resource-usage': { app: 'lab', requirements: ['jupyterlab==4.5.*', 'jupyter-resource-usage'] },
  'jupyterlab-git': { app: 'lab', requirements: ['jupyterlab==4.5.*', 'jupyterlab-git'] }
});

/** Folder of the cache, shared with `make services`. */
export function cacheFolder() {
  return path.join(process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache'), 'jupyterlab-vcp');
}

/**
 * Folder of the environment with this name.
 *
 * @param {string} name
 */
export function environmentFolder(name) {
  return path.join(cacheFolder(), `venv-${name}`);
}

/**
 * Makes the environment, or takes the one that an earlier run made of the same requirements.
 *
 * @param {string} name
 * @param {Environment} environment
 * @returns {string} its folder
 * @throws {Error} with pip's own words when it cannot be made
 */
export function ensureEnvironment(name, environment) {
  const folder = environmentFolder(name);
  const stamp = path.join(folder, 'requirements.json');
  const wanted = JSON.stringify(environment.requirements);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
    return folder;
  }
  // A folder without the stamp is a run that was cut off: nobody knows what is missing in it.
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.dirname(folder), { recursive: true });
  run('python3', ['-m', 'venv', folder]);
  pip(folder, [...environment.requirements]);
  writeFileSync(stamp, wanted);
  return folder;
}

/**
 * Installs the wheel, replacing what an earlier run installed. The dependencies come along the first time only.
 *
 * @param {string} folder
 * @param {string} wheel
 */
export function installWheel(folder, wheel) {
  pip(folder, [wheel]);
  // The version of a development wheel does not change from build to build, its content does.
  pip(folder, ['--force-reinstall', '--no-deps', wheel]);
}

/**
 * Removes our package, so that the version can be looked at without us.
 *
 * @param {string} folder
 */
export function removeWheel(folder) {
  run(path.join(folder, 'bin', 'python'), ['-m', 'pip', 'uninstall', '--quiet', '--yes', 'jupyterlab_vcp']);
}

/**
 * Version of a package in the environment, e.g. `4.2.7`.
 *
 * @param {string} folder
 * @param {string} name
 */
export function packageVersion(folder, name) {
  const code = `from importlib.metadata import version; print(version(${JSON.stringify(name)}))`;
  return run(path.join(folder, 'bin', 'python'), ['-c', code]).trim();
}

/**
 * @param {string} folder
 * @param {readonly string[]} packages
 */
function pip(folder, packages) {
  run(path.join(folder, 'bin', 'python'), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages]);
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 */
function run(command, args) {
  const result = spawnSync(command, args, { encoding: 'utf8' });
  if (result.error) {
    throw result.error;
  }
  if (result.status !== 0) {
    throw new Error(`${command} ${args.join(' ')} ended with ${result.status}:\n${result.stderr.slice(-2000)}`);
  }
  return result.stdout;
}
