/**
 * Whether a part of the page is in Japanese, and whether its texts fit.
 */
import type { Locator } from '@playwright/test';

import type { Catalogue } from './words';

/** Texts that are not for translation: code, what users typed, what the controller said, names of flavors, networks and images. */
const NOT_OURS =
  'pre, code, textarea, .cm-editor, .jp-VcpSpec-code, .jp-VcpToken-detail, [lang="en"], datalist, .jp-VcpProviders-network h4, .jp-VcpProviders-table th[scope="row"], .jp-VcpImages-tag, .jp-VcpImages-raw, .jp-VcpImages-repository';

/** Texts in our panels that come from elsewhere: JupyterLab's own name for what stands in the main area, the simulated controller's error. */
const FOREIGN = [/^main area content$/, /^Error: creating instance failed/];

/** A placeholder of a msgid, `%1` to `%9`. */
const PLACEHOLDER = /%\d/g;

/** Texts below the locator as people and screen readers get them: text nodes, names, tooltips, placeholders. */
export function textsOf(root: Locator): Promise<readonly string[]> {
  return root.evaluate((element, notOurs) => {
    const texts: string[] = [];
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.parentElement?.closest(notOurs)) {
        texts.push(node.textContent ?? '');
      }
    }
    for (const named of [element, ...Array.from(element.querySelectorAll('*'))]) {
      if (!named.closest(notOurs)) {
        texts.push(...['aria-label', 'title', 'placeholder', 'alt', 'aria-roledescription'].map(name => named.getAttribute(name) ?? ''));
      }
    }
    return [...new Set(texts.map(text => text.replace(/\s+/g, ' ').trim()).filter(text => text !== ''))];
  }, NOT_OURS);
}

/** Those of the texts that are English sentences or labels of ours although the catalogue has their Japanese. */
export function untranslated(texts: readonly string[], catalogue: Catalogue): readonly string[] {
  const ours = [...catalogue].filter(([msgid, text]) => msgid !== text && /[A-Za-z]{2}/.test(msgid.replace(PLACEHOLDER, '')));
  const patterns = ours.map(([msgid]) => new RegExp(`^${msgid.split(PLACEHOLDER).map(escaped).join('.+')}$`, 's'));
  return texts.filter(text => !isForeign(text) && patterns.some(pattern => pattern.test(text)));
}

/** Those of the texts that look like English prose, whether or not a catalogue knows them: a text that never met the translator. */
export function englishProse(texts: readonly string[]): readonly string[] {
  return texts
    .filter(text => !isForeign(text))
    .filter(text => /\b[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}\b/.test(text) && !/[\u3040-\u30ff\u4e00-\u9fff]/.test(text));
}

/** Names of the buttons and tabs whose text is cut off by their own box. */
export function clippedButtons(root: Locator): Promise<readonly string[]> {
  return root.evaluate(element => {
    const controls = Array.from(element.querySelectorAll<HTMLElement>('button, [role="tab"], [role="button"], select'));
    const isCut = (node: HTMLElement) => node.scrollWidth > node.clientWidth + 1 && getComputedStyle(node).overflowX !== 'visible';
    return controls
      .filter(control => control.offsetParent !== null && [control, ...Array.from(control.querySelectorAll<HTMLElement>('*'))].some(isCut))
      .map(control => control.textContent?.trim() ?? '');
  });
}

function isForeign(text: string): boolean {
  return FOREIGN.some(pattern => pattern.test(text));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
