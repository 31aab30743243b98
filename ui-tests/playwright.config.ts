import { defineConfig } from '@playwright/test';

import type { IServerOptions } from './helpers/servers';
import { LAUNCH_OPTIONS } from './lib/chromium.mjs';

/** A token that only the servers of these tests know; it stands in their addresses, as JupyterHub's does in its cookies. */
const TOKEN = 'ui-tests-token';

export default defineConfig<object, IServerOptions>({
  testDir: 'specs',
  // Two cores: a second browser beside the first one makes both slow, and slow is flaky.
  workers: 1,
  fullyParallel: false,
  // A test that passes only at the second try is named at the end of the run (scripts/count.py): looked into, but not a red main.
  retries: 1,
  forbidOnly: Boolean(process.env.CI),
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [
    ['list'],
    ['html', { open: 'never', outputFolder: 'playwright-report' }],
    // The file is named by PLAYWRIGHT_JSON_OUTPUT_NAME; without it the report would fill the screen.
    ...(process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [['json'] as const] : [])
  ],
  outputDir: 'test-results',
  use: {
    viewport: { width: 1280, height: 800 },
    launchOptions: LAUNCH_OPTIONS,
    actionTimeout: 20_000,
    navigationTimeout: 90_000,
    video: 'off',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure'
  },
  projects: [
    { name: 'lab', testDir: 'specs/lab', use: { serverOptions: { galata: true } } },
    { name: 'notebook7', testDir: 'specs/notebook7', use: { serverOptions: { app: 'notebook' } } },
    // What JupyterHub makes of a user called "a b", and a reverse proxy's sub-directory; token and XSRF check on.
    { name: 'hub', testDir: 'specs/hub', use: { serverOptions: { baseUrl: '/user/a%20b/', token: TOKEN } } },
    { name: 'subpath', testDir: 'specs/hub', use: { serverOptions: { baseUrl: '/jupyter/', token: TOKEN } } }
  ]
});
