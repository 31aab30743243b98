import type { JsonValue } from './json';

/** One `"key": value` of an object in a text. */
export interface MemberNode {
  readonly key: string;
  /** Offset of the key's opening quote. */
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly node: JsonNode;
}

/** A value in a text: what it is and where it stands (`start` inclusive, `end` exclusive, in UTF-16 units). */
export interface JsonNode {
  readonly value: JsonValue;
  readonly start: number;
  readonly end: number;
  /** Members of an object in the order of the text; a key that is written twice is kept twice. */
  readonly members?: readonly MemberNode[];
  readonly elements?: readonly JsonNode[];
}

/** Where a text stops being JSON; line and column count from 1, the column in UTF-16 units as editors do. */
export interface JsonFault {
  readonly line: number;
  readonly column: number;
}

/** What reading a text gave: the tree of its values, or the first place that is not JSON. */
export type JsonReading = { readonly ok: true; readonly node: JsonNode } | { readonly ok: false; readonly fault: JsonFault };

// Deeper nesting than any spec has; keeps a hostile file from exhausting the stack.
const maximumDepth = 200;
const blank = /[ \t\r\n]*/y;
const stringToken = /"(?:[^"\\\u0000-\u001f]+|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const otherToken = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

class JsonSyntaxError extends Error {
  constructor(readonly offset: number) {
    super(`not JSON at offset ${offset}`);
  }
}

/** Recursive descent over one text. `JSON.parse` names no place that is the same in every engine, and keeps none at all. */
class JsonReader {
  private at = 0;

  constructor(private readonly text: string) {
    // A byte order mark that an editor left is not an error worth stopping for.
    this.at = text.startsWith('\uFEFF') ? 1 : 0;
  }

  document(): JsonNode {
    const node = this.value(0);
    this.match(blank);
    if (this.at < this.text.length) {
      throw new JsonSyntaxError(this.at);
    }
    return node;
  }

  private value(depth: number): JsonNode {
    this.match(blank);
    if (depth > maximumDepth) {
      throw new JsonSyntaxError(this.at);
    }
    switch (this.text[this.at]) {
      case '{':
        return this.object(depth);
      case '[':
        return this.list(depth);
      case '"':
        return this.scalar(stringToken);
      default:
        return this.scalar(otherToken);
    }
  }

  private scalar(token: RegExp): JsonNode {
    const start = this.at;
    const raw = this.match(token);
    if (raw === '') {
      throw new JsonSyntaxError(start);
    }
    const value: JsonValue = JSON.parse(raw);
    return { value, start, end: this.at };
  }

  private object(depth: number): JsonNode {
    const start = this.at;
    const members: MemberNode[] = [];
    this.sequence('}', () => {
      const key = this.scalar(stringToken);
      this.expect(':');
      members.push({ key: String(key.value), keyStart: key.start, keyEnd: key.end, node: this.value(depth + 1) });
    });
    const value = Object.fromEntries(members.map(member => [member.key, member.node.value]));
    return { value, start, end: this.at, members };
  }

  private list(depth: number): JsonNode {
    const start = this.at;
    const elements: JsonNode[] = [];
    this.sequence(']', () => elements.push(this.value(depth + 1)));
    return { value: elements.map(element => element.value), start, end: this.at, elements };
  }

  private sequence(close: string, readOne: () => void): void {
    this.at += 1;
    this.match(blank);
    if (this.text[this.at] === close) {
      this.at += 1;
      return;
    }
    for (;;) {
      this.match(blank);
      readOne();
      this.match(blank);
      if (this.text[this.at] === close) {
        this.at += 1;
        return;
      }
      this.expect(',');
    }
  }

  private expect(sign: string): void {
    this.match(blank);
    if (this.text[this.at] !== sign) {
      throw new JsonSyntaxError(this.at);
    }
    this.at += 1;
  }

  private match(token: RegExp): string {
    token.lastIndex = this.at;
    const found = token.exec(this.text)?.[0] ?? '';
    this.at += found.length;
    return found;
  }
}

function faultAt(text: string, offset: number): JsonFault {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: before.length, column: (before[before.length - 1] ?? '').length + 1 };
}

/** Read a JSON text into a tree that remembers where each value stands. Never throws. */
export function readJson(text: string): JsonReading {
  try {
    return { ok: true, node: new JsonReader(text).document() };
  } catch (failure) {
    if (failure instanceof JsonSyntaxError) {
      return { ok: false, fault: faultAt(text, failure.offset) };
    }
    throw failure;
  }
}
