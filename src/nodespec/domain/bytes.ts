const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function utf8Of(codePoint: number): readonly number[] {
  // A surrogate without its pair has no UTF-8 form; it becomes U+FFFD, as TextEncoder does it.
  const point = codePoint >= 0xd800 && codePoint <= 0xdfff ? 0xfffd : codePoint;
  const continued = (shift: number): number => 0x80 | ((point >> shift) & 0x3f);
  if (point < 0x80) {
    return [point];
  }
  if (point < 0x800) {
    return [0xc0 | (point >> 6), continued(0)];
  }
  if (point < 0x10000) {
    return [0xe0 | (point >> 12), continued(6), continued(0)];
  }
  return [0xf0 | (point >> 18), continued(12), continued(6), continued(0)];
}

/** The UTF-8 bytes of a text. `TextEncoder` belongs to browser or Node, the domain to neither. */
export function utf8Bytes(text: string): readonly number[] {
  return [...text].flatMap(character => utf8Of(character.codePointAt(0) ?? 0));
}

/** The number of bytes of a text in UTF-8. */
export function utf8Length(text: string): number {
  let length = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    length += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return length;
}

/** Base64 with padding of a text's UTF-8 bytes. */
export function base64(text: string): string {
  const bytes = utf8Bytes(text);
  let encoded = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const group = bytes.slice(at, at + 3);
    const missing = 3 - group.length;
    const word = [...group, 0, 0].slice(0, 3).reduce((sum, byte) => sum * 256 + byte, 0);
    const signs = [18, 12, 6, 0].map(shift => alphabet.charAt((word >> shift) & 63));
    encoded += signs.slice(0, 4 - missing).join('') + '='.repeat(missing);
  }
  return encoded;
}

/** The bytes of a base64 text, or null when it is not base64 with correct padding. */
export function base64Bytes(text: string): readonly number[] | null {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) {
    return null;
  }
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at += 4) {
    const group = text.slice(at, at + 4).replace(/=/g, '');
    const word = [...group.padEnd(4, 'A')].reduce((sum, sign) => sum * 64 + alphabet.indexOf(sign), 0);
    bytes.push(...[word >> 16, (word >> 8) & 255, word & 255].slice(0, group.length - 1));
  }
  return bytes;
}
