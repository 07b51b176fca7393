import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { PgBoss } from 'pg-boss';
import { ensureQueues } from '../lib/background/queues';
import { ConflictError } from '../lib/domain/errors';

// The same key as Prisma's own `migrate deploy`, so that the two exclude each other.
const advisoryLockKey = 72_707_369;
const migrationsFolder = fileURLToPath(new URL('migrations', import.meta.url));

const historyTable = `create table if not exists _prisma_migrations (
  id varchar(36) primary key not null,
  checksum varchar(64) not null,
  finished_at timestamptz,
  migration_name varchar(255) not null,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz not null default now(),
  applied_steps_count integer not null default 0
)`;

type Migration = { readonly name: string; readonly sql: string; readonly checksum: string };
type AppliedMigration = {
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished_at: Date | null;
  readonly logs: string | null;
};
export type MigrateOptions = {
  readonly log?: (line: string) => void;
  /** Holds `<name>/migration.sql`; only tests use another than prisma/migrations. */
  readonly folder?: string;
};

/**
 * Brings a database to this version's schema: our migrations in order, then pg-boss's schema and queues. Runs that
 * come at the same time wait for each other. Needs a direct connection (the lock belongs to the session).
 * @returns the names of the migrations applied now.
 * @throws ConflictError when the database and prisma/migrations do not agree; then nothing was changed.
 */
export async function migrateDatabase(url: string, options: MigrateOptions = {}): Promise<string[]> {
  const log = options.log ?? (() => {});
  const migrations = await readMigrations(options.folder ?? migrationsFolder);
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [advisoryLockKey]);
    await client.query(historyTable);
    const pending = pendingMigrations(migrations, await readHistory(client));
    for (const migration of pending) {
      await applyMigration(client, migration);
      log(`applied ${migration.name}`);
    }
    await migrateBackgroundQueue(url);
    return pending.map((migration) => migration.name);
  } finally {
    await client.end();
  }
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

async function readHistory(client: Client): Promise<AppliedMigration[]> {
  const { rows } = await client.query<AppliedMigration>(
    `select migration_name, checksum, finished_at, logs from _prisma_migrations
     where rolled_back_at is null order by started_at`,
  );
  return rows;
}

/** What remains to be applied, after checking that everything applied before is what the files say. */
function pendingMigrations(migrations: Migration[], history: AppliedMigration[]): Migration[] {
  const files = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const applied of history) {
    const name = applied.migration_name;
    const file = files.get(name);
    if (!file) {
      throw refused(
        'migration_unknown',
        name,
        'was applied by a newer version. Update Furrow, or use another database',
      );
    }
    if (applied.finished_at === null) {
      const reason = applied.logs?.split('\n')[0] ?? 'it was interrupted';
      const repair = `correct the cause, then: npx prisma migrate resolve --rolled-back ${name}`;
      throw refused('migration_failed', name, `failed before (${reason}). To try again, ${repair}`);
    }
    if (applied.checksum !== file.checksum) {
      const repair = 'Restore the file; a change of the schema is a new migration';
      throw refused('migration_changed', name, `was changed after it had been applied. ${repair}`);
    }
  }
  const done = new Set(history.map((applied) => applied.migration_name));
  return migrations.filter((migration) => !done.has(migration.name));
}

/** One simple query is one transaction, so a failed migration leaves nothing but its row with the reason. */
async function applyMigration(client: Client, migration: Migration): Promise<void> {
  const id = randomUUID();
  await client.query('insert into _prisma_migrations (id, checksum, migration_name) values ($1, $2, $3)', [
    id,
    migration.checksum,
    migration.name,
  ]);
  try {
    await client.query(migration.sql);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    await client.query('update _prisma_migrations set logs = $2 where id = $1', [id, reason]);
    throw refused('migration_failed', migration.name, `failed: ${reason}. Nothing of it was applied`);
  }
  await client.query(
    'update _prisma_migrations set finished_at = clock_timestamp(), applied_steps_count = 1 where id = $1',
    [id],
  );
}

async function migrateBackgroundQueue(url: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: url,
    schema: 'pgboss',
    max: 1,
    supervise: false,
    schedule: false,
  });
  const failure = new Promise<never>((_resolve, reject) => boss.once('error', reject));
  try {
    await Promise.race([boss.start(), failure]);
    await ensureQueues(boss);
  } finally {
    await boss.stop({ graceful: false });
  }
}

function refused(code: string, name: string, what: string): ConflictError {
  return new ConflictError(code, `Migration ${name} ${what}.`, { migration: name });
}
