/**
 * Files of the tests, and opening them the way that works in every language and in every front end.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';

import type { Page } from '@playwright/test';

import type { IServers } from './servers';

/** Writes a file below the folder that the file browser shows; answers its full path on the disk. */
export function writeDocument(servers: IServers, name: string, text: string): string {
  const file = path.join(servers.jupyter.root, name);
  writeFileSync(file, text);
  return file;
}

/** Opens the file with its default factory. */
export async function openDocument(page: Page, name: string): Promise<void> {
  await execute(page, 'docmanager:open', { path: name });
}

/** Starts a command; does not wait for its end, which for a dialog is when somebody answers it. */
export async function execute(page: Page, command: string, args: Readonly<Record<string, string>> = {}): Promise<void> {
  await page.evaluate(
    order => {
      void Reflect.get(window, 'jupyterapp').commands.execute(order.command, order.args);
    },
    { command, args }
  );
}
