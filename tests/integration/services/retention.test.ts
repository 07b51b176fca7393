import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '@/lib/db/new-id';
import { countOldBatches } from '@/lib/db/sql/mark-batches-deleted';
import { changeBatch } from '@/lib/services/batches/change-batch';
import { getBatch } from '@/lib/services/batches/get-batch';
import type { Context } from '@/lib/services/context';
import { writeMetrics } from '@/lib/services/health/write-metrics';
import { resolveJobs } from '@/lib/services/jobs/resolve-jobs';
import { applyRetention } from '@/lib/services/retention/apply-retention';
import { removeDeleted } from '@/lib/services/retention/remove-deleted';
import { createShare } from '@/lib/services/shares/create-share';
import { findShare } from '@/lib/services/shares/open-share';
import { agedBatch } from '@/tests/support/aged-batch';
import { readExposition } from '@/tests/support/read-exposition';
import { rowsLeft } from '@/tests/support/rows-left';
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
const _automationOf = async (batchId: string) =>
  (await context.db.prisma.batch.findUniqueOrThrow({ where: { id: batchId } })).automationId ?? '';
const idsLeft = async () => (await context.db.prisma.batch.findMany()).map(({ id }) => id).sort();
const deletions = (entity: string) =>
  context.db.prisma.auditEvent.findMany({ where: { entity, action: `${entity}.delete` } });

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
    expect(await rowsLeft(context.db.pool)).toBe(0);
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
    expect(await countOldBatches(context.db.pool, 30)).toBe(0);
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
