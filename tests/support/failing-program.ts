/* A program of a library user that logs all it can, and whose row handler throws what it read from the row. */
import { BatchEngine } from '../../sdk/index';

const [databaseUrl = '', dataDir = '', path = ''] = process.argv.slice(2);
await using engine = new BatchEngine({ databaseUrl, dataDir, config: { logLevel: 'DEBUG' } });
const { execution } = await engine.startBatch(path, {
  maxRetries: 1,
  retryDelay: 0.05,
  handler: async ({ page, row }) => {
    await page.setContent(`<input value="${row.password}">`);
    throw new Error(`cannot sign in with ${row.password}`);
  },
  onProgress: () => {
    throw new Error('the callback fails too');
  },
});
process.stdout.write(`failed ${execution?.failed}\n`);
