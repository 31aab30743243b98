import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';

import { asObject } from '../../api/narrow';
import { CONTRACT, VERSION } from '../../common/version';
import type { Handshake } from '../../tokens';
import { sameVersion } from '../domain/version';

/**
 * Asks the server half for its version and compares.
 *
 * It goes through `makeRequest` directly and not through the client, whose code is loaded on first use only; this is the one request
 * that is made at start. Never rejects.
 */
export async function shakeHands(settings: ServerConnection.ISettings): Promise<Handshake> {
  try {
    const url = URLExt.join(settings.baseUrl, 'vcp/api/version');
    const response = await ServerConnection.makeRequest(url, { method: 'GET' }, settings);
    return response.ok ? judge(await response.json()) : withoutAnswer(response.status);
  } catch (reason) {
    return { result: 'failed', message: reason instanceof Error ? reason.message : String(reason) };
  }
}

function withoutAnswer(status: number): Handshake {
  return status === 404 ? { result: 'missing' } : { result: 'failed', message: `HTTP ${status}` };
}

function judge(body: unknown): Handshake {
  const { version, contract, activeJobs, activeBatches } = asObject(body) ?? {};
  if (typeof version !== 'string') {
    return { result: 'failed', message: 'vcp/api/version' };
  }
  if (contract !== CONTRACT || !sameVersion(VERSION, version)) {
    return { result: 'mismatch', server: version };
  }
  return { result: 'ok', activeJobs: count(activeJobs), activeBatches: count(activeBatches) };
}

function count(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
