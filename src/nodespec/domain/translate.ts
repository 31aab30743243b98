/**
 * The part of JupyterLab's `TranslationBundle` that texts of the domain need. Declared here, because the domain imports nothing and
 * runs on the command line too.
 */
export interface Translate {
  /** The text in the user's language; `%1` is replaced by the first argument. */
  __(msgid: string, ...args: unknown[]): string;
  /** The same for a text that depends on a number; `%1` is the number. */
  _n(msgid: string, plural: string, n: number, ...args: unknown[]): string;
}

function fill(text: string, args: readonly unknown[]): string {
  return text.replace(/%(\d+)/g, (placeholder, position: string) => {
    const value = args[Number(position) - 1];
    return value === undefined ? placeholder : String(value);
  });
}

/** A catalogue: msgid to text, or to a list whose first entry is the text where the msgid has a plural (Japanese has one form). */
export type Catalogue = Readonly<Record<string, string | readonly string[]>>;

/**
 * A translator over a catalogue, for programs without JupyterLab.
 *
 * @param catalogue - what a msgid is in the target language; one that is missing stays English.
 */
export function translateWith(catalogue: Catalogue): Translate {
  const find = (msgid: string): string | undefined => {
    const found = Object.hasOwn(catalogue, msgid) ? catalogue[msgid] : undefined;
    return typeof found === 'string' ? found : found?.[0];
  };
  return {
    __: (msgid, ...args) => fill(find(msgid) ?? msgid, args),
    _n: (msgid, plural, n, ...args) => fill(find(msgid) ?? (n === 1 ? msgid : plural), [n, ...args])
  };
}

/** Texts as they stand in the sources: English. */
export const english: Translate = translateWith({});
