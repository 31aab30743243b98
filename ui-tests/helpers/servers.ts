/**
 * The servers of a test worker: simulated VC Controller and Jupyter, and how they are brought back to the beginning between tests.
 */
import { startJupyter } from '../lib/jupyter.mjs';
import type { Jupyter, JupyterOptions } from '../lib/jupyter.mjs';
import { startSimulator } from '../lib/simulator.mjs';
import type { Simulator } from '../lib/simulator.mjs';

/** Roles that the simulator has a token for. */
export type Role = 'regular' | 'super' | 'readonly' | 'expired' | 'other';

export interface IServerOptions {
  /** How the project's Jupyter server is started. */
  readonly serverOptions: JupyterOptions;
}

/** What a spec can do without the browser. */
export interface IServers {
  readonly jupyter: Jupyter;
  readonly simulator: Simulator;
  /** Jupyter's own token, when the project has one. */
  readonly token: string | undefined;
  /** Asks the server half, e.g. `api('GET', 'jobs')`; answers status and body. */
  api(method: string, path: string, body?: object): Promise<{ readonly status: number; readonly body: unknown }>;
  /** Gives the server half the access token of a role, as the dialog does. */
  enterToken(role: Role): Promise<void>;
  /** Scenario, faults, access token and jobs as at the start. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts both servers. */
export async function startServers(options: JupyterOptions): Promise<IServers> {
  const simulator = await startSimulator();
  const jupyter = await startJupyter({ ...options, services: simulator.services });
  const api = apiOf(jupyter.url, options.token);
  const enterToken = async (role: Role): Promise<void> => {
    const { status, body } = await api('PUT', 'connection/token', { token: simulator.services.tokens[role] });
    if (status !== 200) {
      throw new Error(`The token of ${role} was not taken: ${status} ${JSON.stringify(body)}`);
    }
  };
  const reset = async (): Promise<void> => {
    await simulator.reset();
    await dismissJobs(api);
    await api('DELETE', 'connection/token');
  };
  const stop = async (): Promise<void> => {
    await jupyter.stop();
    await simulator.stop();
  };
  return { jupyter, simulator, token: options.token, api, enterToken, reset, stop };
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

/** Jobs that still run end by themselves once the scenario is back: their units are gone. */
async function dismissJobs(api: IServers['api']): Promise<void> {
  const { body } = await api('GET', 'jobs');
  for (const id of jobIds(body)) {
    await api('DELETE', `jobs/${id}`);
  }
}

function jobIds(body: unknown): readonly string[] {
  if (typeof body !== 'object' || body === null || !('jobs' in body) || !Array.isArray(body.jobs)) {
    return [];
  }
  const jobs: readonly unknown[] = body.jobs;
  return jobs.flatMap(job => (typeof job === 'object' && job !== null && 'id' in job && typeof job.id === 'string' ? [job.id] : []));
}
