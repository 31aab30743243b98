/**
 * The image catalog, by roles and names: the panel in the main area, and the same catalog in the composer's dialog.
 */
import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

import { execute } from './documents';
import type { IHand } from './hands';
import { tabTo } from './keyboard';
import type { Words } from './words';

/** Id of the panel in the shell. */
export const IMAGES_ID = 'jp-vcp-images';

/** More rows than a keyboard walks through in a test: a spec that wants a row farther away searches for it first. */
const MOST_ROWS = 80;

export class Images {
  /** @param _root CSS selector of the panel, or of the dialog with the catalog in it. */
  constructor(
    private readonly _page: Page,
    private readonly _words: Words,
    private readonly _root = `#${IMAGES_ID}`
  ) {}

  /** The same catalog in the dialog in which an image is chosen for a spec. */
  inDialog(): Images {
    return new Images(this._page, this._words, '.jp-Dialog .jp-VcpImages');
  }

  get panel(): Locator {
    return this._page.locator(this._root);
  }

  get grid(): Locator {
    return this.panel.getByRole('grid', { name: this._words('Images') });
  }

  /** The rows that are in the page: those in sight, and some around them. */
  get rows(): Locator {
    return this.grid.locator('[data-place]');
  }

  /** The row of an image, `repository:tag`. A row is titled by it, and by the notes on its name below. */
  row(image: string): Locator {
    return this.grid.locator(`[title="${image}"], [title^="${image}\\a "]`);
  }

  /** The row at a place of the table as it is filtered and sorted now. */
  rowAt(place: number): Locator {
    return this.grid.locator(`[data-place="${place}"]`);
  }

  get search(): Locator {
    return this.panel.getByRole('textbox', { name: this._words('Search in repository and tag') });
  }

  get registry(): Locator {
    return this.panel.getByRole('combobox', { name: this._words('Registry'), exact: true });
  }

  get newestOnly(): Locator {
    return this.panel.getByRole('checkbox', { name: this._words('Newest of each line') });
  }

  /** How many of the images are shown. */
  get count(): Locator {
    return this.panel.locator('.jp-VcpImages-status').getByRole('status');
  }

  /** A value of a facet, as a button that is pressed while it is chosen. Called `GPU 10`: its name, and the images behind it. */
  facet(facet: string, value: string): Locator {
    const group = this.panel.getByRole('group', { name: this._words(facet), exact: true });
    return group.getByRole('button', { name: new RegExp(`^${this._words(value)} [\\d,]+$`) });
  }

  /** The button of a column by which the table can be sorted. */
  column(title: string): Locator {
    return this.grid.getByRole('columnheader').getByRole('button', { name: this._words(title) });
  }

  button(msgid: string, ...values: readonly string[]): Locator {
    return this.panel.getByRole('button', { name: this._words(msgid, ...values), exact: true });
  }

  tab(msgid: string): Locator {
    return this.panel.getByRole('tab', { name: this._words(msgid), exact: true });
  }

  /** What is known of the image that is selected. */
  get details(): Locator {
    return this.panel.locator('.jp-VcpImageDetails');
  }

  /** A fact of the details, e.g. `Digest`. */
  fact(label: string): Locator {
    const term = this._page.getByRole('term').getByText(this._words(label), { exact: true });
    return this.details.locator('dl > div').filter({ has: term }).locator('dd').first();
  }

  /** A message in its place that has this text. */
  notice(text: string | RegExp): Locator {
    return this.panel.locator('[role="alert"], [role="note"]').filter({ hasText: text });
  }

  /** The row of a unit in the tab "In use". */
  unit(name: string): Locator {
    return this.panel.getByRole('row').filter({ has: this._page.getByRole('rowheader', { name, exact: true }) });
  }

  /** Opens the panel by its command; with an image, as a spec names it, that image is looked for. */
  async open(image?: string): Promise<void> {
    await execute(this._page, 'vcp:open-images', image === undefined ? {} : { image });
    await expect(this.panel).toBeVisible();
  }

  /** Makes a row the selected one. */
  async select(hand: IHand, image: string): Promise<void> {
    if (hand.name === 'mouse') {
      await this.row(image).click();
    } else {
      await tabTo(this._page, this.grid);
      await this._page.keyboard.press('Home');
      for (let step = 0; step < MOST_ROWS && !(await this._isSelected(image)); step += 1) {
        await this._page.keyboard.press('ArrowDown');
      }
    }
    await expect(this.row(image)).toHaveAttribute('aria-selected', 'true');
  }

  /** The grid itself has the focus; which row is meant, it says. A row that is not in the page is not meant. */
  private async _isSelected(image: string): Promise<boolean> {
    return (await this.row(image).count()) > 0 && (await this.row(image).getAttribute('aria-selected')) === 'true';
  }
}
