import { randomBytes, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { extract, pack } from 'tar-stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnvironment } from '@/lib/config/env';
import { listBackupTables } from '@/lib/db/sql/backup-tables';
import { claimJob } from '@/lib/db/sql/claim-job';
import { reclaimLostLanes } from '@/lib/db/sql/reclaim-lanes';
import { takeLane } from '@/lib/db/sql/take-lane';
import { addRowArtifact } from '@/lib/services/artifacts/add-row-artifact';
import { replaceFiles } from '@/lib/services/backup/replace-files';
import { restoreBackup } from '@/lib/services/backup/restore-backup';
import { writeBackup } from '@/lib/services/backup/write-backup';
import { getBatch } from '@/lib/services/batches/get-batch';
import type { Context } from '@/lib/services/context';
import { updateJobStatus } from '@/lib/services/jobs/update-job-status';
import type { ArtifactStore } from '@/lib/storage/artifact-store';
import { createDiskStore } from '@/lib/storage/disk-store';
import { openArtifactStore } from '@/lib/storage/open-artifact-store';
import { addWorker } from '@/tests/support/attempt-records';
import { type S3Server, startS3Server } from '@/tests/support/s3/s3-server';
import { seedBatch } from '@/tests/support/seed-batch';
import { openServiceContext, type ServiceContext } from '@/tests/support/service-context';

const CONTENT = randomBytes(300_000);

let folder: string;
let source: ServiceContext;
let target: ServiceContext;
let backup: string;
let batchId: string;
let storageKey: string;
let s3: S3Server;
beforeAll(async () => {
  s3 = await startS3Server();
  folder = await mkdtemp(join(tmpdir(), 'furrow-backup-'));
  [source, target] = [await openServiceContext(), await openServiceContext()];
  const context = at(source, 'source');
  batchId = await seedBatch(context.db, { rows: 30, isStarted: false });
  const { runId } = await context.db.prisma.batch.findUniqueOrThrow({ where: { id: batchId } });
  await updateJobStatus(context, { jobId: `${runId}_0001`, status: 'completed' });
  ({ storageKey } = await addRowArtifact(context, {
    jobId: `${runId}_0002`,
    type: 'note',
    content: CONTENT,
    extension: 'bin',
  }));
  backup = join(folder, 'backup.tar.gz');
  const input = { secretKey: 'k'.repeat(40), version: '1.2.3' };
  await writeBackup(context, { ...input, output: createWriteStream(backup) });
});
afterAll(async () => {
  await source?.close();
  await target?.close();
  await s3?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** The files of the source are on the disk, those of the target in S3: a backup takes them from one to the other. */
function at(opened: ServiceContext, name: 'source' | 'target'): Context {
  const storage =
    name === 'source'
      ? createDiskStore(join(folder, name))
      : openArtifactStore(readEnvironment({ ...s3.environment, FURROW_DATA_DIR: folder }));
  return { ...opened.context, storage };
}

const restore = (path: string, isForced = false) => restoreBackup(at(target, 'target'), { path, isForced });

async function keysOf(store: ArtifactStore): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of store.list()) keys.push(key);
  return keys.sort();
}

/** Rows of each table, triggers that are on, and references: what a restore must leave as it is. */
async function stateOf({ db }: Context): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  const count = async (name: string, sql: string) => {
    counts[name] = Number((await db.pool.query(`select count(*) from ${sql}`)).rows[0].count);
  };
  for (const { name } of await listBackupTables(db.pool))
    await count(
      name,
      name
        .split('.')
        .map((part) => `"${part}"`)
        .join('.'),
    );
  await count('triggers', `pg_trigger where not tgisinternal and tgenabled = 'O'`);
  await count(
    'references',
    `pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and convalidated`,
  );
  return counts;
}

/** The backup with its entries changed. */
async function altered(
  name: string,
  change: (entry: { name: string; bytes: Buffer }) => { name: string; bytes: Buffer },
) {
  const reading = extract();
  const writing = pack();
  const path = join(folder, name);
  const written = pipeline(writing, createGzip(), createWriteStream(path));
  const fed = pipeline(createReadStream(backup), createGunzip(), reading);
  for await (const entry of reading) {
    const changed = change({ name: entry.header.name, bytes: await buffer(entry) });
    writing.entry({ name: changed.name }, changed.bytes);
  }
  writing.finalize();
  await Promise.all([fed, written]);
  return path;
}

