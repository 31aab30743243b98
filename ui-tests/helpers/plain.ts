/**
 * `test` for every other front end: plain Playwright, with JupyterLab's own waiting and nothing mocked.
 */
import { test as base } from '@playwright/test';

import { restored } from '../lib/startupBytes.mjs';
import { focusRests } from './focus';
import { startServers } from './servers';
import type { IServerOptions, IServers } from './servers';

interface IWorkerFixtures extends IServerOptions {
  readonly servers: IServers;
}

interface ITestFixtures {
  readonly freshServers: undefined;
  /** Opens a page of the application below the base URL, logged in, and waits until it is restored. */
  readonly open: (path: string) => Promise<void>;
}

export const test = base.extend<ITestFixtures, IWorkerFixtures>({
  serverOptions: [{}, { option: true, scope: 'worker' }],
  simulatorOptions: [{}, { option: true, scope: 'worker' }],
  servers: [
    async ({ serverOptions, simulatorOptions }, use) => {
      const servers = await startServers({ serverOptions, simulatorOptions });
      await use(servers);
      await servers.stop();
    },
    { scope: 'worker', timeout: 180_000 }
  ],
  freshServers: [
    async ({ servers }, use, testInfo) => {
      await servers.reset();
      await use(undefined);
      if (testInfo.status !== testInfo.expectedStatus) {
        await testInfo.attach('jupyter.log', { body: servers.jupyter.output(), contentType: 'text/plain' });
      }
    },
    { auto: true }
  ],
  open: async ({ page, servers }, use) => {
    await use(async path => {
      const query = servers.token ? `${path.includes('?') ? '&' : '?'}token=${servers.token}` : '';
      await page.goto(`${servers.jupyter.url}/${path}${query}`);
      await restored(page);
      await focusRests(page);
    });
  }
});

export { expect } from '@playwright/test';
