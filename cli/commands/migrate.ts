import { Command } from 'commander';
import { readEnvironment } from '../../lib/config/env';
import { migrateDatabase } from '../../prisma/migrate';
import { openConfiguredDatabase } from '../../supervisor/open-installation';
import type { Output } from '../output';
import type { Terminal } from '../terminal';

export function migrateCommand(terminal: Terminal): Command {
  return new Command('migrate').action(() => terminal.answer(() => migrate(terminal)));
}

async function migrate(terminal: Terminal): Promise<Output> {
  const database = await openConfiguredDatabase(readEnvironment(), terminal.log);
  try {
    const applied = await migrateDatabase(database.directUrl, { log: terminal.log });
    const text = applied.length > 0 ? `${applied.length} migrations applied` : 'The database is up to date.';
    return { json: { applied }, text };
  } finally {
    await database.release();
  }
}
