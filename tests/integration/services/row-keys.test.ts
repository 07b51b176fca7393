import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KEY_BLANKS, rowKey } from '@/lib/domain/row-key';
import { changeBatch } from '@/lib/services/batches/change-batch';
import { createBatch } from '@/lib/services/batches/create-batch';
import { getCheck } from '@/lib/services/checks/get-check';
import { listCheckRows } from '@/lib/services/checks/list-check-rows';
import { editRow } from '@/lib/services/jobs/edit-row';
import { editUploadRow } from '@/lib/services/uploads/edit-upload-row';
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
  automation = await addAutomation(test.context, 'orders', '  no: { type: string }\n  mail: { type: email }');
});
afterAll(() => test.close());

const csv = (...rows: string[]) => `no,mail\n${rows.map((row) => `${row},a@example.org\n`).join('')}`;

/** Row index -> first row with the same key, of the rows that a check calls repeated. */
async function repeats(uploadId: string, checkId: string): Promise<Record<number, number | null>> {
  const { items } = await listCheckRows(test.context, { uploadId, checkId, limit: 1000 });
  const found = await test.context.db.prisma.checkRow.findMany({
    where: { checkId, sameKeyRow: { not: null } },
    orderBy: { rowIndex: 'asc' },
  });
  expect(items.length).toBeGreaterThanOrEqual(found.length);
  return Object.fromEntries(found.map((row) => [row.rowIndex, row.sameKeyRow]));
}

describe('rows with the same key', () => {
  it('are found over the whole file; blanks around a key do not count, letters do', async () => {
    const uploadId = await readyUpload(test.context, csv('A', 'B', ' A', 'a', '"A\u00a0"', '""', '" "', 'B'));
    const check = await madeCheck(test.context, { uploadId, automation, keyColumn: 'no' });
    expect(await repeats(uploadId, check.id)).toEqual({ 2: 0, 4: 0, 7: 1 });
    expect(check).toMatchObject({ duplicateCount: 3, invalidCount: 2, runnableCount: 6 });
    const group = check.groups.find(({ code }) => code === 'duplicate_key');
    expect(group).toMatchObject({ message: '3 rows: no says the same as in an earlier row', firstRow: 3 });
    const { items } = await listCheckRows(test.context, { uploadId, checkId: check.id, group: group?.no });
    expect(items[2]?.problems[0]).toMatchObject({
      message: 'no says the same as in an earlier row, row 2',
      value: 'B',
    });
    expect(check.groups.find(({ code }) => code === 'key_missing')).toMatchObject({ rowCount: 2 });
  });

  it('follow every edit at once: of the first, of a repeat, a row left out and taken back', async () => {
    const uploadId = await readyUpload(test.context, csv('A', 'A', 'A', 'B', 'C'));
    const { id: checkId } = await madeCheck(test.context, { uploadId, automation, keyColumn: 'no' });
    const edit = (rowIndex: number, change: object) =>
      editUploadRow(test.context, { uploadId, rowIndex, ...change });
    expect(await repeats(uploadId, checkId)).toEqual({ 1: 0, 2: 0 });
    await edit(0, { rowData: { no: 'B' } });
    expect(await repeats(uploadId, checkId)).toEqual({ 2: 1, 3: 0 });
    await edit(1, { dropped: true });
    expect(await repeats(uploadId, checkId)).toEqual({ 3: 0 });
    await edit(4, { rowData: { no: 'B' } });
    expect(await repeats(uploadId, checkId)).toEqual({ 3: 0, 4: 0 });
    await edit(0, { restoreVersion: 0 });
    await edit(1, { dropped: false });
    expect(await repeats(uploadId, checkId)).toEqual({ 1: 0, 2: 0, 4: 3 });
    const updated = await getCheck(test.context, { uploadId, checkId });
    await test.context.db.prisma.uploadCheck.update({ where: { id: checkId }, data: { state: 'waiting' } });
    const fresh = await madeCheck(test.context, { uploadId, automation, keyColumn: 'no' });
    expect(fresh).toMatchObject({ id: checkId, duplicateCount: 3 });
    expect(updated.groups.map(({ no: _no, ...group }) => group)).toEqual(
      fresh.groups.map(({ no: _no, ...group }) => group),
    );
  });
});

