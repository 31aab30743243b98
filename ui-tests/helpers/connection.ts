/**
 * Dialogs and panels around the connection.
 */
import type { Locator, Page } from '@playwright/test';

import { runFromPalette } from './palette';
import type { Words } from './words';

export class ConnectionDialogs {
  constructor(
    private readonly _page: Page,
    private readonly _words: Words
  ) {}

  get dialog(): Locator {
    return this._page.getByRole('dialog').filter({ visible: true }).last();
  }

  get tokenField(): Locator {
    return this.dialog.locator('input[type="password"], input[autocomplete="off"]').first();
  }

  /** Opens the dialog for the access token by the palette. */
  async openTokenDialog(): Promise<void> {
    await runFromPalette(this._page, this._words('Enter VCP Access Token…'));
    await this.tokenField.waitFor();
  }
}
