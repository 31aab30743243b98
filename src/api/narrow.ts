/**
 * From `unknown` to the contract's types, at the one place where replies enter.
 *
 * The server half checks its replies against the contract in its tests, so only the outline is looked at here: enough to tell
 * our own answer from a proxy's page or an older server half.
 */

/** A JSON object, or null. */
export function asObject(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
}

/** Whether the value is an object that has all the keys. */
export function hasKeys(value: unknown, keys: readonly string[]): boolean {
  const object = asObject(value);
  return object !== null && keys.every(key => key in object);
}
