/*
 * A program of a library user, to be killed. With an automation it runs that; else a function whose second row never
 * ends. Prints the batch's id, then a line for each row that begins (a function's) or ends (an automation's).
 */
import { BatchEngine } from '../../sdk/index';

const [databaseUrl = '', dataDir = '', path = '', automation, allowHost = ''] = process.argv.slice(2);
const allowHosts = allowHost ? [allowHost] : [];
const engine = new BatchEngine({ databaseUrl, dataDir, allowHosts, config: { logLevel: 'CRITICAL' } });
const { batchId } = await engine.createBatchJobs(path, automation ? { automation } : {});
process.stdout.write(`batch ${batchId}\n`);
if (automation) {
  await engine.executeBatchJobs(batchId, {
    onProgress: (ended) => process.stdout.write(`row ${ended}\n`),
  });
} else {
  await engine.executeBatchJobs(batchId, {
    handler: async ({ attempt, commit }) => {
      process.stdout.write(`row ${attempt.rowIndex}\n`);
      if (attempt.rowIndex === 1) await commit(() => new Promise<void>(() => {}));
    },
  });
}
