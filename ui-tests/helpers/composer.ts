/**
 * The document of a node spec, by roles and names, and notebooks that its code goes into.
 */
import { readFileSync } from 'node:fs';

import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

import { openDocument, writeDocument } from './documents';
import type { IServers } from './servers';
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

  /** The heading of a section, which opens and closes it. */
  section(name: string): Locator {
    return this.panel.getByRole('form').getByRole('button', { name: new RegExp(`^${name}`) });
  }

  /** Opens a section when it is closed. */
  async openSection(name: string): Promise<void> {
    const heading = this.section(name);
    if ((await heading.getAttribute('aria-expanded')) === 'false') {
      await heading.click();
    }
    await expect(heading).toHaveAttribute('aria-expanded', 'true');
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

/** A notebook with one code cell for each source. */
export function notebookOf(...sources: readonly string[]): string {
  const cells = sources.map((source, position) => ({
    cell_type: 'code',
    id: `cell-${position}`,
    metadata: {},
    source,
    outputs: [],
    execution_count: null
  }));
  const kernelspec = { name: 'python3', display_name: 'Python 3 (ipykernel)', language: 'python' };
  return JSON.stringify({ cells, metadata: { kernelspec }, nbformat: 4, nbformat_minor: 5 });
}

/** Sources of the cells of a notebook file. */
export function sourcesIn(file: string): readonly string[] {
  const { cells } = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly cells: readonly { readonly source: string | readonly string[] }[];
  };
  return cells.map(({ source }) => (typeof source === 'string' ? source : source.join('')));
}

/** Writes a spec file and opens it in the composer; answers its full path on the disk. */
export async function openSpec(page: Page, servers: IServers, name: string, spec: object): Promise<string> {
  const file = writeDocument(servers, name, `${JSON.stringify(spec, null, 2)}\n`);
  await openDocument(page, name);
  await expect(page.locator('.jp-VcpSpec-form').filter({ visible: true })).toBeVisible();
  return file;
}
