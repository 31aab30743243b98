import type { ITranslator } from '@jupyterlab/translation';

/** The translation domain of the whole extension. */
export const DOMAIN = 'jupyterlab_vcp';

/** The page's language as a BCP 47 tag, e.g. `en` or `ja-JP`, for `Intl` and for texts that data files carry in both languages. */
export function languageOf(translator: ITranslator): string {
  const code: unknown = translator.languageCode;
  return typeof code === 'string' && code !== '' ? code.replace('_', '-') : document.documentElement.lang || 'en';
}
