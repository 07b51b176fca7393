import { afterAll, beforeAll, expect, it } from 'vitest';
import { getCheck } from '@/lib/services/checks/get-check';
import { runCheck } from '@/lib/services/checks/run-check';
import { startTry } from '@/lib/services/tries/start-try';
import { editUploadRow } from '@/lib/services/uploads/edit-upload-row';
import {
  addAutomation,
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
    'bills',
    '  due: { type: date }\n  amount: { type: number }',
  );
});
afterAll(() => test.close());

const SETTLED = 'due;amount\n03/04/2026;1.234\n25/12/2026;2.000,50\n04/13/2026;7\n';

it('is told by all cells of the column, said with its row, and kept for the batch', async () => {
  const uploadId = await readyUpload(test.context, SETTLED);
  await editUploadRow(test.context, { uploadId, rowIndex: 2, dropped: true });
  const check = await madeCheck(test.context, { uploadId, automation });
  expect(check.readings).toEqual([
    {
      ...{ input: 'due', column: 1, header: 'due', reading: 'day_first' },
      message: 'due is read as day/month/year because row 2 says "25/12/2026".',
    },
    {
      ...{ input: 'amount', column: 2, header: 'amount', reading: 'decimal_comma' },
      message: 'amount is read with a decimal comma because row 2 says "2.000,50".',
    },
  ]);
  expect(check).toMatchObject({ invalidCount: 0, droppedCount: 1 });
  const batch = await importedBatch(test.context, { uploadId, automation });
  expect(batch.bindings).toEqual({
    due: { column: 0, header: 'due', reading: 'day_first' },
    amount: { column: 1, header: 'amount', reading: 'decimal_comma' },
  });
});

it('is decided anew when an edit touches what told it, or contradicts it', async () => {
  const uploadId = await readyUpload(test.context, SETTLED);
  await editUploadRow(test.context, { uploadId, rowIndex: 2, dropped: true });
  const { id: checkId } = await madeCheck(test.context, { uploadId, automation });
  const read = () => getCheck(test.context, { uploadId, checkId });
  await editUploadRow(test.context, { uploadId, rowIndex: 0, rowData: { amount: '99' } });
  expect(await read()).toMatchObject({ state: 'done' });
  await editUploadRow(test.context, { uploadId, rowIndex: 1, rowData: { due: '11/12/2026' } });
  expect(await read()).toMatchObject({ state: 'waiting' });
  await runCheck(test.context, { checkId });
  const open = await read();
  expect(open.readings.map(({ input }) => input)).toEqual(['amount']);
  expect(open.groups[0]).toMatchObject({ code: 'date_ambiguous', rowCount: 2 });
  await editUploadRow(test.context, { uploadId, rowIndex: 2, dropped: false });
  await runCheck(test.context, { checkId });
  const monthFirst = await read();
  expect(monthFirst.readings[0]).toMatchObject({ reading: 'month_first' });
  expect(monthFirst).toMatchObject({ invalidCount: 0 });
});

it('can be chosen where no cell tells it', async () => {
  const uploadId = await readyUpload(test.context, 'due,amount\n03/04/2026,1\n');
  const check = await madeCheck(test.context, { uploadId, automation });
  expect(check).toMatchObject({ readings: [], invalidCount: 1 });
  const bindings = { due: { column: 0, reading: 'month_first' as const } };
  const chosen = await madeCheck(test.context, { uploadId, automation, bindings });
  expect(chosen).toMatchObject({ readings: [], invalidCount: 0 });
  const batch = await importedBatch(test.context, { uploadId, automation, bindings });
  expect(batch).toMatchObject({ state: 'ready', totalJobs: 1 });
  expect(batch.bindings.due).toEqual({ column: 0, header: 'due', reading: 'month_first' });
});

it('of a column that is written in two ways is none: what could be either is left out', async () => {
  const uploadId = await readyUpload(test.context, 'due,amount\n25/12/2026,1\n12/25/2026,2\n03/04/2026,3\n');
  const check = await madeCheck(test.context, { uploadId, automation });
  expect(check.readings[0]).toMatchObject({
    reading: null,
    message: 'due is written in two ways: row 1 says "25/12/2026", row 2 says "12/25/2026".',
  });
  const batch = await importedBatch(test.context, { uploadId, automation, rows: 'valid' });
  expect(await exclusionsOf(test.context, batch.id)).toEqual({ 2: 'invalid' });
});

it('is that of a try too, with or without a check before', async () => {
  const uploadId = await readyUpload(test.context, 'due,amount\n03/04/2026,1\n25/12/2026,2\n');
  const reading = async () => {
    const { id } = await startTry(test.context, { uploadId, automation, rowIndex: 0 });
    const batch = await test.context.db.prisma.batch.findUniqueOrThrow({ where: { id } });
    return (batch.bindings as Record<string, { reading?: string }>).due?.reading;
  };
  expect(await reading()).toBe('day_first');
  await madeCheck(test.context, { uploadId, automation });
  expect(await reading()).toBe('day_first');
});
