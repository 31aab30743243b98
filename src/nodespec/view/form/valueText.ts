import type { JsonValue } from '../../domain';

/** A value as a text control shows it: texts and numbers as they are, everything else as JSON. */
export function valueText(value: JsonValue): string {
  if (value === null) {
    return '';
  }
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
}
