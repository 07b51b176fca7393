import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BatchView } from '@/lib/services/batches/batch-view';
import { createBatch } from '@/lib/services/batches/create-batch';
import { getBatch } from '@/lib/services/batches/get-batch';
import { importBatch } from '@/lib/services/batches/import-batch';
import { createCheck } from '@/lib/services/checks/create-check';
import { getCheck } from '@/lib/services/checks/get-check';
import { listCheckRows } from '@/lib/services/checks/list-check-rows';
import { runCheck } from '@/lib/services/checks/run-check';
import { editUploadRow } from '@/lib/services/uploads/edit-upload-row';
import { afterQuery } from '@/tests/support/after-query';
import {
  addAutomation,
  completeRows,
  exclusionsOf,
  importedBatch,
  madeCheck,
  readyUpload,
} from '@/tests/support/check-support';
import { openServiceContext, type ServiceContext } from '@/tests/support/service-context';

let test: ServiceContext;
let automation: string;
beforeAll(async () => {
  test = await openServiceContext();
  automation = await addAutomation(
    test.context,
    'people',
    '  id: { type: integer }\n  mail: { type: email }',
  );
});
afterAll(() => test.close());

const MIXED =
  'id,mail\n1,a@example.org\n\nx,a@example.org\n3,no\n4,a@example.org\n5,a@example.org\n6,a@example.org\n';

function addsUp(batch: BatchView): boolean {
  return batch.fileRows === batch.totalJobs + batch.excludedRows + batch.emptyRows;
}

describe('an import', () => {
  it('accounts for every row, and leaves out exactly what the check calls invalid', async () => {
    const uploadId = await readyUpload(test.context, MIXED);
    const earlier = await importedBatch(test.context, {
      ...{ uploadId, automation, rows: 'valid' as const },
      settings: { key_column: 'id' },
    });
    await completeRows(test.context, earlier.id, [5]);
    await editUploadRow(test.context, { uploadId, rowIndex: 3, dropped: true });
    const check = await madeCheck(test.context, { uploadId, automation, keyColumn: 'id' });
    const batch = await importedBatch(test.context, {
      ...{ uploadId, automation, rows: 'valid' as const, limit: 1 },
      settings: { key_column: 'id', skip_done: true },
    });
    expect(batch).toMatchObject({ state: 'ready', fileRows: 7, emptyRows: 1, totalJobs: 1, excludedRows: 5 });
    expect([addsUp(batch), addsUp(earlier)]).toEqual([true, true]);
    expect(await exclusionsOf(test.context, batch.id)).toEqual({
      ...{ 1: 'invalid', 2: 'invalid', 3: 'dropped', 4: 'beyond_limit', 5: 'already_completed' },
    });
    const { items } = await listCheckRows(test.context, { uploadId, checkId: check.id });
    const invalid = items.filter((row) => row.problems.some(({ severity }) => severity === 'error'));
    expect(invalid.map((row) => row.rowIndex)).toEqual([1, 2]);
    expect(check).toMatchObject({
      fileRows: 6,
      invalidCount: 2,
      droppedCount: 1,
      runnableCount: 3,
      doneCount: 1,
    });
  });

  it('of all rows fails when some cannot run, counting them and naming the first', async () => {
    const rows = Array.from({ length: 1500 }, (_, n) => `${n},${n % 2 ? 'no' : 'a@example.org'}`);
    const uploadId = await readyUpload(test.context, `id,mail\n${rows.join('\n')}\n`);
    const batch = await importedBatch(test.context, { uploadId, automation });
    expect(batch).toMatchObject({ state: 'failed', totalJobs: 0 });
    expect(batch.reasonText).toMatch(
      /^750 rows cannot run: row 2 \(line 3\): mail is no e-mail address; row 4/,
    );
    expect(batch.reasonText).toContain('and 745 more. Mend them, or run only the valid rows.');
    expect(addsUp(batch)).toBe(true);
    expect(await exclusionsOf(test.context, batch.id)).toEqual({});
  });

  it('without any row left fails, with every row accounted for', async () => {
    const uploadId = await readyUpload(test.context, 'id,mail\nx,no\n\ny,no\n');
    const batch = await importedBatch(test.context, { uploadId, automation, rows: 'valid' });
    expect(batch).toMatchObject({ state: 'failed', fileRows: 3, excludedRows: 2, emptyRows: 1 });
    expect(batch.reasonText).toContain('every row is left out');
  });

  it('sees edits that come while it runs, in rows it has passed already', async () => {
    const uploadId = await readyUpload(test.context, MIXED);
    const { id } = await createBatch(test.context, { uploadId, automation, rows: 'valid' });
    const meanwhile = afterQuery(test.context, 'read-upload-rows', async () => {
      await editUploadRow(test.context, { uploadId, rowIndex: 0, rowData: { mail: 'broken' } });
      await editUploadRow(test.context, { uploadId, rowIndex: 2, rowData: { mail: 'b@example.org' } });
      await editUploadRow(test.context, { uploadId, rowIndex: 3, dropped: true });
    });
    await importBatch(meanwhile, { batchId: id });
    const batch = await getBatch(test.context, { batchId: id });
    expect(await exclusionsOf(test.context, id)).toEqual({ 0: 'invalid', 1: 'invalid', 3: 'dropped' });
    expect(batch).toMatchObject({ state: 'ready', totalJobs: 3 });
    expect(addsUp(batch)).toBe(true);
  });

  it('begun twice gives one set of jobs: the one that was overtaken stops', async () => {
    const uploadId = await readyUpload(test.context, MIXED);
    const { id } = await createBatch(test.context, { uploadId, automation, rows: 'valid' });
    const overtaken = afterQuery(test.context, 'read-upload-rows', async () => {
      await importBatch(test.context, { batchId: id });
    });
    await importBatch(overtaken, { batchId: id });
    const batch = await getBatch(test.context, { batchId: id });
    expect(batch).toMatchObject({ state: 'ready', totalJobs: 4, excludedRows: 2 });
    expect(batch.counts.pending).toBe(4);
  });

  it('whose process dies as soon as the jobs are there has started the batch that was to start', async () => {
    const uploadId = await readyUpload(test.context, MIXED);
    const { id } = await createBatch(test.context, { uploadId, automation, rows: 'valid', start: true });
    const killed = afterQuery(test.context, 'notify-batch', () => Promise.reject(new Error('killed')));
    await expect(importBatch(killed, { batchId: id })).rejects.toThrow('killed');
    // Somebody else takes the message up.
    await importBatch(test.context, { batchId: id });
    const batch = await getBatch(test.context, { batchId: id });
    expect(batch).toMatchObject({ state: 'running', totalJobs: 4 });
  });
});

