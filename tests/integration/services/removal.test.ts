import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connectDatabase } from '@/lib/db/connect';
import { newId } from '@/lib/db/new-id';
import { findDoneKeys } from '@/lib/db/sql/find-done-keys';
import { countUnconfirmed } from '@/lib/db/sql/list-unconfirmed';
import { markBatchDeleted } from '@/lib/db/sql/mark-batches-deleted';
import { getArtifact } from '@/lib/services/artifacts/get-artifact';
import { deleteBatch } from '@/lib/services/batches/delete-batch';
import { getBatch } from '@/lib/services/batches/get-batch';
import { listBatches } from '@/lib/services/batches/list-batches';
import type { Context } from '@/lib/services/context';
import { getOperation } from '@/lib/services/operations/get-operation';
import { workOffOperation } from '@/lib/services/operations/work-off-operation';
import { exportBatch } from '@/lib/services/results/export-batch';
import { applyRetention } from '@/lib/services/retention/apply-retention';
import { removeDeleted } from '@/lib/services/retention/remove-deleted';
import { createShare } from '@/lib/services/shares/create-share';
import { findShare } from '@/lib/services/shares/open-share';
import { revokeShare } from '@/lib/services/shares/revoke-share';
import { getUpload } from '@/lib/services/uploads/find-upload';
import { StorageError } from '@/lib/storage/storage-error';
import { tsxArguments } from '@/supervisor/tsx-arguments';
import { agedBatch } from '@/tests/support/aged-batch';
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
const automationOf = async (batchId: string) =>
  (await context.db.prisma.batch.findUniqueOrThrow({ where: { id: batchId } })).automationId ?? '';
const idsLeft = async () => (await context.db.prisma.batch.findMany()).map(({ id }) => id).sort();
const deletions = (entity: string) =>
  context.db.prisma.auditEvent.findMany({ where: { entity, action: `${entity}.delete` } });

async function keepHouse(with_: Context = context) {
  const applied = await applyRetention(with_);
  return { ...applied, removed: await removeDeleted(with_) };
}

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
    expect(await rowsLeft(context.db.pool)).toBe(0);
    expect(await findDoneKeys(context.db.pool, [question])).toEqual(done);
  });

  it('is shown by no link and no count, and no change of its rows goes on; what may have been sent stays known', async () => {
    const id = await agedBatch(context, { days: 1, unconfirmed: [0, 1] });
    const { share, token } = await createShare(context, { batchId: id });
    const operationId = newId();
    const decision = { status: 'pending', by: { actorType: 'system', actorId: null, actorName: 'test' } };
    await sql(
      `insert into batch_operation (id, batch_id, kind, selection, total, resolution)
       values ($1, $2, 'resolve', '{"states": ["unconfirmed"]}', 2, $3)`,
      ...[operationId, id, JSON.stringify(decision)],
    );
    await sql(
      'insert into job_verification (batch_id, row_index, due_at, no_counts_from) values ($1, 0, now(), now())',
      id,
    );
    expect(await countUnconfirmed(context.db.pool)).toMatchObject({ unconfirmedCount: 2, askedCount: 1 });
    // Claimed in the moment of the deletion.
    await sql(`update job set state = 'running' where batch_id = $1 and row_index = 2`, id);
    expect(await markBatchDeleted(context.db.pool, id, ['finished'])).toMatchObject({ id });

    const nothing = { batchCount: 0, unconfirmedCount: 0, askedCount: 0 };
    expect(await countUnconfirmed(context.db.pool)).toEqual(nothing);
    await expect(findShare(context, token)).rejects.toMatchObject({ code: 'share_not_found' });
    const revoking = revokeShare(context, { shareId: share.id });
    await expect(revoking).rejects.toMatchObject({ code: 'share_not_found' });
    const operation = getOperation(context, { operationId });
    await expect(operation).rejects.toMatchObject({ code: 'operation_not_found' });
    await workOffOperation(context, { operationId });
    await removeDeleted(context);
    const kept = await context.db.prisma.doneKey.findMany({ orderBy: { rowIndex: 'asc' } });
    expect(kept.map((key) => [key.rowIndex, key.isConfirmed])).toEqual([0, 1, 2].map((row) => [row, false]));
  });

  it('is gone for whoever deleted it, though the file storage is away', async () => {
    const id = await agedBatch(context, { days: 1, files: [0] });
    const storage: Context['storage'] = {
      ...context.storage,
      delete: () => Promise.reject(new StorageError('unreachable', 'The store is away.', null)),
    };
    await deleteBatch({ ...context, storage }, { batchId: id });
    await expect(getBatch(context, { batchId: id })).rejects.toMatchObject({ code: 'batch_not_found' });
    const [event, ...more] = await deletions('batch');
    expect(event).toMatchObject({ actorName: 'test', entityId: id, batchId: id, details: { rows: 3 } });
    expect(more).toEqual([]);
    const waiting = await sql(`select from pgboss.job where name = 'remove-deleted' and state = 'created'`);
    expect(waiting.rowCount).toBe(1);
    expect(await removeDeleted(context)).toMatchObject({ batches: 1, rows: 3 });
    expect(await test.storedFiles()).toEqual([]);
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
    expect(await rowsLeft(context.db.pool)).toBe(0);
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
    expect(await rowsLeft(context.db.pool)).toBe(0);
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
