import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connectDatabase } from '@/lib/db/connect';
import { newId } from '@/lib/db/new-id';
import { findDoneKeys } from '@/lib/db/sql/find-done-keys';
import { countOldBatches } from '@/lib/db/sql/mark-batches-deleted';
import { getArtifact } from '@/lib/services/artifacts/get-artifact';
import { changeBatch } from '@/lib/services/batches/change-batch';
import { getBatch } from '@/lib/services/batches/get-batch';
import { listBatches } from '@/lib/services/batches/list-batches';
import type { Context } from '@/lib/services/context';
import { writeMetrics } from '@/lib/services/health/write-metrics';
import { resolveJobs } from '@/lib/services/jobs/resolve-jobs';
import { exportBatch } from '@/lib/services/results/export-batch';
import { applyRetention } from '@/lib/services/retention/apply-retention';
import { removeDeleted } from '@/lib/services/retention/remove-deleted';
import { createShare } from '@/lib/services/shares/create-share';
import { findShare } from '@/lib/services/shares/open-share';
import { getUpload } from '@/lib/services/uploads/find-upload';
import { tsxArguments } from '@/supervisor/tsx-arguments';
import { agedBatch } from '@/tests/support/aged-batch';
import { readExposition } from '@/tests/support/read-exposition';
import { openServiceContext, type ServiceContext } from '@/tests/support/service-context';

let test: ServiceContext;
let context: Context;
beforeAll(async () => {
  test = await openServiceContext();
  context = { ...test.context, retentionDays: 30 };
});
afterAll(() => test.close());

const sql = (text: string, ...values: unknown[]) => test.context.db.pool.query(text, values);
beforeEach(() =>
  sql('truncate batch, batch_event, upload, audit_event, done_key, metric_count, webhook cascade'),
);

const uploadOf = async (batchId: string) =>
  (await context.db.prisma.batch.findUniqueOrThrow({ where: { id: batchId } })).uploadId;
const automationOf = async (batchId: string) =>
  (await context.db.prisma.batch.findUniqueOrThrow({ where: { id: batchId } })).automationId ?? '';
const idsLeft = async () => (await context.db.prisma.batch.findMany()).map(({ id }) => id).sort();
const deletions = (entity: string) =>
  context.db.prisma.auditEvent.findMany({ where: { entity, action: `${entity}.delete` } });

/** Rows of every table that holds something of a batch or a file. */
async function rowsLeft(): Promise<number> {
  const tables = ['batch', 'job', 'attempt', 'attempt_detail', 'artifact', 'job_key', 'batch_bucket', 'lane'];
  const more = ['excluded_row', 'share', 'batch_event', 'upload', 'upload_row', 'webhook_delivery'];
  const counts = [...tables, ...more].map((table) => `(select count(*) from ${table})`);
  return Number((await sql(`select ${counts.join(' + ')} as n`)).rows[0].n);
}

async function keepHouse(with_: Context = context) {
  const applied = await applyRetention(with_);
  return { ...applied, removed: await removeDeleted(with_) };
}

