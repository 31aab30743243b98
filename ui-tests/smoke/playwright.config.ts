import { defineConfig } from '@playwright/test';

import { LAUNCH_OPTIONS } from '../lib/chromium.mjs';
import { environmentFolder, SMOKE_ENVIRONMENTS } from '../lib/environments.mjs';
import type { ISmokeOptions } from './smokeTest';

const projects = Object.entries(SMOKE_ENVIRONMENTS).map(([name, { app }]) => ({
  name,
  use: {
    environment: name,
    serverOptions: { app, environment: environmentFolder(name) }
  }
}));

/** Run through `run.mjs`, which makes the environments and installs the wheel. */
export default defineConfig<object, ISmokeOptions>({
  testDir: '.',
  workers: 1,
  retries: 1,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ...(process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [['json'] as const] : [])],
  outputDir: '../test-results/smoke',
  use: {
    viewport: { width: 1280, height: 800 },
    launchOptions: LAUNCH_OPTIONS,
    actionTimeout: 20_000,
    navigationTimeout: 90_000,
    video: 'off',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure'
  },
  projects
});
