/**
 * What a control is called in the language of the page: the catalogues of the features, read as the build reads them.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { ROOT } from '../lib/processes.mjs';

export type Locale = 'en' | 'ja_JP';

/** msgid -> Japanese text, of all features. */
export type Catalogue = ReadonlyMap<string, string>;

/** The Japanese catalogue of the whole extension. */
export function japanese(): Catalogue {
  const source = path.join(ROOT, 'src');
  const texts = new Map<string, string>();
  for (const feature of readdirSync(source)) {
    // What the command line says too stands apart, as `domain.ja.json`.
    for (const [msgid, text] of [
      ...entries(path.join(source, feature, 'ja.json')),
      ...entries(path.join(source, feature, 'domain.ja.json'))
    ]) {
      texts.set(msgid, text);
    }
  }
  return texts;
}

/** Answers the name of a control in the page's language; `%1` and so on are replaced by the values. */
export type Words = (msgid: string, ...values: readonly string[]) => string;

export function wordsOf(locale: Locale): Words {
  const catalogue = locale === 'en' ? null : japanese();
  return (msgid, ...values) => {
    const text = catalogue === null ? msgid : catalogue.get(msgid);
    if (text === undefined) {
      throw new Error(`No Japanese for "${msgid}" in src/*/ja.json`);
    }
    return values.reduce((filled, value, index) => filled.replace(`%${index + 1}`, value), text);
  };
}

/** The name of a control with anything in the place of its placeholders. */
export function pattern(words: Words, msgid: string): RegExp {
  const parts = words(msgid).split(/%\d/);
  return new RegExp(`^${parts.map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+')}$`);
}

function entries(file: string): readonly (readonly [string, string])[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(file, 'utf8'));
  } catch (reason) {
    if (reason instanceof Error && 'code' in reason && (reason.code === 'ENOENT' || reason.code === 'ENOTDIR')) {
      return []; // a feature without texts of its own
    }
    throw reason;
  }
  return Object.entries(typeof parsed === 'object' && parsed !== null ? parsed : {}).flatMap(([msgid, text]) => {
    const translated: unknown = Array.isArray(text) ? text[0] : text;
    return typeof translated === 'string' ? [[msgid, translated] as const] : [];
  });
}