describe('what is older than it is kept', () => {
  it('goes with all that belongs to it, says so in the audit and the metrics, and leaves the rest as it is', async () => {
    const old = await agedBatch(context, { days: 31, files: [0, 2] });
    await sql(
      `insert into batch_event (kind, batch_id, run_no, outcome) values ('batch_finished', $1, 1, 'completed')`,
      old,
    );
    await sql(
      `insert into webhook (id, name, url, format, events) values ($1, 'w', 'https://a.test', 'json', '{}')`,
      newId(),
    );
    await sql(
      `insert into webhook_delivery (id, webhook_id, event_id, type, body, state, attempts_left, ended_at)
       select gen_random_uuid(), w.id, e.id, 'batch.finished', '', 'delivered', 0, now() from webhook w, batch_event e`,
    );
    const young = await agedBatch(context, { days: 29, files: [1] });
    const [file] = await context.db.prisma.artifact.findMany({ where: { batchId: young } });
    const { token } = await createShare(context, { batchId: old });

    expect(await keepHouse({ ...context, retentionDays: undefined })).toMatchObject({
      batches: 0,
      uploads: 0,
    });
    expect(await countOldBatches(context.db.pool, 30)).toBe(1);
    expect(await keepHouse()).toEqual({
      ...{ batches: 1, uploads: 1, spared: { unconfirmed: 0, kept: 0 } },
      removed: { batches: 1, rows: 3, uploads: 1 },
    });

    expect(await idsLeft()).toEqual([young]);
    await expect(findShare(context, token)).rejects.toMatchObject({ code: 'share_not_found' });
    expect(await test.storedFiles()).toEqual([expect.stringContaining(file?.storageKey ?? 'none')]);
    expect(await getBatch(context, { batchId: young })).toMatchObject({ counts: { completed: 3 } });
    const [event] = await deletions('batch');
    expect(event).toMatchObject({
      ...{ actorType: 'system', actorName: 'retention', entityId: old, batchId: old },
      details: { name: 'Seeded', rows: 3, days: 30, ended_at: expect.any(String) },
    });
    expect(await deletions('upload')).toHaveLength(1);
    const series = readExposition(await writeMetrics(context));
    const sample = (what: string) =>
      series
        .get(`furrow_${what}_deleted_total`)
        ?.samples.get(`furrow_${what}_deleted_total{cause="retention"}`);
    expect(sample('batches')).toBe(1);
    expect(sample('uploads')).toBe(1);

    await keepHouse({ ...context, retentionDays: 28 });
    expect(await rowsLeft()).toBe(0);
    expect(await test.storedFiles()).toEqual([]);
  });

  it('is no batch that may go on, has rows to be decided, or that somebody keeps', async () => {
    const unclear = await agedBatch(context, { days: 99, unconfirmed: [1] });
    const kept = await agedBatch(context, { days: 99 });
    await changeBatch(context, { batchId: kept, keep: true });
    const others = await Promise.all(
      ['ready', 'running', 'paused', 'waiting', 'stopping', 'importing', 'failed'].map(async (state) => {
        const id = await agedBatch(context, { days: 99, rows: 1 });
        const reason = state === 'paused' || state === 'waiting' ? 'person' : null;
        await sql(
          'update batch set state = $2::batch_state, outcome = null, reason = $3::batch_reason where id = $1',
          ...[id, state, reason],
        );
        return id;
      }),
    );
    const changing = await agedBatch(context, { days: 99 });
    await sql(
      `insert into batch_operation (id, batch_id, kind, selection, total) values ($1, $2, 'retry', '{}', 1)`,
      ...[newId(), changing],
    );
    expect(await keepHouse()).toMatchObject({
      ...{ batches: 0, uploads: 0, spared: { unconfirmed: 1, kept: 1 } },
      removed: { batches: 0, uploads: 0 },
    });
    expect(await idsLeft()).toEqual([unclear, kept, changing, ...others].sort());
  });

  it('counts from the last decision, and from when nobody keeps it any more', async () => {
    const decided = await agedBatch(context, { days: 99, unconfirmed: [1] });
    expect(await getBatch(context, { batchId: decided })).toMatchObject({ deletesAt: null });
    await resolveJobs(context, { batchId: decided, rowIndexes: [1], status: 'completed' });
    const { deletesAt } = await getBatch(context, { batchId: decided });
    expect(Math.abs((deletesAt?.getTime() ?? 0) - Date.now() - 30 * 24 * 3600_000)).toBeLessThan(60_000);
    const kept = await agedBatch(context, { days: 31 });
    await changeBatch(context, { batchId: kept, keep: true });
    expect(await getBatch(context, { batchId: kept })).toMatchObject({
      keptAt: expect.any(Date),
      deletesAt: null,
    });
    expect((await keepHouse()).batches).toBe(0);
    const free = await changeBatch(context, { batchId: kept, keep: false });
    expect(free).toMatchObject({ keptAt: null, deletesAt: expect.any(Date) });
    expect(free.deletesAt?.getTime()).toBeLessThan(Date.now());
    expect((await keepHouse()).batches).toBe(1);
    expect(await idsLeft()).toEqual([decided]);
    const changes = await context.db.prisma.auditEvent.findMany({ where: { action: 'batch.change' } });
    expect(changes.map(({ details }) => details)).toEqual([{ keep: true }, { keep: false }]);
  });

  it('is no file that another batch, a schedule or somebody at work uses', async () => {
    const [first, second, alone, edited] = [
      await agedBatch(context, { days: 31 }),
      await agedBatch(context, { days: 5 }),
      await agedBatch(context, { days: 40 }),
      await agedBatch(context, { days: 40 }),
    ];
    const [shared, scheduled, atWork] = [
      await uploadOf(first),
      await uploadOf(alone),
      await uploadOf(edited),
    ];
    const former = await uploadOf(second);
    await sql('update batch set upload_id = $2 where id = $1', second, shared);
    await sql(
      `insert into schedule (id, name, cron, time_zone, upload_id, plan, owner_name, pause_code, pause_text)
       values ($1, 's', '0 0 * * *', 'UTC', $2, '{}', 'x', 'person', 'paused')`,
      ...[newId(), scheduled],
    );
    await sql(`insert into row_edit (upload_id, row_index, version, cells) values ($1, 0, 1, '{x}')`, atWork);
    await sql(`update upload set created_at = now() - interval '29 days' where id = $1`, former);
    expect(await keepHouse()).toMatchObject({ batches: 3, uploads: 0 });
    const left = await context.db.prisma.upload.findMany();
    expect(left.map(({ id }) => id).sort()).toEqual([shared, scheduled, atWork, former].sort());
    expect(await context.db.prisma.uploadRow.count({ where: { uploadId: shared } })).toBe(3);
  });
});

