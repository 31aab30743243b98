/**
 * `test` for JupyterLab: Galata's page on servers of the worker's own, in a chosen language and theme.
 */
import { galata, test as galataTest } from '@jupyterlab/galata';
import type { IJupyterLabPageFixture } from '@jupyterlab/galata';

import { restored } from '../lib/startupBytes.mjs';
import { BulkOperations } from './bulk';
import { Composer } from './composer';
import { ConnectionDialogs } from './connection';
import { Explorer } from './explorer';
import { focusRests } from './focus';
import { Images } from './images';
import { Providers } from './providers';
import { startServers } from './servers';
import type { IServerOptions, IServers } from './servers';
import { camera } from './screenshots';
import type { Camera } from './screenshots';
import { wordsOf } from './words';
import type { Locale, Words } from './words';

export type Theme = 'JupyterLab Light' | 'JupyterLab Dark';

/** How the page looks; set with `test.use({ locale: …, theme: … })`. */
export interface ILookOptions {
  readonly language: Locale;
  readonly theme: Theme;
  /** Days after which a unit group is brought to mind; 0, so that no notification lies over what other specs look at. */
  readonly reminderDays: number;
}

interface ITestFixtures extends ILookOptions {
  /** Names of controls in the page's language. */
  readonly words: Words;
  readonly explorer: Explorer;
  readonly composer: Composer;
  readonly connection: ConnectionDialogs;
  readonly bulk: BulkOperations;
  readonly providers: Providers;
  readonly images: Images;
  /** Writes a picture for people to look at. */
  readonly photograph: Camera;
  /** Brings the servers back to the beginning; every test starts with it. */
  readonly freshServers: undefined;
}

interface IWorkerFixtures extends IServerOptions {
  readonly servers: IServers;
}

export const test = galataTest.extend<ITestFixtures, IWorkerFixtures>({
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
  language: ['en', { option: true }],
  theme: ['JupyterLab Light', { option: true }],
  reminderDays: [0, { option: true }],
  baseURL: async ({ servers }, use) => use(servers.jupyter.url),
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
  mockSettings: async ({ language, theme, reminderDays }, use) =>
    use({
      ...galata.DEFAULT_SETTINGS,
      'jupyterlab-vcp:explorer': { reminderDays },
      '@jupyterlab/apputils-extension:themes': { theme },
      '@jupyterlab/translation-extension:plugin': { locale: language }
    }),
  // Galata's own waiting looks for English words, and half of our users see none.
  waitForApplication: async ({ baseURL: _url }, use) => {
    await use(async page => {
      await page.locator('#jupyterlab-splash').waitFor({ state: 'detached' });
      await restored(page);
      // The launcher, or what was restored instead of it.
      await page.locator('#jp-main-dock-panel .lm-DockPanel-widget').first().waitFor();
      await focusRests(page);
    });
  },
  words: async ({ language }, use) => use(wordsOf(language)),
  explorer: async ({ page, words }, use) => use(new Explorer(page, words)),
  composer: async ({ page, words }, use) => use(new Composer(page, words)),
  connection: async ({ page, words }, use) => use(new ConnectionDialogs(page, words)),
  bulk: async ({ page, words }, use) => use(new BulkOperations(page, words)),
  providers: async ({ page, words }, use) => use(new Providers(page, words)),
  images: async ({ page, words }, use) => use(new Images(page, words)),
  photograph: async ({ page, language, theme }, use) => {
    await use(camera(page, `${language === 'en' ? 'en' : 'ja'}-${theme === 'JupyterLab Dark' ? 'dark' : 'light'}`));
  }
});

export { expect } from '@jupyterlab/galata';

export type LabPage = IJupyterLabPageFixture;