describe('a check', () => {
  it('sees edits that come while it runs, in rows it has passed already', async () => {
    const uploadId = await readyUpload(test.context, MIXED);
    const { id } = await createCheck(test.context, { uploadId, automation, keyColumn: 'id' });
    const meanwhile = afterQuery(test.context, 'read-upload-rows', async () => {
      await editUploadRow(test.context, { uploadId, rowIndex: 0, rowData: { mail: 'broken', id: '4' } });
      await editUploadRow(test.context, { uploadId, rowIndex: 1, dropped: true });
    });
    await runCheck(meanwhile, { checkId: id });
    const check = await getCheck(test.context, { uploadId, checkId: id });
    expect(check).toMatchObject({
      ...{ state: 'done', invalidCount: 2, droppedCount: 1, duplicateCount: 1, runnableCount: 3 },
    });
  });

  it('that was interrupted starts over, and one that was overtaken stops', async () => {
    const uploadId = await readyUpload(test.context, MIXED);
    const { id } = await createCheck(test.context, { uploadId, automation });
    const killed = afterQuery(test.context, 'read-upload-rows', () => Promise.reject(new Error('killed')));
    await expect(runCheck(killed, { checkId: id })).rejects.toThrow('killed');
    expect(await getCheck(test.context, { uploadId, checkId: id })).toMatchObject({ state: 'checking' });
    const overtaken = afterQuery(test.context, 'read-upload-rows', () =>
      runCheck(test.context, { checkId: id }),
    );
    await runCheck(overtaken, { checkId: id });
    expect(await getCheck(test.context, { uploadId, checkId: id })).toMatchObject({
      ...{ state: 'done', checkedRows: 6, invalidCount: 2, runnableCount: 4 },
    });
  });
});
