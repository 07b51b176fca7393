import './require-node';
import { join } from 'node:path';
import { type Environment, isStartedByNpm, readEnvironment } from '../lib/config/env';
import { migrateDatabase } from '../prisma/migrate';
import { lanAddress, loopbackHost } from './addresses';
import { buildWeb, isBuildNeeded, projectFolder, requireDashboard } from './build';
import { practiceChild, webChild, workerChild } from './children';
import { restartOnChanges } from './dev-reload';
import { prepareInstallation } from './first-run';
import { installBrowser } from './install-browser';
import { type ManagedChild, startChild } from './managed-child';
import { type OpenDatabase, openDatabase } from './open-database';
import { prefixed, print, step } from './progress';
import { runProgram } from './run-program';
import { listenForStop, type StopRequest } from './stop-signals';
import { requireFreePort, waitForAnswer } from './wait-for-port';
import { warnOfSettings } from './warn-of-settings';

const webAnswersWithinMs = 60_000;

/** `npm start` and `npm run dev`: everything on one machine, stopped together. */
async function main(): Promise<number> {
  requireDashboard();
  const isDev = process.argv.includes('--dev');
  const env = readEnvironment();
  warnOfSettings(env);
  const children: ManagedChild[] = [];
  const stop = listenForStop(isStartedByNpm(), () => {
    for (const child of children) child.killNow();
    process.exit(130);
  });
  await requireFreePort('PORT', env.PORT, env.FURROW_HOST);
  await requireFreePort('FURROW_PRACTICE_PORT', env.FURROW_PRACTICE_PORT, '127.0.0.1');
  print('Furrow starts');
  const database = await step('database', () => openConfiguredDatabase(env));
  try {
    await prepare(env, database, isDev, stop);
    if (!stop.isRequested()) await run(env, database, isDev, children, stop);
    return 0;
  } catch (error) {
    // What breaks off because somebody stopped it is no failure.
    if (stop.isRequested()) return 0;
    throw error;
  } finally {
    await stopInOrder(children, database);
  }
}

function openConfiguredDatabase(env: Environment): Promise<OpenDatabase> {
  return openDatabase({
    dataDir: env.FURROW_DATA_DIR,
    databaseUrl: env.DATABASE_URL,
    directDatabaseUrl: env.DIRECT_DATABASE_URL,
    log: prefixed('database'),
  });
}

async function prepare(
  env: Environment,
  database: OpenDatabase,
  isDev: boolean,
  stop: StopRequest,
): Promise<void> {
  await step('migrations', () => migrateDatabase(database.directUrl, { log: prefixed('migrate') }));
  const usesRemoteBrowsers = env.FURROW_BROWSER_WS.length > 0;
  await Promise.all([
    usesRemoteBrowsers ? null : installBrowser(prefixed('browser'), stop.signal),
    isDev ? null : buildIfNeeded(stop),
  ]);
}

async function buildIfNeeded(stop: StopRequest): Promise<void> {
  if (!(await isBuildNeeded())) return;
  await step('building the dashboard (about a minute)', () => buildWeb(stop.signal));
}

/** Runs until somebody asks to stop. */
async function run(
  env: Environment,
  database: OpenDatabase,
  isDev: boolean,
  children: ManagedChild[],
  stop: StopRequest,
): Promise<void> {
  const web = startChild(webChild(env, database, isDev));
  const worker = startChild(workerChild(env, database));
  children.push(worker, web, startChild(practiceChild(env)));
  if (isDev) restartOnChanges(worker, [join(projectFolder, 'worker'), join(projectFolder, 'lib')]);
  const health = `http://${loopbackHost(env)}:${env.PORT}/api/health/live`;
  const answered = await waitForAnswer(health, webAnswersWithinMs, stop.isRequested);
  if (stop.isRequested()) return;
  if (!answered) print('The dashboard does not answer yet; see the lines of "web" above.');
  const publicUrl = env.FURROW_PUBLIC_URL ?? `http://localhost:${env.PORT}`;
  const setupUrl = await prepareInstallation(env, database, publicUrl);
  print(`\nFurrow is ready: ${publicUrl}${env.FURROW_PUBLIC_URL ? '' : lanAddress(env)}`);
  if (setupUrl) print(`First start: create the administrator at ${setupUrl}`);
  print('Ctrl-C stops everything.\n');
  await stop.requested;
}

/** Worker first, while it can still give its rows back; the database last. */
async function stopInOrder(children: readonly ManagedChild[], database: OpenDatabase): Promise<void> {
  if (children.length > 0) print('\nFurrow stops: worker, web, database');
  for (const child of children) await child.stop();
  await database.release();
  print('Furrow has stopped.');
}

await runProgram(main);
