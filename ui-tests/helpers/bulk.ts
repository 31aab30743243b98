/**
 * Bulk operations: the review before them, the panel of one, the list of all.
 */
import type { Locator, Page } from '@playwright/test';

import { execute } from './documents';
import type { Words } from './words';

export class BulkOperations {
  constructor(
    private readonly _page: Page,
    private readonly _words: Words
  ) {}

  /** The dialog that shows what will be done to each target. */
  get review(): Locator {
    return this._page.getByRole('dialog').filter({ visible: true }).last();
  }

  /** The row of the review for a place, e.g. `demo/web/1`. */
  reviewed(place: string): Locator {
    return this.review.getByRole('row').filter({ has: this._page.getByRole('rowheader', { name: place, exact: true }) });
  }

  /** What happens after a failure. */
  choice(msgid: 'continue with the rest' | 'stop: send nothing more'): Locator {
    return this.review.getByRole('radio', { name: this._words(msgid) });
  }

  /** The panel in front. */
  get panel(): Locator {
    return this._page.locator('.jp-VcpBatchPanel').filter({ visible: true }).first();
  }

  /** The sentence that says how far it is, or how it ended. */
  get outcome(): Locator {
    return this.panel.locator('.jp-VcpBatch-outcome');
  }

  get rows(): Locator {
    return this.panel.getByRole('grid').locator('[data-row]');
  }

  /** The row of a target; a group alone, or group, unit and the number of the node. */
  row(...place: readonly string[]): Locator {
    return this.panel.getByRole('row', { name: new RegExp(`^${place.join(' ')}\\s`) });
  }

  button(name: string | RegExp): Locator {
    return this.panel.getByRole('button', { name });
  }

  /** Opens the list of all that the server knows. */
  async openList(): Promise<void> {
    await execute(this._page, 'vcp:show-batches');
  }
}
