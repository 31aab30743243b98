import { isJsonList, isJsonObject, own, sameJson, type JsonObject, type JsonValue } from './json';
import type { JsonNode, MemberNode } from './jsonText';

const step = '  ';

function fresh(value: JsonValue, depth: number): string {
  return JSON.stringify(value, null, 2).replace(/\n/g, `\n${step.repeat(depth)}`);
}

function block(open: string, close: string, lines: readonly string[], depth: number): string {
  if (lines.length === 0) {
    return open + close;
  }
  const inner = step.repeat(depth + 1);
  return `${open}\n${lines.map(line => inner + line).join(',\n')}\n${step.repeat(depth)}${close}`;
}

/** The last member of each key: what a JSON reader sees when a key is written twice. */
function lastMembers(members: readonly MemberNode[]): readonly MemberNode[] {
  return [...new Map(members.map(member => [member.key, member])).values()];
}

function rewriteObject(text: string, members: readonly MemberNode[], next: JsonObject, depth: number): string {
  const old = lastMembers(members).filter(member => Object.hasOwn(next, member.key));
  const known = new Set(old.map(member => member.key));
  const kept = old.map(member => {
    const value = own(next, member.key) ?? null;
    return `${text.slice(member.keyStart, member.keyEnd)}: ${rewrite(text, member.node, value, depth + 1)}`;
  });
  const added = Object.entries(next)
    .filter(([key]) => !known.has(key))
    .map(([key, value]) => `${JSON.stringify(key)}: ${fresh(value, depth + 1)}`);
  return block('{', '}', [...kept, ...added], depth);
}

function rewriteList(text: string, elements: readonly JsonNode[], next: readonly JsonValue[], depth: number): string {
  const lines = next.map((value, position) => {
    const old = elements[position];
    return old ? rewrite(text, old, value, depth + 1) : fresh(value, depth + 1);
  });
  return block('[', ']', lines, depth);
}

/**
 * The text of a changed value in which everything that did not change stays as it was written: layout, number notation (a 20-digit id
 * does not lose digits) and the order of keys, which JavaScript objects do not keep for keys such as `"10"`.
 *
 * @param text - the text that `node` was read from.
 * @param node - the value as it was.
 * @param next - the value as it shall be.
 * @param depth - nesting of the value, for the indentation of what is new.
 */
export function rewrite(text: string, node: JsonNode, next: JsonValue, depth = 0): string {
  if (sameJson(node.value, next)) {
    return text.slice(node.start, node.end);
  }
  if (node.members && isJsonObject(next)) {
    return rewriteObject(text, node.members, next, depth);
  }
  if (node.elements && isJsonList(next)) {
    return rewriteList(text, node.elements, next, depth);
  }
  return fresh(next, depth);
}