describe('what is being removed', () => {
  it('is not to be seen from the first moment, and takes no batch', async () => {
    const id = await agedBatch(context, { days: 31, files: [0] });
    const uploadId = await uploadOf(id);
    const artifact = await context.db.prisma.artifact.findFirstOrThrow({ where: { batchId: id } });
    await applyRetention(context);
    expect(await context.db.prisma.job.count({ where: { batchId: id } })).toBe(3);
    const question = { rowIndex: 7, key: 'key 2', automationId: await automationOf(id) };
    const done = [{ rowIndex: 7, batchId: id, batchName: null, doneRowIndex: 1, isConfirmed: true }];
    expect(await findDoneKeys(context.db.pool, [question])).toEqual(done);
    await expect(getBatch(context, { batchId: id })).rejects.toMatchObject({ code: 'batch_not_found' });
    await expect(getArtifact(context, { artifactId: artifact.id })).rejects.toMatchObject({
      code: 'artifact_not_found',
    });
    await expect(getUpload(context, { uploadId })).rejects.toMatchObject({ code: 'upload_not_found' });
    expect((await listBatches(context, { archived: 'include' })).items).toEqual([]);
    const again = sql(
      `insert into batch (id, run_id, name, upload_id, owner_name, settings, bindings)
       values ($1, 'r', 'n', $2, 'x', '{}', '{}')`,
      ...[newId(), uploadId],
    );
    await expect(again).rejects.toThrow('The file is being deleted.');
    await removeDeleted(context);
    expect(await rowsLeft()).toBe(0);
    expect(await findDoneKeys(context.db.pool, [question])).toEqual(done);
  });

  it('breaks off an export of it, which must not look whole', async () => {
    const batchId = await agedBatch(context, { rows: 1200, days: 31 });
    const { chunks } = await exportBatch(context, { batchId, format: 'csv' });
    const writing = chunks[Symbol.asyncIterator]();
    expect((await writing.next()).done).toBe(false);
    await keepHouse();
    const rest = async () => {
      while (!(await writing.next()).done);
    };
    await expect(rest()).rejects.toMatchObject({ code: 'batch_not_found' });
  });

  it('is removed once, with one line in the audit, when two workers are at it', async () => {
    for (let n = 0; n < 12; n += 1) await agedBatch(context, { days: 31, files: [n % 3] });
    const other = connectDatabase(context.db.url, { maxConnections: 3, applicationName: 'second-worker' });
    const [one, two] = await Promise.all([keepHouse(), keepHouse({ ...context, db: other })]);
    await other.close();
    expect([one.batches + two.batches, one.uploads + two.uploads]).toEqual([12, 12]);
    expect(await deletions('batch')).toHaveLength(12);
    expect(await rowsLeft()).toBe(0);
    expect(await test.storedFiles()).toEqual([]);
    expect(await context.db.prisma.doneKey.count()).toBe(3);
  });

  it('waits for another worker when this one ends', async () => {
    const id = await agedBatch(context, { rows: 1200, days: 31, files: [0] });
    await applyRetention(context);
    const ending = new AbortController();
    const storage: Context['storage'] = { ...context.storage, delete: async () => ending.abort() };
    const removing = removeDeleted({ ...context, storage, signal: ending.signal });
    await expect(removing).rejects.toThrow('aborted');
    expect(await context.db.prisma.job.count({ where: { batchId: id } })).toBe(200);
    expect(await removeDeleted(context)).toMatchObject({ batches: 1, rows: 200, uploads: 1 });
  });

  it('keeps no other from going when its files cannot be removed', async () => {
    const stuck = await agedBatch(context, { days: 31, files: [0] });
    await agedBatch(context, { days: 31 });
    const storage: Context['storage'] = {
      ...context.storage,
      delete: async (key) => {
        if (key.includes(stuck)) throw new Error('the store does not answer');
        await context.storage.delete(key);
      },
    };
    await applyRetention(context);
    await expect(removeDeleted({ ...context, storage })).rejects.toThrow('does not answer');
    expect(await idsLeft()).toEqual([stuck]);
    expect(await removeDeleted(context)).toMatchObject({ batches: 1, uploads: 1, rows: 3 });
    expect(await test.storedFiles()).toEqual([]);
  });

  it('goes on after a kill in the middle: nothing is half there, no key and no file is left over', async () => {
    const id = await agedBatch(context, { rows: 2500, days: 31, files: [3, 1500, 2400] });
    await applyRetention(context);
    await killRemoving([context.db.url, test.folder, `artifacts/${id}/1500/`]);

    const { prisma } = context.db;
    expect(await prisma.job.count({ where: { batchId: id } })).toBe(1500);
    expect([await prisma.jobKey.count(), await prisma.doneKey.count()]).toEqual([1500, 1000]);
    expect(await test.storedFiles()).toHaveLength(2);
    await expect(getBatch(context, { batchId: id })).rejects.toMatchObject({ code: 'batch_not_found' });

    expect(await removeDeleted(context)).toEqual({ batches: 1, rows: 1500, uploads: 1 });
    expect(await rowsLeft()).toBe(0);
    expect(await prisma.doneKey.count()).toBe(2500);
    expect(await test.storedFiles()).toEqual([]);
  });
});

const program = fileURLToPath(new URL('../../support/removing-program.ts', import.meta.url));

/** Starts a process that removes what was deleted, and kills it where it stands still. */
async function killRemoving(args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [...tsxArguments, program, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(child.stdout.setEncoding('utf8'), 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(line).toBe('there\n');
}
