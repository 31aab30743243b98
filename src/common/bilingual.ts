/**
 * Texts that data files carry in both languages of the product, since a site's own files bring texts that no catalogue knows. Pure.
 */

/** A text in both languages. */
export interface IBilingual {
  readonly en: string;
  readonly ja: string;
}

/** The text in the language of a locale such as `ja`, `ja_JP`, `ja-JP`; English for every other one. */
export function inLanguage(text: IBilingual, locale: string): string {
  return /^ja\b|^ja_/i.test(locale) ? text.ja : text.en;
}

/** Narrows a value from outside; null for anything else. */
export function asBilingual(value: unknown): IBilingual | null {
  if (typeof value !== 'object' || value === null || !('en' in value) || !('ja' in value)) {
    return null;
  }
  const { en, ja } = value;
  return typeof en === 'string' && typeof ja === 'string' ? { en, ja } : null;
}
