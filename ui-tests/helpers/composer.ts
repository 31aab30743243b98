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

  /** The composer in front. */
  get panel(): Locator {
    return this._page.locator('.jp-VcpSpec-frame').filter({ visible: true }).first();
  }

  get provider(): Locator {
    return this.panel.getByRole('combobox', { name: this._words('Provider') });
  }

  get flavor(): Locator {
    return this.panel.getByRole('combobox', { name: this._words('Flavor') });
  }

  /** A field by the name that the provider file gives it. */
  field(name: string | RegExp): Locator {
    return this.panel.getByLabel(name, { exact: typeof name === 'string' });
  }

  button(name: string | RegExp): Locator {
    return this.panel.getByRole('button', { name });
  }

  tab(name: string | RegExp): Locator {
    return this.panel.getByRole('tab', { name });
  }

  /** What the chosen tab of the preview shows. */
  get preview(): Locator {
    return this.panel.getByRole('tabpanel').filter({ visible: true });
  }
}
