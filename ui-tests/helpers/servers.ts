/**
 * The servers of a test worker: simulated VC Controller and Jupyter, and how they are brought back to the beginning between tests.
 */
import { startJupyter } from '../lib/jupyter.mjs';
import type { Jupyter, JupyterOptions } from '../lib/jupyter.mjs';
import { startSimulator } from '../lib/simulator.mjs';
import type { Simulator, SimulatorOptions } from '../lib/simulator.mjs';
import { ConfigFiles } from './configFiles';

/** Roles that the simulator has a token for. */
export type Role = 'regular' | 'super' | 'readonly' | 'expired' | 'other';

export interface IServerOptions {
  /** How the project's Jupyter server is started. */
  readonly serverOptions: JupyterOptions;
  /** How the simulated services are started. */
  readonly simulatorOptions: SimulatorOptions;
}

/** What a spec can do without the browser. */
export interface IServers {
  readonly jupyter: Jupyter;
  readonly simulator: Simulator;
  readonly config: ConfigFiles;
  /** Jupyter's own token, when the project has one. */
  readonly token: string | undefined;
  /** Asks the server half, e.g. `api('GET', 'jobs')`; answers status and body. */
  api(method: string, path: string, body?: object): Promise<{ readonly status: number; readonly body: unknown }>;
  /** Gives the server half the access token of a role, as the dialog does. */
  enterToken(role: Role): Promise<void>;
  /** Scenario, faults, configuration files, access token, jobs, bulk operations and schedule as at the start. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

const TRAITS = [
  // A real server looks at a unit every five seconds; here time runs a hundred times faster.
  '--VcpExtension.job_poll_seconds=0.5',
  '--VcpExtension.batch_effect_seconds=6',
  // The simulated Harbor listens at some port; in specs it is called as the real one is.
  "--VcpExtension.registries={'harbor': {'prefix': 'harbor.vcloud.nii.ac.jp/'}}"
];

/** Starts both servers. */
export async function startServers({ serverOptions, simulatorOptions }: IServerOptions): Promise<IServers> {
  const simulator = await startSimulator(simulatorOptions);
  const config = new ConfigFiles(simulator.services.config_dir);
  const jupyter = await startJupyter({ traits: TRAITS, ...serverOptions, services: simulator.services });
  const api = apiOf(jupyter.url, serverOptions.token);
  const enterToken = async (role: Role): Promise<void> => {
    const { status, body } = await api('PUT', 'connection/token', { token: simulator.services.tokens[role] });
    if (status !== 200) {
      throw new Error(`The token of ${role} was not taken: ${status} ${JSON.stringify(body)}`);
    }
  };
  const reset = async (): Promise<void> => {
    await simulator.reset();
    config.restore();
    await enterToken('regular'); // Whose schedule it is, only the token says.
    await forgetWork(api);
    await api('DELETE', 'connection/token');
  };
  const stop = async (): Promise<void> => {
    await jupyter.stop();
    await simulator.stop();
  };
  return { jupyter, simulator, config, token: serverOptions.token, api, enterToken, reset, stop };
}

function apiOf(url: string, token: string | undefined): IServers['api'] {
  return async (method, path, body) => {
    const response = await fetch(`${url}/vcp/api/${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `token ${token}` } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {})
    });
    const text = await response.text();
    return { status: response.status, body: parse(text) };
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** What still runs ends by itself: its units are gone. */
async function forgetWork(api: IServers['api']): Promise<void> {
  for (const id of idsIn((await api('GET', 'jobs')).body, 'jobs')) {
    await api('DELETE', `jobs/${id}`);
  }
  for (const id of idsIn((await api('GET', 'batches')).body, 'batches')) {
    await api('POST', `batches/${id}/stop`);
    await api('DELETE', `batches/${id}`);
  }
  const { body: schedule } = await api('GET', 'schedule');
  for (const id of idsIn(schedule, 'powerOffs')) {
    await api('DELETE', `schedule/power-offs/${id}`);
  }
  for (const group of idsIn(schedule, 'reminders', 'group')) {
    await api('DELETE', `schedule/reminders/${group}`);
  }
}

/** Ids of the entries of a list in a reply. */
export function idsIn(body: unknown, list: string, key = 'id'): readonly string[] {
  return entriesOf(body, list).flatMap(entry => {
    const id = property(entry, key);
    return typeof id === 'string' ? [id] : [];
  });
}

/** Entries of a list in a reply; none when it is not there. */
export function entriesOf(body: unknown, list: string): readonly unknown[] {
  const entries = property(body, list);
  return Array.isArray(entries) ? entries : [];
}

/** A property of what a server has answered; undefined when it is not there. */
export function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
