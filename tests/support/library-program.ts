/*
 * A program of a library user, to be killed: runs the rows of a file with a function whose second row never ends.
 * Prints the batch's id, then a line for each row that begins.
 */
import { BatchEngine } from '../../sdk/index';

const [databaseUrl = '', dataDir = '', path = ''] = process.argv.slice(2);
const engine = new BatchEngine({ databaseUrl, dataDir, config: { logLevel: 'CRITICAL' } });
const { batchId } = await engine.createBatchJobs(path);
process.stdout.write(`batch ${batchId}\n`);
await engine.executeBatchJobs(batchId, {
  handler: async ({ attempt, commit }) => {
    process.stdout.write(`row ${attempt.rowIndex}\n`);
    if (attempt.rowIndex === 1) await commit(() => new Promise<void>(() => {}));
  },
});
