/**
 * Takes over a new answer so that whatever did not change keeps its identity: a view that compares by identity then does nothing.
 *
 * Arrays of things with an `id` (or a `name`) are matched by that, so that one deleted node does not make all later ones look new.
 *
 * @param old - What is shown now.
 * @param next - JSON as it arrived.
 * @returns `old` itself when nothing differs, else a value equal to `next` that shares all unchanged parts with `old`.
 */
export function reconcile<T>(old: unknown, next: T): T;
export function reconcile(old: unknown, next: unknown): unknown {
  if (Object.is(old, next)) {
    return old;
  }
  if (Array.isArray(next)) {
    return Array.isArray(old) ? reconcileArray(old, next) : next;
  }
  if (isRecord(old) && isRecord(next)) {
    return reconcileRecord(old, next);
  }
  return next;
}

function reconcileArray(old: readonly unknown[], next: readonly unknown[]): readonly unknown[] {
  const before = matching(old);
  const merged = next.map((value, index) => reconcile(before(value, index), value));
  return merged.length === old.length && merged.every((value, index) => Object.is(value, old[index])) ? old : merged;
}

/** Finds the old value for a new one: nearly always at the same place, so the others are looked up only where one is not. */
function matching(old: readonly unknown[]): (value: unknown, index: number) => unknown {
  let byIdentity: ReadonlyMap<string | number, unknown> | null = null;
  return (value, index) => {
    const sought = identity(value);
    if (index < old.length && identity(old[index]) === sought) {
      return old[index];
    }
    byIdentity ??= new Map(old.map((each, at) => [identity(each) ?? at, each]));
    return byIdentity.get(sought ?? index);
  };
}

type JsonObject = Readonly<Record<string, unknown>>;

function reconcileRecord(old: JsonObject, next: JsonObject): JsonObject {
  const keys = Object.keys(next);
  const merged = keys.map(key => reconcile(old[key], next[key]));
  const same = keys.length === Object.keys(old).length && keys.every((key, index) => key in old && Object.is(merged[index], old[key]));
  return same ? old : Object.fromEntries(keys.map((key, index) => [key, merged[index]]));
}

function identity(value: unknown): string | null {
  if (!isRecord(value)) {
    return null;
  }
  const name = value['id'] ?? value['name'];
  return typeof name === 'string' ? name : null;
}

function isRecord(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
