import { nullTranslator } from '@jupyterlab/translation';
import type { TranslationBundle } from '@jupyterlab/translation';

import ja from '../ja.json';

const TEXTS: Readonly<Record<string, string | readonly string[]>> = ja;

/** The Japanese catalogue of this feature, as JupyterLab would hand it out. */
export function japanese(): TranslationBundle {
  const fill = (text: string, values: readonly unknown[]): string =>
    text.replace(/%(\d)/g, (_, n: string) => String(values[Number(n) - 1]));
  const find = (msgid: string): string => {
    const found = TEXTS[msgid];
    return (typeof found === 'string' ? found : found?.[0]) ?? msgid;
  };
  const __ = (msgid: string, ...values: unknown[]): string => fill(find(msgid), values);
  const _n = (msgid: string, _plural: string, n: number, ...values: unknown[]): string => fill(find(msgid), [n, ...values]);
  const bundle: TranslationBundle = Object.create(nullTranslator.load('jupyterlab_vcp'), { __: { value: __ }, _n: { value: _n } });
  return bundle;
}

/** English texts of the catalogue that stand in a page; single words are left out, since names may have them. */
export function englishIn(node: HTMLElement): readonly string[] {
  const text = node.textContent ?? '';
  return Object.keys(TEXTS)
    .flatMap(msgid => msgid.split(/%\d/))
    .map(part => part.trim())
    .filter(part => part.includes(' ') && text.includes(part));
}
