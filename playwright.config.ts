import { defineConfig } from '@playwright/test';
import { findBrowser } from './worker/browser/find-browser';

const browser = await findBrowser(process.env.FURROW_CHROMIUM || undefined);

/** End-to-end tests against a whole installation of their own, started by tests/support/e2e-installation.ts. */
export default defineConfig({
  testDir: 'tests/e2e',
  globalSetup: './tests/support/e2e-installation.ts',
  outputDir: 'reports/e2e',
  reporter: [['list'], ['json']],
  // They share one installation: more would only wait for its two processors.
  workers: 2,
  timeout: 120_000,
  forbidOnly: true,
  expect: { timeout: 15_000 },
  projects: [
    { name: 'first-run', testMatch: 'first-run.spec.ts' },
    { name: 'furrow', testIgnore: 'first-run.spec.ts', dependencies: ['first-run'] },
  ],
  use: {
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    screenshot: 'only-on-failure',
    // Without a film of every test, which costs more than the rest of the trace: the picture of a failure is there.
    trace: { mode: 'retain-on-failure', screenshots: false },
    launchOptions: {
      ...(browser ? { executablePath: browser.path } : {}),
      chromiumSandbox: browser ? !browser.needsNoSandbox : true,
    },
  },
});
