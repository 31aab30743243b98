/**
 * Jupyter servers for the tests, each in a home folder of its own, so that nothing of the user's gets in or comes out.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { freePort, projectEnvironment, start, until } from './processes.mjs';

const START_TIMEOUT = 120_000;

/**
 * @typedef {object} JupyterOptions
 * @property {'lab' | 'notebook'} [app] Which front end the server is for; default `lab`.
 * @property {string} [baseUrl] Percent-encoded, with a slash at both ends; default `/`.
 * @property {string} [token] With a token, the XSRF check is on too, as under JupyterHub. Without, both are off.
 * @property {boolean} [galata] Adds Galata's helper extension to the page.
 * @property {string} [environment] Folder of the virtual environment; default: that of the repository.
 * @property {import('./simulator.mjs').Services} [services] The simulated controller to be found by the extension.
 * @property {Record<string, string>} [variables] Further environment variables.
 * @property {readonly string[]} [traits] Further arguments, e.g. `--VcpExtension.job_poll_seconds=1`.
 */

/**
 * @typedef {object} Jupyter
 * @property {string} url With base URL, without a slash at the end.
 * @property {string} home Home folder of the server's user; `.ssh` in it has one key pair.
 * @property {string} root Folder that the file browser shows.
 * @property {() => string} output Its log.
 * @property {() => Promise<void>} stop Ends it and removes the home folder.
 */

/**
 * @param {JupyterOptions} [options]
 * @returns {Promise<Jupyter>}
 */
export async function startJupyter(options = {}) {
  const home = mkdtempSync(path.join(tmpdir(), 'vcp-ui-tests-'));
  const root = path.join(home, 'work');
  mkdirSync(root);
  makeKeyPair(home);
  declineNews(home);
  const port = await freePort();
  const environment = options.environment ?? projectEnvironment();
  const child = start(path.join(environment, 'bin', 'python'), commandLine(options, environment, port, root), {
    cwd: root,
    env: variablesOf(options, environment, home)
  });
  const url = `http://127.0.0.1:${port}${(options.baseUrl ?? '/').replace(/\/$/, '')}`;
  const stop = async () => {
    await child.stop();
    rmSync(home, { recursive: true, force: true });
  };
  try {
    await until(child, () => answers(`${url}/api`), START_TIMEOUT);
  } catch (reason) {
    await stop();
    throw reason;
  }
  return { url, home, root, output: child.output, stop };
}

/** The composer offers the public keys of `~/.ssh`; the private half is what the scan for secrets looks for. */
function makeKeyPair(/** @type {string} */ home) {
  const folder = path.join(home, '.ssh');
  mkdirSync(folder, { mode: 0o700 });
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'ui-tests', '-f', path.join(folder, 'id_ed25519')]);
}

/** A new home is asked whether it wants news of Jupyter; the question takes the focus whenever it happens to appear. */
function declineNews(/** @type {string} */ home) {
  const folder = path.join(home, '.jupyter', 'lab', 'user-settings', '@jupyterlab', 'apputils-extension');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'notification.jupyterlab-settings'), '{ "fetchNews": "false", "checkForUpdates": false }');
}

/**
 * @param {JupyterOptions} options
 * @param {string} environment
 * @param {number} port
 * @param {string} root
 */
function commandLine(options, environment, port, root) {
  const module = options.app === 'notebook' ? 'notebook' : 'jupyterlab';
  const args = ['-m', module, '--no-browser', '--ip=127.0.0.1', `--port=${port}`, '--ServerApp.port_retries=0'];
  args.push(`--ServerApp.root_dir=${root}`, `--ServerApp.base_url=${options.baseUrl ?? '/'}`);
  args.push(`--IdentityProvider.token=${options.token ?? ''}`);
  args.push(`--${options.app === 'notebook' ? 'JupyterNotebookApp' : 'LabApp'}.expose_app_in_browser=True`);
  args.push(...(options.traits ?? []));
  if (process.getuid?.() === 0) {
    args.push('--allow-root');
  }
  if (options.token === undefined) {
    args.push('--ServerApp.disable_check_xsrf=True');
  }
  if (options.galata) {
    const code = 'import jupyterlab, pathlib; print(pathlib.Path(jupyterlab.__file__).parent / "galata")';
    const folder = execFileSync(path.join(environment, 'bin', 'python'), ['-c', code], { encoding: 'utf8' }).trim();
    args.push(`--LabServerApp.extra_labextensions_path=${folder}`);
  }
  return args;
}

/**
 * @param {JupyterOptions} options
 * @param {string} environment
 * @param {string} home
 * @returns {NodeJS.ProcessEnv}
 */
function variablesOf(options, environment, home) {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(JUPYTER|JPY|VAULT|VCP|PYTHON|REQUESTS_CA|XDG)/.test(name));
  return {
    ...Object.fromEntries(inherited),
    HOME: home,
    PATH: `${path.join(environment, 'bin')}${path.delimiter}${process.env.PATH ?? ''}`,
    // Extensions of the environment only: one in the user's or the system's folders would change the figures and the console.
    JUPYTER_PREFER_ENV_PATH: '1',
    ...options.services?.environment,
    ...options.variables
  };
}

/**
 * @param {string} url
 * @returns {Promise<true | undefined>}
 */
async function answers(url) {
  try {
    return (await fetch(url)).ok || undefined;
  } catch {
    return undefined;
  }
}
