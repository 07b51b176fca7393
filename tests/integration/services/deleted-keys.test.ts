import { afterAll, beforeAll, expect, it } from 'vitest';
import { deleteBatch } from '@/lib/services/batches/delete-batch';
import { listCheckRows } from '@/lib/services/checks/list-check-rows';
import { deleteUpload } from '@/lib/services/uploads/delete-upload';
import { agedBatch } from '@/tests/support/aged-batch';
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
  automation = await addAutomation(test.context, 'orders', '  no: { type: string }');
});
afterAll(() => test.close());

const settings = { key_column: 'no' };
const csv = (...keys: string[]) => `no,more\n${keys.map((key) => `${key},x\n`).join('')}`;
const sql = (text: string, ...values: unknown[]) => test.context.db.pool.query(text, values);

/** A batch of these keys: the first rows are completed, `unclear` ones unconfirmed, the rest failed. */
async function ranBatch(keys: readonly string[], completed: number, unclear: readonly number[] = []) {
  const uploadId = await readyUpload(test.context, csv(...keys));
  const { id } = await importedBatch(test.context, { uploadId, automation, settings });
  await completeRows(test.context, id, [...Array(completed).keys()]);
  await sql(
    `update job set state = 'unconfirmed', ended_at = now() where batch_id = $1 and row_index = any($2)`,
    ...[id, unclear],
  );
  await sql(
    `update job set state = 'failed', ended_at = now() where batch_id = $1 and state = 'pending'`,
    id,
  );
  return { id, uploadId };
}

/** What a batch of the same keys leaves out: row index -> why, in words. */
async function skipped(keys: readonly string[]): Promise<Record<number, string | null>> {
  const uploadId = await readyUpload(test.context, csv(...keys));
  const { id } = await importedBatch(test.context, {
    ...{ uploadId, automation },
    settings: { ...settings, skip_done: true },
  });
  expect(new Set(Object.values(await exclusionsOf(test.context, id)))).toEqual(
    new Set(['already_completed']),
  );
  const rows = await test.context.db.prisma.excludedRow.findMany({ where: { batchId: id } });
  return Object.fromEntries(rows.map(({ rowIndex, detail }) => [rowIndex, detail]));
}

it('what a batch that a person deleted had done, or perhaps submitted, is not done again', async () => {
  const keys = ['D-1', 'D-2', 'D-3', 'D-4'];
  const { id, uploadId } = await ranBatch(keys, 2, [2]);
  await deleteBatch(test.context, { batchId: id });
  await deleteUpload(test.context, { uploadId });
  expect(await test.storedFiles()).toEqual([]);
  expect(await test.context.db.prisma.jobKey.count()).toBe(0);

  const next = await readyUpload(test.context, csv('D-0', ...keys));
  const check = await madeCheck(test.context, { uploadId: next, automation, keyColumn: 'no' });
  expect(check).toMatchObject({ doneCount: 3, runnableCount: 5 });
  expect(check.groups.map(({ code, rowCount }) => [code, rowCount]).sort()).toEqual([
    ['already_completed', 2],
    ['maybe_submitted', 1],
  ]);
  const { items } = await listCheckRows(test.context, { uploadId: next, checkId: check.id });
  expect(items.map((row) => [row.rowIndex, row.doneIn])).toEqual([1, 2, 3].map((row) => [row, null]));
  expect(await skipped(keys)).toEqual({
    0: 'completed in a batch that was deleted since, row 1',
    1: 'completed in a batch that was deleted since, row 2',
    2: 'unconfirmed, so perhaps submitted, in a batch that was deleted since, row 3',
  });
});

it('what is surely done wins over what is not, whichever batch was deleted first', async () => {
  const first = await ranBatch(['R-1', 'R-2'], 1, [1]);
  const second = await ranBatch(['R-2'], 1);
  const third = await ranBatch(['R-1', 'R-2'], 0, [0, 1]);
  for (const { id } of [first, second, third]) await deleteBatch(test.context, { batchId: id });
  expect(await skipped(['R-0', 'R-1', 'R-2'])).toEqual({
    1: 'completed in a batch that was deleted since, row 1',
    2: 'completed in a batch that was deleted since, row 1',
  });
});

it('no cell is kept of what was deleted', async () => {
  const id = await agedBatch(test.context, { days: 0, keySql: `'a secret cell ' || n` });
  await deleteBatch(test.context, { batchId: id });
  const { rows } = await sql('select to_jsonb(k) as kept from done_key k where batch_id = $1', id);
  expect(rows).toHaveLength(3);
  expect(Object.keys(rows[0].kept).sort()).toEqual(
    ['automation_id', 'batch_id', 'ended_at', 'is_confirmed', 'key_hash', 'row_index'].sort(),
  );
  expect(rows[0].kept.key_hash).toMatch(/^\\x[0-9a-f]{64}$/);
});