describe('a backup', () => {
  it('that is damaged, cut off or hostile changes nothing', async () => {
    const before = await stateOf(target.context);
    const whole = await readFile(backup);
    const cut = join(folder, 'cut.tar.gz');
    await writeFile(cut, whole.subarray(0, whole.length / 2));
    const tampered = await altered('tampered.tar.gz', ({ name, bytes }) =>
      name.startsWith('storage/') ? { name, bytes: Buffer.alloc(bytes.length) } : { name, bytes },
    );
    const climbing = await altered('climbing.tar.gz', ({ name, bytes }) => ({
      name: name.startsWith('storage/') ? 'storage/../../evil' : name,
      bytes,
    }));
    const foreign = await altered('foreign.tar.gz', ({ name, bytes }) => ({
      name: name.replace('database/job/', 'database/pg_authid/'),
      bytes,
    }));
    const text = join(folder, 'text.tar.gz');
    await writeFile(text, 'no archive');
    for (const path of [cut, tampered, climbing, foreign, text]) {
      await expect(restore(path), path).rejects.toMatchObject({ code: 'backup_invalid' });
    }
    await expect(restore(join(folder, 'nowhere'))).rejects.toMatchObject({ code: 'backup_not_found' });
    const { pool } = target.context.db;
    await pool.query(
      `update _prisma_migrations set migration_name = '9_later' where migration_name like '%_metrics'`,
    );
    await expect(restore(backup)).rejects.toMatchObject({ code: 'backup_version' });
    await pool.query(
      `update _prisma_migrations set migration_name = '20261126041000_metrics' where migration_name = '9_later'`,
    );
    expect((await readdir(folder)).includes('evil')).toBe(false);
    expect(await stateOf(target.context)).toEqual(before);
  });

  it('brings back rows, summary and files, with the schema as it was; a second time only by force', async () => {
    const restored = await restore(backup);
    expect(restored).toMatchObject({
      secretKey: 'k'.repeat(40),
      meta: { furrow: '1.2.3' },
      counts: { files: 1 },
    });
    expect(await stateOf(target.context)).toEqual(await stateOf(source.context));
    const there = at(target, 'target');
    expect(await getBatch(there, { batchId })).toEqual(await getBatch(at(source, 'source'), { batchId }));
    expect(Buffer.compare(await buffer(there.storage.open(storageKey)), CONTENT)).toBe(0);

    await expect(restore(backup)).rejects.toMatchObject({ code: 'installation_not_empty' });
    await there.storage.put('artifacts/of-before/0/1.png', Buffer.from('x'));
    await restore(backup, true);
    expect(await stateOf(target.context)).toEqual(await stateOf(source.context));
    expect([...s3.bucket.objects.keys()]).toEqual([storageKey]);

    const back = join(folder, 'back.tar.gz');
    const output = createWriteStream(back);
    await writeBackup(there, { secretKey: null, version: '1.2.3', output });
    expect(await restore(back, true)).toMatchObject({ counts: { files: 1, stored: CONTENT.length } });
  });

  it.each([
    ['disk', () => createDiskStore(join(folder, 'replaced'))],
    ['s3', () => openArtifactStore(readEnvironment({ ...s3.environment, S3_PREFIX: 'replaced' }))],
  ])('replaces the files of a store all or none: %s', async (_kind, open) => {
    const store = open();
    for (const key of ['a/1/x', 'a/1/y', 'a/2/x']) await store.put(key, Buffer.from('before'));
    const failing = replaceFiles(store, async (put) => {
      for (const key of ['a/1/x', 'a/1/z', 'a/3/x']) await put(key, Buffer.from('before'));
      throw new Error('the database refused it');
    });
    await expect(failing).rejects.toThrow('refused');
    expect(await keysOf(store)).toEqual(['a/1/x', 'a/1/y', 'a/2/x']);
    await replaceFiles(store, (put) => put('a/1/x', Buffer.from('before')));
    expect(await keysOf(store)).toEqual(['a/1/x']);
    await store.delete('a/');
  });

  it('does not go on by itself: rows that ran after it would be submitted once more', async () => {
    const context = at(source, 'source');
    const running = await seedBatch(context.db, { rows: 3, settings: { concurrency: 2 } });
    await context.db.prisma.automationVersion.updateMany({ data: { effect: 'submit' } });
    const hold = await takeLane(context.db.pool, randomUUID());
    expect(hold && (await claimJob(context.db.pool, hold))).toMatchObject({ kind: 'claimed' });
    await context.db.prisma.schedule.create({
      data: {
        ...{ id: randomUUID(), name: 'Daily', cron: '0 6 * * *', timeZone: 'UTC', plan: {} },
        ...{ ownerName: 'test', nextDueAt: new Date() },
      },
    });
    const path = join(folder, 'running.tar.gz');
    await writeBackup(context, {
      ...{ secretKey: null, version: '1.2.3' },
      output: createWriteStream(path),
    });
    expect(await restore(path, true)).toMatchObject({ held: { batches: 1, schedules: 1 } });
    const there = at(target, 'target');
    await reclaimLostLanes(there.db.pool);
    expect(await takeLane(there.db.pool, randomUUID())).toBeNull();
    expect(await getBatch(there, { batchId: running })).toMatchObject({
      ...{ state: 'paused', counts: { unconfirmed: 1, pending: 2, running: 0 } },
      reasonText: expect.stringContaining('Restored from the backup of'),
    });
    expect(await there.db.prisma.schedule.findFirst()).toMatchObject({
      nextDueAt: null,
      pauseCode: 'person',
    });
  });

  it('is never restored beside a worker', async () => {
    const there = at(target, 'target');
    await addWorker(there.db);
    await expect(restore(backup, true)).rejects.toMatchObject({ code: 'installation_running' });
  });
});
