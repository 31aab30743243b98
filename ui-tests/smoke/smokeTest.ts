/**
 * `test` for one version of JupyterLab or Notebook, with the console that the version has without us.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { test as plainTest } from '../helpers/plain';
import type { IServerOptions } from '../helpers/servers';
import { watchConsole } from '../lib/consoleLog.mjs';
import { ROOT } from '../lib/processes.mjs';

export interface ISmokeOptions extends IServerOptions {
  /** Name of the environment, e.g. `lab-4.2`. */
  readonly environment: string;
}

interface ITestFixtures {
  /** What the page has written to its console beyond what the version writes without us. */
  readonly strangeMessages: () => readonly string[];
}

export const test = plainTest.extend<ITestFixtures, { environment: string }>({
  environment: ['', { option: true, scope: 'worker' }],
  strangeMessages: async ({ page, environment }, use) => {
    const known = new Set(baselineOf(environment));
    const log = watchConsole(page);
    await use(() => log.messages().filter(message => !known.has(message)));
  }
});

export { expect } from '@playwright/test';

/** Names of the environments that `run.mjs` could not make; it has printed why. */
export function missingEnvironments(): ReadonlySet<string> {
  return new Set((process.env.VCP_SMOKE_MISSING ?? '').split(' '));
}

function baselineOf(environment: string): readonly string[] {
  const file = path.join(ROOT, 'ui-tests', 'smoke', 'baseline', `${environment}.json`);
  const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (typeof parsed === 'object' && parsed !== null && 'messages' in parsed && Array.isArray(parsed.messages)) {
    const messages: readonly unknown[] = parsed.messages;
    return messages.filter(message => typeof message === 'string');
  }
  throw new Error(`${file} is not a baseline; record it with run.mjs --record`);
}
