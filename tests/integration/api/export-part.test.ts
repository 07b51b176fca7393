import { parse } from 'csv-parse/sync';
import readWorkbook from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GET as exportBatch } from '@/app/api/v1/batches/[id]/export/route';
import { GET as listJobs } from '@/app/api/v1/batches/[id]/jobs/route';
import { insertJobKeys } from '@/lib/db/sql/job-keys';
import { jobPageSchema } from '@/lib/domain/wire/job-page';
import { addWorker } from '@/tests/support/attempt-records';
import { seedBatch } from '@/tests/support/seed-batch';
import { type Api, call, refusal, startApi } from './api-harness';
import { runRows } from './run-rows';

/** Three stretches of what one query reads, and the last row was left out. */
const ROWS = 2500;
const LEFT_OUT = ROWS - 1;
/** `needle` stands in the last stretch alone, also in the row that was left out. */
const CELLS_SQL = `array['K' || r.row_index % 7, '=cmd|' || r.row_index, case when r.row_index >= 2490 then 'needle' else 'hay' end]`;

type Query = Record<string, string>;
let api: Api;
let member: { cookie: string };
let id: string;

beforeAll(async () => {
  api = await startApi();
  member = await api.signIn('member');
  const { db } = api.context;
  id = await seedBatch(db, { rows: ROWS, settings: { key_column: 'key' } });
  const { uploadId } = await db.prisma.batch.findUniqueOrThrow({ where: { id } });
  const headers = ['key', 'formula', 'note, and more'];
  await db.prisma.upload.update({ where: { id: uploadId }, data: { headers } });
  await db.pool.query(`update upload_row r set cells = ${CELLS_SQL} where upload_id = $1`, [uploadId]);
  await insertJobKeys(db.pool, id);
  await runRows(db, await addWorker(db), ['completed', 'failed', 'unconfirmed', 'failed', 'completed']);
  await db.pool.query('delete from job where batch_id = $1 and row_index = $2', [id, LEFT_OUT]);
  await db.prisma.excludedRow.create({
    data: { batchId: id, rowIndex: LEFT_OUT, reason: 'invalid', detail: 'no' },
  });
});
afterAll(() => api.close());

const ask = (query: Query) => call(exportBatch, 'GET', { ...member, params: { id }, query });
const table = async (query: Query) => parse(await (await ask(query)).text()) as string[][];
const exportedRows = async (query: Query): Promise<number[]> => {
  const rows: { row_index: number }[] = await (await ask({ ...query, format: 'json' })).json();
  return rows.map((row) => row.row_index);
};

async function listedPage(query: Query) {
  const answer = await call(listJobs, 'GET', {
    ...member,
    params: { id },
    query: { ...query, limit: '500' },
  });
  return jobPageSchema.parse(await answer.json());
}

async function listedRows(query: Query): Promise<number[]> {
  let page = await listedPage(query);
  const items = [...page.items];
  while (page.next_cursor !== null) {
    page = await listedPage({ ...query, cursor: page.next_cursor });
    items.push(...page.items);
  }
  return items.map((item) => item.row_index);
}

