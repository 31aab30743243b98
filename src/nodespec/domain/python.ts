import { isJsonList, isJsonObject, type JsonValue } from './json';

const named: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

// Control, format (zero width, writing direction), private and unassigned characters and separators other than the space are
// written as escapes: a reader of the code would not see them. Lone surrogates have no UTF-8 form at all.
const invisible = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u;

function escaped(character: string): string {
  const short = Object.hasOwn(named, character) ? named[character] : undefined;
  if (short !== undefined) {
    return short;
  }
  if (!invisible.test(character)) {
    return character;
  }
  const point = character.codePointAt(0) ?? 0;
  const hexadecimal = point.toString(16);
  return point < 0x100
    ? `\\x${hexadecimal.padStart(2, '0')}`
    : point < 0x10000
      ? `\\u${hexadecimal.padStart(4, '0')}`
      : `\\U${hexadecimal.padStart(8, '0')}`;
}

/** A Python string literal in double quotes, right for every text. */
export function pythonString(text: string): string {
  return `"${[...text].map(escaped).join('')}"`;
}

/** Whether a raw literal can hold the text, so that backslashes of shell scripts stay as they were written. */
function fitsRaw(text: string): boolean {
  const visible = [...text].every(character => character === '\n' || character === '\t' || !invisible.test(character));
  return visible && text.includes('\\') && !text.includes('"""') && !/["\\]$/.test(text);
}

/**
 * A Python literal for a text of several lines, in triple quotes that start at the text's first character. Line feeds and tabs stay;
 * everything that Python would change when it reads the source is escaped.
 */
export function pythonBlock(text: string): string {
  if (!text.includes('\n')) {
    return pythonString(text);
  }
  if (fitsRaw(text)) {
    return `r"""${text}"""`;
  }
  const body = [...text].map(character => ('\n\t"'.includes(character) ? character : escaped(character))).join('');
  return `"""${body.replace(/"""/g, '\\"\\"\\"').replace(/"$/, '\\"')}"""`;
}

/** A Python literal for any JSON value. */
export function pythonLiteral(value: JsonValue): string {
  if (typeof value === 'string') {
    return pythonString(value);
  }
  if (isJsonList(value)) {
    return `[${value.map(pythonLiteral).join(', ')}]`;
  }
  if (isJsonObject(value)) {
    return `{${Object.entries(value)
      .map(([key, entry]) => `${pythonString(key)}: ${pythonLiteral(entry)}`)
      .join(', ')}}`;
  }
  return value === null ? 'None' : value === true ? 'True' : value === false ? 'False' : String(value);
}
