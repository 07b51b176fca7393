import { defineConfig } from '@playwright/test';
import { readRows } from './read-rows.mjs';

const { concurrency, found } = readRows();

export default defineConfig({
  testDir: '.',
  testMatch: 'rows.spec.mjs',
  outputDir: `${readRows().folder}/playwright-test`,
  fullyParallel: true,
  workers: concurrency,
  reporter: './tell-end.mjs',
  use: {
    viewport: { width: 1280, height: 800 },
    launchOptions: { executablePath: found.path, chromiumSandbox: !found.needsNoSandbox },
  },
});