describe('an export of the rows that a list shows', () => {
  it('has the same rows for every filter, in the order of the file, without the ones left out', async () => {
    const [, failed] = (await listedPage({ status: 'failed,unconfirmed' })).items;
    const group = failed?.group ?? '';
    const filters: [Query, number][] = [
      [{ status: 'failed' }, 2],
      [{ status: 'pending', from_row: '990', to_row: '1010' }, 21],
      [{ group }, 3],
      [{ group, status: 'completed' }, 0],
      [{ key: 'K3' }, 357],
      [{ key: 'K3', status: 'failed' }, 1],
      [{ q: 'NEEDLE' }, 9],
      [{ q: 'button not' }, 3],
      [{ 'output.name': 'K4' }, 1],
      [{ 'output.name': 'nobody' }, 0],
      [{ from_row: '995', to_row: '2002' }, 1008],
      [{ from_row: '2000', q: 'needle', to_row: '2491' }, 2],
      [{ from_row: '99999999999' }, 0],
    ];
    for (const [filter, count] of filters) {
      const rows = await exportedRows(filter);
      expect([filter, rows.length]).toEqual([filter, count]);
      expect(rows).toEqual(await listedRows(filter));
    }
  });

  it('has the shown columns alone, as CSV with harmless formulas, as a workbook and as JSON', async () => {
    const part = { status: 'failed,completed', columns: '2,1', to_row: '1' };
    const [headers, ...rows] = await table({ ...part, format: 'csv' });
    expect(headers?.slice(0, 4)).toEqual(['formula', 'note, and more', 'status', 'error_code']);
    expect(headers?.at(-1)).toBe('evidence');
    expect(rows.map((row) => row.slice(0, 4))).toEqual([
      ["'=cmd|0", 'hay', 'completed', ''],
      ["'=cmd|1", 'hay', 'failed', 'not_there'],
    ]);
    expect((await table({ ...part, raw: 'true' }))[1]?.[0]).toBe('=cmd|0');
    const xlsx = Buffer.from(await (await ask({ ...part, format: 'xlsx' })).arrayBuffer());
    const [sheet] = await readWorkbook(xlsx);
    expect(sheet?.data.map((row) => row.slice(0, 3))).toEqual([
      ['formula', 'note, and more', 'status'],
      ['=cmd|0', 'hay', 'completed'],
      ['=cmd|1', 'hay', 'failed'],
    ]);
    const lines = (await (await ask({ ...part, format: 'jsonl' })).text()).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).row_data)).toEqual([
      { formula: '=cmd|0', 'note, and more': 'hay' },
      { formula: '=cmd|1', 'note, and more': 'hay' },
    ]);
  });

  it('has all rows with columns alone, and those left out only without only_run', async () => {
    const lines = async (query: Query) => (await (await ask(query)).text()).trimEnd().split('\r\n');
    const all = await lines({ columns: '' });
    expect(all).toHaveLength(ROWS + 1);
    expect(all[ROWS]).toMatch(/^excluded,invalid,/);
    expect(await lines({ columns: '', only_run: 'true' })).toEqual(all.slice(0, ROWS));
  });

  it('has of the outcome what is shown, the status always, in every format', async () => {
    const part = { to_row: '0', columns: '0', outcome: 'attempts,ended_at', outputs: '' };
    expect(await table(part)).toEqual([
      ['key', 'status', 'attempts', 'ended_at'],
      ['K0', 'completed', '1', expect.stringMatching(/^\d{4}-/)],
    ]);
    const xlsx = Buffer.from(await (await ask({ ...part, format: 'xlsx' })).arrayBuffer());
    const [sheet] = await readWorkbook(xlsx);
    expect(sheet?.data[0]).toEqual(['key', 'status', 'attempts', 'ended_at']);
    const [row] = await (await ask({ ...part, format: 'json', outcome: '' })).json();
    expect(Object.keys(row)).toEqual(['row_index', 'line_number', 'job_id', 'row_data', 'status', 'output']);
    expect(row.output).toEqual({});
    const [given] = await (await ask({ to_row: '0', format: 'json', outputs: 'name,other' })).json();
    expect(given).toMatchObject({ attempts: 1, output: { name: 'K0' } });
  });

  it.each([
    [{ status: 'done' }, 'request_invalid'],
    [{ from_row: '-1' }, 'request_invalid'],
    [{ columns: 'key' }, 'request_invalid'],
    [{ columns: '3' }, 'unknown_columns'],
    [{ outcome: 'mood' }, 'request_invalid'],
    [{ format: 'manifest', outcome: 'attempts' }, 'export_is_whole'],
    [{ format: 'summary', status: 'failed' }, 'export_is_whole'],
    [{ format: 'failed', columns: '0' }, 'export_is_whole'],
  ] satisfies [Query, string][])('refuses %j as %s', async (query, code) => {
    expect(await refusal(await ask(query))).toEqual({ status: 422, code });
  });

  it('refuses a key where the batch has none, as the list does', async () => {
    const other = await seedBatch(api.context.db, { rows: 2, isStarted: false });
    const answer = await call(exportBatch, 'GET', { ...member, params: { id: other }, query: { key: 'r' } });
    expect(await refusal(answer)).toEqual({ status: 422, code: 'no_key_column' });
  });
});
