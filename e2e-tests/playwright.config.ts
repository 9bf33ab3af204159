import { defineConfig } from '@playwright/test';

/**
 * Both projects run against one portal with its sandbox, started on free ports
 * by the global set-up. The browser is the machine's own: Playwright's download
 * does not work everywhere.
 */
export default defineConfig({
  testDir: '.',
  globalSetup: './support/globalSetup.mts',
  outputDir: '../node_modules/.cache/e2e-tests',
  timeout: 180_000,
  expect: { timeout: 60_000 },
  // One portal, two cores: one test at a time.
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  reporter: [['list']],
  projects: [
    { name: 'http', testDir: './http' },
    {
      name: 'browser',
      testDir: './browser',
      use: {
        viewport: { width: 1440, height: 1000 },
        screenshot: 'only-on-failure',
        trace: 'retain-on-failure',
        launchOptions: {
          executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
          args: [
            '--no-sandbox',
            '--headless',
            '--disable-gpu',
            '--disable-background-networking',
            '--disable-component-update',
            '--disable-sync',
            '--no-first-run',
          ],
        },
      },
    },
  ],
});