describe('a key that an earlier batch completed', () => {
  it('is shown with the row that did it, and left out when the batch says so, whatever the version', async () => {
    const settings = { key_column: 'no' };
    const first = await readyUpload(test.context, csv('K-1', 'K-2', 'K-3'));
    const batch = await importedBatch(test.context, { uploadId: first, automation, name: 'First', settings });
    await completeRows(test.context, batch.id, [0, 2]);
    await addAutomation(
      test.context,
      automation,
      '  no: { type: string }\n  mail: { type: email, required: false }',
    );

    const uploadId = await readyUpload(test.context, csv('K-0', ' K-1', 'K-2', 'K-3', 'k-1'));
    const check = await madeCheck(test.context, { uploadId, automation, keyColumn: 'no' });
    expect(check).toMatchObject({ doneCount: 2, invalidCount: 0, runnableCount: 5 });
    const { items } = await listCheckRows(test.context, { uploadId, checkId: check.id });
    expect(items.map((row) => [row.rowIndex, row.doneIn])).toEqual([
      [1, { batchId: batch.id, batchName: 'First', rowIndex: 0 }],
      [3, { batchId: batch.id, batchName: 'First', rowIndex: 2 }],
    ]);
    const all = await importedBatch(test.context, { uploadId, automation, settings });
    expect(all).toMatchObject({ state: 'ready', totalJobs: 5 });
    const rest = { uploadId, automation, settings: { ...settings, skip_done: true } };
    const skipped = await importedBatch(test.context, rest);
    expect(skipped).toMatchObject({ state: 'ready', totalJobs: 3, excludedRows: 2, fileRows: 5 });
    expect(await exclusionsOf(test.context, skipped.id)).toEqual({
      1: 'already_completed',
      3: 'already_completed',
    });
  });

  it('is left out too when nobody knows whether it was submitted', async () => {
    const settings = { key_column: 'no' };
    const first = await readyUpload(test.context, csv('U-1', 'U-2'));
    const batch = await importedBatch(test.context, { uploadId: first, automation, name: 'Lost', settings });
    await test.context.db.prisma.job.updateMany({
      where: { batchId: batch.id, rowIndex: 1 },
      data: { state: 'unconfirmed' },
    });
    const uploadId = await readyUpload(test.context, csv('U-1', 'U-2'));
    const check = await madeCheck(test.context, { uploadId, automation, keyColumn: 'no' });
    expect(check.groups.map(({ code, firstRow }) => [code, firstRow])).toEqual([['maybe_submitted', 2]]);
    const skipped = await importedBatch(test.context, {
      ...{ uploadId, automation },
      settings: { ...settings, skip_done: true },
    });
    const [left] = await test.context.db.prisma.excludedRow.findMany({ where: { batchId: skipped.id } });
    expect(left).toMatchObject({
      rowIndex: 1,
      detail: 'unconfirmed, so perhaps submitted, in "Lost", row 2',
    });
  });

  it('is looked for again when more may have been completed since', async () => {
    const settings = { key_column: 'no' };
    const uploadId = await readyUpload(test.context, csv('L-1', 'L-2'));
    const question = { uploadId, automation, keyColumn: 'no' };
    const before = await madeCheck(test.context, question);
    expect(before.doneCount).toBe(0);
    const batch = await importedBatch(test.context, { uploadId, automation, settings });
    await completeRows(test.context, batch.id, [1]);
    expect(await madeCheck(test.context, question)).toMatchObject({ id: before.id, doneCount: 1 });
  });

  it('stays done under the key it had then; rows that may still run take over an edited key', async () => {
    const settings = { key_column: 'no' };
    const first = await readyUpload(test.context, csv('M-1', 'M-2'));
    const batch = await importedBatch(test.context, { uploadId: first, automation, settings });
    await editRow(test.context, { batchId: batch.id, rowIndex: 1, rowData: { no: 'M-9' } });
    await completeRows(test.context, batch.id, [0, 1]);
    await editUploadRow(test.context, { uploadId: first, rowIndex: 0, rowData: { no: 'M-5' } });
    const uploadId = await readyUpload(test.context, csv('M-1', 'M-2', 'M-5', 'M-9'));
    const again = await importedBatch(test.context, {
      ...{ uploadId, automation },
      settings: { ...settings, skip_done: true },
    });
    expect(await exclusionsOf(test.context, again.id)).toEqual({
      0: 'already_completed',
      3: 'already_completed',
    });
  });

  it('needs a key column, and both are settled once the batch has its rows', async () => {
    const uploadId = await readyUpload(test.context, csv('N-1'));
    const wrong = createBatch(test.context, { uploadId, automation, settings: { skip_done: true } });
    await expect(wrong).rejects.toMatchObject({ code: 'settings_invalid' });
    const batch = await importedBatch(test.context, { uploadId, automation, settings: { key_column: 'no' } });
    const change = changeBatch(test.context, { batchId: batch.id, settings: { key_column: 'mail' } });
    await expect(change).rejects.toMatchObject({ code: 'settings_fixed' });
  });
});

it('takes the same characters for blanks as the database does', async () => {
  const blanks = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter(
    (char) => rowKey(char) === '',
  );
  expect([...KEY_BLANKS].sort()).toEqual(blanks.sort());
});
