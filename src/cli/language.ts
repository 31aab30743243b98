import { english, translateWith, type Translate } from '../nodespec/domain';
import domainTexts from '../nodespec/domain.ja.json';
import texts from './ja.json';

/** Languages that the command line speaks. */
export const locales = ['en', 'ja'] as const;
export type Locale = (typeof locales)[number];

/** The language that a name such as `ja` or `ja_JP.UTF-8` stands for, null when it is not spoken here. */
export function localeOf(name: string): Locale | null {
  return locales.find(locale => name.toLowerCase().split(/[-_.]/)[0] === locale) ?? null;
}

/** The translator of a language. */
export function translatorFor(locale: Locale): Translate {
  return locale === 'ja' ? translateWith({ ...domainTexts, ...texts }) : english;
}
