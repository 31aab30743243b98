import { isJsonList, isJsonObject, isObject, own, type JsonObject, type JsonValue } from './json';
import type { SchemaProblem, Text } from './providerTypes';

const noObject: JsonObject = {};

/** Whether a value from outside consists of JSON values only. */
export function isJson(value: unknown): value is JsonValue {
  if (value === null || ['boolean', 'number', 'string'].includes(typeof value)) {
    return true;
  }
  return Array.isArray(value) ? value.every(isJson) : isObject(value) && Object.values(value).every(isJson);
}

/**
 * Reads the keys of one object and notes what is wrong instead of throwing, so that one mistake in a site's provider file does not hide
 * the next. Every read returns something usable; the caller drops the result when problems were noted.
 */
export class KeyReader {
  constructor(
    readonly source: JsonObject,
    private readonly place: string,
    private readonly problems: SchemaProblem[]
  ) {}

  note(key: string, message: string): void {
    this.problems.push({ path: this.place ? `${this.place}.${key}` : key, message });
  }

  value(key: string): JsonValue | undefined {
    return own(this.source, key);
  }

  child(key: string): KeyReader {
    const value = this.value(key);
    if (!isJsonObject(value)) {
      this.note(key, 'must be an object');
    }
    return new KeyReader(isJsonObject(value) ? value : noObject, this.place ? `${this.place}.${key}` : key, this.problems);
  }

  optionalChild(key: string): KeyReader {
    return this.value(key) === undefined ? new KeyReader(noObject, `${this.place}.${key}`, this.problems) : this.child(key);
  }

  string(key: string): string {
    const value = this.value(key);
    if (typeof value !== 'string') {
      this.note(key, 'must be a string');
      return '';
    }
    return value;
  }

  optionalString(key: string): string | null {
    const value = this.value(key);
    return value === undefined || value === null ? null : this.string(key);
  }

  optionalNumber(key: string): number | null {
    const value = this.value(key);
    if (value === undefined) {
      return null;
    }
    if (typeof value !== 'number') {
      this.note(key, 'must be a number');
      return null;
    }
    return value;
  }

  boolean(key: string, otherwise: boolean): boolean {
    const value = this.value(key);
    if (value !== undefined && typeof value !== 'boolean') {
      this.note(key, 'must be true or false');
    }
    return typeof value === 'boolean' ? value : otherwise;
  }

  oneOf<T extends string>(key: string, allowed: readonly T[]): T | null {
    const value = this.value(key);
    const found = allowed.find(candidate => candidate === value);
    if (found === undefined) {
      this.note(key, `must be one of ${allowed.join(', ')}`);
    }
    return found ?? null;
  }

  list(key: string): readonly JsonValue[] {
    const value = this.value(key);
    if (value !== undefined && !isJsonList(value)) {
      this.note(key, 'must be a list');
    }
    return isJsonList(value) ? value : [];
  }

  text(key: string): Text {
    const reader = this.child(key);
    return { en: reader.string('en'), ja: reader.string('ja') };
  }

  optionalText(key: string): Text | null {
    return this.value(key) === undefined ? null : this.text(key);
  }
}
