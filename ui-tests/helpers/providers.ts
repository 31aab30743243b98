/**
 * The panel of providers: credentials, flavors and networks.
 */
import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

import { execute } from './documents';
import type { Words } from './words';

export type ProviderSection = 'Credentials' | 'Flavors' | 'Networks';

export class Providers {
  constructor(
    private readonly _page: Page,
    private readonly _words: Words
  ) {}

  get panel(): Locator {
    return this._page.locator('.jp-VcpProviders').filter({ visible: true }).first();
  }

  /** A provider in the list, by its name in notebooks, e.g. `aws`. */
  provider(name: string): Locator {
    return this.panel.getByRole('option').and(this._page.locator(`[data-provider="${name}"]`));
  }

  /** One part of what is shown of the chosen provider. */
  section(name: ProviderSection): Locator {
    return this.panel.getByRole('region', { name: this._words(name), exact: true });
  }

  /** The row of a key of the credentials. */
  key(name: string): Locator {
    return this._rowNamed(this.section('Credentials'), name);
  }

  /** The row of a flavor. */
  flavor(name: string): Locator {
    return this._rowNamed(this.section('Flavors'), name);
  }

  /** Where the panel says what it has done. */
  get said(): Locator {
    return this.panel.getByRole('status').first();
  }

  /** Opens the panel at a provider. */
  async open(provider: string): Promise<void> {
    await execute(this._page, 'vcp:open-providers', { provider });
    await expect(this.provider(provider)).toHaveAttribute('aria-selected', 'true');
  }

  private _rowNamed(section: Locator, name: string): Locator {
    return section.getByRole('row').filter({ has: this._page.getByRole('rowheader', { name, exact: true }) });
  }
}
