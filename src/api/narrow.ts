/**
 * From `unknown` to the contract's types, at the one place where replies enter.
 *
 * The server half checks its replies against the contract in its tests, so only the outline is looked at here: enough to tell
 * our own answer from a proxy's page or an older server half.
 */
import type { Failure, FailureCode } from './types';

/** A JSON object, or null. */
export function asObject(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
}

/** Whether the value is an object that has all the keys. */
export function hasKeys(value: unknown, keys: readonly string[]): boolean {
  const object = asObject(value);
  return object !== null && keys.every(key => key in object);
}

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
