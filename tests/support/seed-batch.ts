import type { Database } from '@/lib/db/connect';
import { newId } from '@/lib/db/new-id';
import { insertAccounts } from '@/lib/db/sql/batch-accounts';
import { clearImport, insertJobs } from '@/lib/db/sql/import-jobs';
import { setImported, setReady } from '@/lib/db/sql/set-imported';
import { setRunning, wakeLanes } from '@/lib/db/sql/wake-batch';
import { type BatchSettingsInput, batchSettingsSchema } from '@/lib/domain/batch-settings';
import { bucketSize } from '@/lib/domain/buckets';

const SOURCE = 'version: 1\nname: seeded\n';

export interface SeedOptions {
  readonly rows: number;
  readonly settings?: BatchSettingsInput;
  readonly ownerId?: string;
  /** False: no worker takes its rows. Default true. */
  readonly isStarted?: boolean;
  /** The worker that alone may run the rows. */
  readonly onlyWorkerId?: string;
  /** Of the automation's base_url. */
  readonly host?: string;
  /** The rows' cells instead of "row 1", ...; by row number from 1, in SQL. */
  readonly cellSql?: string;
}

/** A running batch of `rows` one-column rows ("row 1", ...), made by the same operations as an import. */
export async function seedBatch(db: Database, options: SeedOptions): Promise<string> {
  const settings = batchSettingsSchema.parse(options.settings ?? {});
  const uploadId = newId();
  const automationId = await seedAutomation(db);
  await db.prisma.upload.create({
    data: {
      id: uploadId,
      filename: 'seed.csv',
      state: 'ready',
      storageKey: `uploads/${uploadId}`,
      headers: ['name'],
      rowCount: options.rows,
    },
  });
  await db.pool.query(
    `insert into upload_row (upload_id, row_index, line_number, cells)
     select $1, n - 1, n + 1, array[${options.cellSql ?? `'row ' || n`}] from generate_series(1, $2::int) n`,
    [uploadId, options.rows],
  );
  const id = newId();
  await db.prisma.batch.create({
    data: {
      id,
      runId: `20260101000000-${id.slice(-6)}`,
      name: 'Seeded',
      uploadId,
      automationId,
      automationVersion: 1,
      ownerId: options.ownerId ?? null,
      host: options.host ?? null,
      onlyWorkerId: options.onlyWorkerId ?? null,
      ownerName: 'test',
      settings,
      bindings: {},
      concurrency: settings.concurrency,
      priority: settings.priority,
    },
  });
  await clearImport(db.pool, id);
  await setImported(db.pool, id, {
    rowCount: options.rows,
    emptyCount: 0,
    bucketSize: bucketSize(options.rows),
  });
  await setReady(db.pool, id, await insertJobs(db.pool, id), {});
  if (settings.account_column) await insertAccounts(db.pool, id);
  if (options.isStarted === false) return id;
  await wakeLanes(db.pool, id);
  await setRunning(db.pool, id, ['ready']);
  return id;
}

async function seedAutomation(db: Database): Promise<string> {
  const found = await db.prisma.automation.findUnique({ where: { name: 'seeded' } });
  if (found) return found.id;
  const id = newId();
  await db.prisma.automation.create({ data: { id, name: 'seeded', title: 'Seeded', latestVersion: 1 } });
  await db.prisma.automationVersion.create({
    data: { automationId: id, version: 1, source: SOURCE, sha256: 'seed', effect: 'read' },
  });
  return id;
}
