/**
 * The simulated VC Controller and Vault (`python -m jupyterlab_vcp.demo`), and its control endpoint.
 */
import path from 'node:path';

import { projectEnvironment, ROOT, start, until } from './processes.mjs';

/**
 * Time scale of the tests: a boot that takes two minutes at a provider takes a second and a half.
 */
const SPEED = 100;

const START_TIMEOUT = 60_000;

/**
 * What the simulator prints when it is ready (its `--services-only` line).
 *
 * @typedef {object} Services
 * @property {{ host: string, port: number, url: string }} controller
 * @property {Record<'official' | 'user' | 'harbor', string>} registries Their addresses, `http://HOST:PORT`.
 * @property {{ url: string }} control
 * @property {Record<string, string>} environment Variables by which the extension finds all of this, as a notebook container has them.
 * @property {string} ca_file
 * @property {string} config_dir
 * @property {Record<'regular' | 'super' | 'readonly' | 'expired' | 'other', string>} tokens
 */

/**
 * @typedef {object} Simulator
 * @property {Services} services
 * @property {(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) => Promise<Record<string, unknown>>} control
 *   Asks the control endpoint, e.g. `control('POST', '/faults', {…})`. Rejects with its own words when it refuses.
 * @property {() => Promise<void>} reset Back to the scenario, faults cleared. Tokens stay the same.
 * @property {() => string} output
 * @property {() => Promise<void>} stop
 */

/**
 * @typedef {object} SimulatorOptions
 * @property {number} [speed]
 * @property {'empty' | 'demo' | 'large'} [scenario]
 * @property {number} [nodes] Of the large scenario.
 * @property {'25' | '26.10'} [generation] Of the controller and what is around it.
 */

/**
 * @param {SimulatorOptions} [options]
 * @returns {Promise<Simulator>}
 */
export async function startSimulator(options = {}) {
  const python = path.join(projectEnvironment(), 'bin', 'python');
  const speed = String(options.speed ?? SPEED);
  const args = ['-m', 'jupyterlab_vcp.demo', '--services-only', '--seed', '1', '--speed', speed];
  const nodes = options.nodes === undefined ? [] : ['--nodes', String(options.nodes)];
  args.push('--generation', options.generation ?? '25');
  const child = start(python, [...args, '--scenario', options.scenario ?? 'demo', ...nodes], {
    env: { ...process.env, PYTHONPATH: path.join(ROOT, 'python'), PYTHONUNBUFFERED: '1' }
  });
  try {
    const services = await until(child, async () => readLine(child.output()), START_TIMEOUT);
    const control = controlOf(services.control.url);
    const reset = async () => {
      await control('POST', '/reset');
    };
    return { services, control, reset, output: child.output, stop: child.stop };
  } catch (reason) {
    await child.stop();
    throw reason;
  }
}

/**
 * @param {string} output
 * @returns {Services | undefined}
 */
function readLine(output) {
  const line = output.split('\n').find(text => text.startsWith('{'));
  return line === undefined || !line.endsWith('}') ? undefined : JSON.parse(line);
}

/**
 * @param {string} url
 * @returns {Simulator['control']}
 */
function controlOf(url) {
  return async (method, path, body) => {
    const response = await fetch(new URL(path, url), {
      method,
      headers: { 'content-type': 'application/json' },
      ...(method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) })
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${response.status} ${text}`);
    }
    return JSON.parse(text || '{}');
  };
}
