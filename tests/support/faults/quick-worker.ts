import { readEnvironment } from '../../../lib/config/env';
import { keepRowsYoung } from '../../../worker/background/keep-rows-young';
import { createLogger } from '../../../worker/log';
import { takeOwnFolder } from '../../../worker/own-folder';
import { startWorker } from '../../../worker/start-worker';

// worker/main.ts with a shorter clockwork, in the same proportions: others take over after 10 s of silence, not 15.
keepRowsYoung();
const env = readEnvironment();
const worker = await startWorker({
  env,
  databaseUrl: env.DATABASE_URL ?? '',
  log: createLogger('INFO'),
  ownFolder: takeOwnFolder(),
  timings: {
    pollMaxMs: 200,
    renewMs: 1000,
    leaseMs: 6000,
    permitMs: 4000,
    silenceMs: 10_000,
    reclaimMs: 1000,
    stopWatchMs: 500,
    // As long as in use: a row of a busy machine needs it, and one that would never end waits for nothing here.
    drainMs: 10_000,
    abortMs: 5000,
  },
});
process.once('SIGTERM', () => void worker.drain());
process.stdout.write(`Worker ${worker.id} ready\n`);
await worker.ended;
