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

  /** What is selected, with the operations on all of it; there while more than one row is. */
  get selection(): Locator {
    return this.panel.getByRole('group', { name: this._words('Selection') });
  }

  /** What is known of the row with the focus, below the tree. */
  get details(): Locator {
    return this.panel.locator('.jp-VcpExplorer-details');
  }

  /** Shows the details of a row. */
  async openDetails(name: string): Promise<void> {
    await this.row(name).click();
    if ((await this.details.getAttribute('open')) === null) {
      await this.details.locator('summary').click();
    }
    await expect(this.details.locator('.jp-VcpExplorer-detailsBody')).toBeVisible();
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
