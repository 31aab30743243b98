import { asObject } from './narrow';
import type { Failure, FailureCode } from './types';

/** The failure body of the contract, or null when the body is something else. */
export function asFailure(value: unknown): Failure | null {
  const object = asObject(value);
  if (!object || typeof object['code'] !== 'string' || typeof object['message'] !== 'string') {
    return null;
  }
  const { code, message, upstreamStatus, upstreamMessage, path } = object;
  return {
    code: code as FailureCode,
    message,
    upstreamStatus: typeof upstreamStatus === 'number' ? upstreamStatus : null,
    upstreamMessage: typeof upstreamMessage === 'string' ? upstreamMessage : null,
    path: typeof path === 'string' ? path : null
  };
}
