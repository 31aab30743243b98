/** A value that JSON can hold, never changed in place. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;

/** An object of JSON. Read it with `own`: documents may have keys such as `constructor`. */
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** Whether a value is an object with keys, not a list and not null. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a JSON value is an object with keys. */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return isObject(value);
}

/** Whether a JSON value is a list. `Array.isArray` alone does not narrow a readonly list. */
export function isJsonList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** The object's own value at a key; inherited names (`toString`, `__proto__`) are not there. */
export function own(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** A copy of the object with one key set; a key that is there keeps its place. */
export function withKey(object: JsonObject, key: string, value: JsonValue): JsonObject {
  return { ...object, [key]: value };
}

/** A copy of the object without some keys; the same object when it has none of them. */
export function withoutKeys(object: JsonObject, keys: readonly string[]): JsonObject {
  if (!keys.some(key => Object.hasOwn(object, key))) {
    return object;
  }
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}

/** Equality of values; the order of an object's keys does not count. */
export function sameJson(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === b) {
    return true;
  }
  if (isJsonList(a) && isJsonList(b)) {
    return a.length === b.length && a.every((entry, position) => sameJson(entry, b[position]));
  }
  if (isJsonObject(a) && isJsonObject(b)) {
    const keys = Object.keys(a);
    return keys.length === Object.keys(b).length && keys.every(key => Object.hasOwn(b, key) && sameJson(own(a, key), own(b, key)));
  }
  return false;
}

/** The strings of a list; entries of another type are left out. Not a list: none. */
export function stringsOf(value: JsonValue | undefined): readonly string[] {
  return isJsonList(value) ? value.filter((entry): entry is string => typeof entry === 'string') : [];
}
