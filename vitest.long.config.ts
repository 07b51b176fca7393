import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '');

/** `npm run test:long`: chaos, soak and fuzz, which take longer than a commit should wait. */
export default defineConfig({
  resolve: { alias: { '@': root } },
  test: {
    name: 'long',
    include: ['tests/long/**/*.test.ts'],
    pool: 'forks',
    // One at a time: they measure and kill, and would disturb each other.
    maxWorkers: 1,
    globalSetup: ['tests/support/global-database.ts'],
    setupFiles: ['tests/support/no-leaked-processes.ts'],
    testTimeout: 30 * 60_000,
    hookTimeout: 120_000,
  },
});
