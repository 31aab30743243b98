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

  /** The row of a unit group, unit, node or disk with this name. */
  row(name: string): Locator {
    return rowNamed(this.tree, name);
  }

  button(msgid: string): Locator {
    return this.panel.getByRole('button', { name: this._words(msgid), exact: true });
  }

  /** Opens a closed row with the arrow key, as in every tree view. */
  async expand(name: string): Promise<void> {
    const row = this.row(name);
    await row.click();
    if ((await row.getAttribute('aria-expanded')) === 'false') {
      await this._page.keyboard.press('ArrowRight');
    }
    await expect(row).toHaveAttribute('aria-expanded', 'true');
  }
}

/** Rows are called after all that they show, the name first: `demo RUNNING nobody 3 nodes 9 days`. */
export function rowNamed(tree: Locator, name: string): Locator {
  return tree.getByRole('treeitem', { name: new RegExp(`^${name.replaceAll('.', '\\.')}(\\s|$)`) });
}
