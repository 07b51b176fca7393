import './require-node';
import { isStartedByNpm, readEnvironment } from '../lib/config/env';
import { buildWeb, isBuildNeeded, requireDashboard } from './build';
import { webChild } from './children';
import { startChild } from './managed-child';
import { openDatabase } from './open-database';
import { print, step } from './progress';
import { runProgram } from './run-program';
import { listenForStop } from './stop-signals';
import { requireFreePort } from './wait-for-port';
import { warnOfSettings } from './warn-of-settings';

/** `npm run web`: the web server alone. The database must have been migrated (`npm run migrate`). */
async function main(): Promise<number> {
  requireDashboard();
  const env = readEnvironment();
  warnOfSettings(env);
  const stop = listenForStop(isStartedByNpm(), () => process.exit(130));
  await requireFreePort('PORT', env.PORT, env.FURROW_HOST);
  const database = await openDatabase({
    dataDir: env.FURROW_DATA_DIR,
    databaseUrl: env.DATABASE_URL,
    directDatabaseUrl: env.DIRECT_DATABASE_URL,
    log: print,
  });
  try {
    if (await isBuildNeeded()) {
      await step('building the dashboard (about a minute)', () => buildWeb(stop.signal));
    }
    const web = startChild({ ...webChild(env, database, false), log: print });
    await stop.requested;
    await web.stop();
    return 0;
  } finally {
    await database.release();
  }
}

await runProgram(main);
