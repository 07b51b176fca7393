import { resolveBatchConfig } from '../lib/config/batch-config';
import { readEnvironment } from '../lib/config/env';
import { settingsWithoutEffect } from '../lib/config/settings-without-effect';
import { BatchEngineError, ConfigurationError } from '../lib/domain/errors';
import { keepRowsYoung } from './background/keep-rows-young';
import { createLogger } from './log';
import { takeOwnFolder } from './own-folder';
import { type RunningWorker, startWorker } from './start-worker';

const EXIT_SYSTEM_FAILED = 3;

async function main(): Promise<void> {
  keepRowsYoung();
  const env = readEnvironment();
  const log = createLogger(resolveBatchConfig(env).logLevel);
  for (const { keys, text, advice } of settingsWithoutEffect(env))
    log.warn({ settings: keys }, `${text} ${advice}`);
  const databaseUrl = env.DATABASE_URL;
  if (!databaseUrl) {
    throw new ConfigurationError('DATABASE_URL is required: `npm start` sets it for its worker', {
      errors: [{ key: 'DATABASE_URL', message: 'is required' }],
    });
  }
  // Node would print the error's message, which may repeat a cell.
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'the worker ends: an error that nobody expected');
    process.exit(EXIT_SYSTEM_FAILED);
  });
  const directUrl = env.DIRECT_DATABASE_URL ?? databaseUrl;
  const worker = await startWorker({ env, databaseUrl, directUrl, log, ownFolder: takeOwnFolder() });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
    process.on(signal, () => void worker.drain());
  process.stdout.write(`${readyLine(worker, env.FURROW_EGRESS)}\n`);
  await worker.ended;
  process.stdout.write(`Worker ${worker.id} ended\n`);
}

function readyLine({ id, slots, browser }: RunningWorker, egress: 'on' | 'off'): string {
  const sandbox = browser.needsNoSandbox ? ', no sandbox: root' : '';
  const guard = egress === 'off' ? ', EGRESS GUARD OFF' : '';
  return `Worker ${id} ready: ${slots} slots, ${browser.kind} ${browser.version}${sandbox}${guard}`;
}

try {
  await main();
} catch (error) {
  const text =
    error instanceof BatchEngineError ? error.message : String(error instanceof Error ? error.stack : error);
  process.stderr.write(`${text}\n`);
  process.exitCode = EXIT_SYSTEM_FAILED;
}
