import './require-node';
import { readEnvironment } from '../lib/config/env';
import { migrateDatabase } from '../prisma/migrate';
import { openDatabase } from './open-database';
import { runProgram } from './run-program';

/** `npm run migrate`: brings DATABASE_URL, or the embedded database of the data folder, to this version. */
async function main(): Promise<number> {
  const env = readEnvironment();
  const database = await openDatabase({
    dataDir: env.FURROW_DATA_DIR,
    databaseUrl: env.DATABASE_URL,
    directDatabaseUrl: env.DIRECT_DATABASE_URL,
    log: console.log,
  });
  try {
    const applied = await migrateDatabase(database.directUrl, { log: console.log });
    console.log(applied.length > 0 ? `${applied.length} migrations applied` : 'The database is up to date.');
    return 0;
  } finally {
    await database.release();
  }
}

await runProgram(main);
