import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GET as exportBatch } from '@/app/api/v1/batches/[id]/export/route';
import { addWorker } from '@/tests/support/attempt-records';
import { seedBatch } from '@/tests/support/seed-batch';
import { FORMULA_CELLS, KEPT_CELLS, SPLIT_CELLS } from '../../fixtures/formula-cells';
import { type Api, call, startApi } from './api-harness';
import { runRows } from './run-rows';

const CELLS = [...FORMULA_CELLS, ...SPLIT_CELLS.map(([cell]) => cell), ...KEPT_CELLS];
const HEADER = '=HYPERLINK("http://x.example","name")';
const harmless = [
  ...FORMULA_CELLS.map((cell) => `'${cell}`),
  ...SPLIT_CELLS.map(([, written]) => written),
  ...KEPT_CELLS,
];

let api: Api;
let member: { cookie: string };
let id: string;

beforeAll(async () => {
  api = await startApi();
  member = await api.signIn('member');
  const { db } = api.context;
  id = await seedBatch(db, { rows: CELLS.length });
  const { uploadId } = await db.prisma.batch.findUniqueOrThrow({ where: { id } });
  await db.prisma.upload.update({ where: { id: uploadId }, data: { headers: [HEADER] } });
  await db.pool.query(
    'update upload_row set cells = array[($2::text[])[row_index + 1]] where upload_id = $1',
    [uploadId, CELLS],
  );
  const worker = await addWorker(db);
  await runRows(db, worker, [...CELLS.slice(1).map(() => 'completed' as const), 'failed']);
});
afterAll(() => api.close());

const fetchExport = (query: Record<string, string>) =>
  call(exportBatch, 'GET', { ...member, params: { id }, query });
const table = async (query: Record<string, string>) =>
  parse(await (await fetchExport(query)).text(), { relax_column_count: false }) as string[][];
const firstColumn = (rows: readonly string[][]) => rows.map((row) => row[0]);

describe('cells that spreadsheets run', () => {
  it('are many', () => expect(FORMULA_CELLS.length).toBeGreaterThanOrEqual(60));

  it('have an apostrophe in a CSV, the header too; numbers and phone numbers have none', async () => {
    expect(firstColumn(await table({ format: 'csv' }))).toEqual([`'${HEADER}`, ...harmless]);
    expect(firstColumn(await table({ format: 'failed' }))).toEqual([`'${HEADER}`, harmless.at(-1)]);
  });

  it('are exactly themselves in a raw CSV', async () => {
    expect(firstColumn(await table({ format: 'csv', raw: 'true' }))).toEqual([HEADER, ...CELLS]);
  });

  it('are texts in a workbook: no cell of it is a formula', async () => {
    const files = unzipSync(new Uint8Array(await (await fetchExport({ format: 'xlsx' })).arrayBuffer()));
    const sheet = strFromU8(files['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    expect(sheet).not.toMatch(/<f[\s>/]/);
    const kinds = [...sheet.matchAll(/<c r="A\d+"[^>]*? t="(\w+)"/g)].map((match) => match[1]);
    expect(kinds).toEqual(Array(CELLS.length + 1).fill('inlineStr'));
  });
});
