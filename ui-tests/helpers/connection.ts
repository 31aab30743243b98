/**
 * Dialogs and panels around the connection.
 */
import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

import { runFromPalette } from './palette';
import type { Words } from './words';

export class ConnectionDialogs {
  constructor(
    private readonly _page: Page,
    private readonly _words: Words
  ) {}

  /** The dialog in front. */
  get dialog(): Locator {
    return this._page.getByRole('dialog').filter({ visible: true }).last();
  }

  /** Where the access token is typed; its name ends with the host when that is known. */
  get tokenField(): Locator {
    return this.dialog.getByLabel(this._words('Access token'));
  }

  get connectButton(): Locator {
    return this.dialog.getByRole('button', { name: this._words('Connect') });
  }

  /** What is wrong with the token, tied to the field. */
  get tokenProblem(): Locator {
    return this.dialog.getByRole('alert');
  }

  /** The panel of the connection check; by its class, because the main area gives every panel in it the same name. */
  get check(): Locator {
    return this._page.locator('.jp-VcpCheckPanel');
  }

  /** Opens the dialog for the access token by the palette. */
  async openTokenDialog(): Promise<void> {
    await runFromPalette(this._page, this._words('Enter VCP Access Token…'));
    await expect(this.tokenField).toBeVisible();
  }

  /** Runs the connection check and waits for its result. */
  async openCheck(): Promise<void> {
    await runFromPalette(this._page, this._words('Check VCP Connection'));
    await expect(this.check.getByRole('table').first()).toBeVisible();
  }
}
