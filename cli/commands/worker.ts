import { Command } from 'commander';
import { readEnvironment } from '../../lib/config/env';
import { migrateDatabase } from '../../prisma/migrate';
import { workerChild } from '../../supervisor/children';
import { startChild } from '../../supervisor/managed-child';
import { openConfiguredDatabase } from '../../supervisor/open-installation';
import { drainOne, listAll, resumeOne } from '../manage-workers';
import { parseCount } from '../option-values';
import type { Output } from '../output';
import type { Terminal } from '../terminal';

export function workerCommand(terminal: Terminal): Command {
  const command = new Command('worker')
    .option(
      '--slots <n>',
      'rows at the same time (default: FURROW_WORKER_SLOTS, or from the processors)',
      parseCount,
    )
    .action((options: { slots?: number }) => terminal.answer(() => runWorker(terminal, options.slots)));
  command
    .command('list')
    .description('workers of the last 24 hours, what they do, and what waits for them')
    .action(() => terminal.answer(() => listAll(terminal)));
  command
    .command('drain')
    .description('have a worker take no more rows; it stays until it is resumed or ended')
    .argument('<id>')
    .action((id: string) => terminal.answer(() => drainOne(terminal, id)));
  command
    .command('resume')
    .description('let a drained worker take rows again')
    .argument('<id>')
    .action((id: string) => terminal.answer(() => resumeOne(terminal, id)));
  return command;
}

async function runWorker(terminal: Terminal, slots: number | undefined): Promise<Output> {
  const env = readEnvironment();
  const database = await openConfiguredDatabase(env, terminal.log);
  try {
    await migrateDatabase(database.directUrl, { log: terminal.log });
    const spec = workerChild(env, database);
    const childEnv = slots === undefined ? spec.env : { ...spec.env, FURROW_WORKER_SLOTS: String(slots) };
    const worker = startChild({ ...spec, env: childEnv, log: terminal.log });
    const signal = await nextStopSignal();
    terminal.log('The worker ends: it lets its rows end, or gives them back.');
    await worker.stop();
    return { json: { ended_by: signal }, text: 'The worker has ended.' };
  } finally {
    await database.release();
  }
}

function nextStopSignal(): Promise<string> {
  return new Promise((resolve) => {
    // Stay installed: a second Ctrl-C must not end this process before its worker.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(signal));
  });
}
