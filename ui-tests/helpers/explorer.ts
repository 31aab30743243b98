/**
 * The side panel "VCP", by roles and names.
 */
import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

import type { Words } from './words';

/** Id of the panel in the shell. */
export const EXPLORER_ID = 'jp-vcp-explorer';

export class Explorer {
  constructor(
    private readonly _page: Page,
    private readonly _words: Words
  ) {}

  get panel(): Locator {
    return this._page.locator(`#${EXPLORER_ID}`);
  }

  get tree(): Locator {
    return this.panel.getByRole('tree');
  }

  /** Rows are named after what they show: name, state, provider, count. */
  row(name: string | RegExp): Locator {
    return this.tree.getByRole('treeitem', { name });
  }

  button(msgid: string): Locator {
    return this.panel.getByRole('button', { name: this._words(msgid) });
  }

  /** Opens a closed row with the arrow key, as in every tree view. */
  async expand(name: string | RegExp): Promise<void> {
    const row = this.row(name);
    await row.click();
    if ((await row.getAttribute('aria-expanded')) === 'false') {
      await this._page.keyboard.press('ArrowRight');
    }
    await expect(row).toHaveAttribute('aria-expanded', 'true');
  }
}
