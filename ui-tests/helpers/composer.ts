/**
 * The document of a node spec, by roles and names.
 */
import type { Locator, Page } from '@playwright/test';

import type { Words } from './words';

export class Composer {
  constructor(
    private readonly _page: Page,
    private readonly _words: Words
  ) {}

  get document(): Locator {
    return this._page.locator('.jp-VcpSpecDocument, .jp-VcpComposer').filter({ visible: true }).first();
  }

  field(msgid: string): Locator {
    return this.document.getByLabel(this._words(msgid));
  }

  button(msgid: string): Locator {
    return this.document.getByRole('button', { name: this._words(msgid) });
  }
}
