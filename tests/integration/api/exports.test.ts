import readWorkbook from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GET as listVersions, POST as saveVersion } from '@/app/api/v1/automations/[name]/versions/route';
import { POST as saveAutomation } from '@/app/api/v1/automations/route';
import { POST as validate } from '@/app/api/v1/automations/validate/route';
import { GET as exportBatch } from '@/app/api/v1/batches/[id]/export/route';
import { GET as getManifest } from '@/app/api/v1/batches/[id]/manifest/route';
import { PATCH as changeBatch } from '@/app/api/v1/batches/[id]/route';
import { GET as getSummary } from '@/app/api/v1/batches/[id]/summary/route';
import { POST as createBatch, GET as listBatches } from '@/app/api/v1/batches/route';
import { GET as previewUpload } from '@/app/api/v1/uploads/[id]/preview/route';
import { POST as createUpload } from '@/app/api/v1/uploads/route';
import { finishBatchIfDone } from '@/lib/db/sql/finish-batch';
import { batchSchema } from '@/lib/domain/wire/batch';
import { summaryWithJobsSchema } from '@/lib/domain/wire/summary';
import { importBatch } from '@/lib/services/batches/import-batch';
import { readUpload } from '@/lib/services/uploads/read-upload';
import { addWorker } from '@/tests/support/attempt-records';
import { pdfPages } from '@/tests/support/pdf-text';
import { type Api, call, refusal, startApi } from './api-harness';
import { runRows } from './run-rows';

const SOURCE = `version: 1
name: look-up
title: Look an order up
base_url: http://127.0.0.1:4010
effect: read
inputs:
  order_id: { type: string }
outputs:
  name: { type: string }
steps:
  - goto: /orders/{{ order_id }}
  - extract:
      name: { testid: name }
`;
const FILE = '\uFEFFOrder ID;Kunde\r\nA-1;"Müller; Söhne"\r\n\r\nA-2;=cmd\r\nA-3;東京\r\n';

const TIME = expect.any(Date);
let api: Api;
let member: { cookie: string };
let uploadId: string;
let id: string;

beforeAll(async () => {
  api = await startApi();
  member = await api.signIn('member');
  await call(saveAutomation, 'POST', { ...member, body: { source: SOURCE } });
  const uploaded = await call(createUpload, 'POST', {
    ...member,
    raw: FILE,
    query: { filename: 'orders.csv' },
  });
  uploadId = ((await uploaded.json()) as { id: string }).id;
  await readUpload(api.context, { uploadId });
  const body = { upload_id: uploadId, automation: 'look-up', settings: { max_retries: 0 }, start: true };
  const created = await call(createBatch, 'POST', { ...member, body });
  const batch = batchSchema.parse(await created.json());
  id = batch.id;
  expect(created.headers.get('location')).toBe(`/api/v1/batches/${id}`);
  expect(batch).toMatchObject({
    status: 'importing',
    bindings: { order_id: { column: 0, header: 'Order ID' } },
  });
  await importBatch(api.context, { batchId: id });
  await runRows(api.context.db, await addWorker(api.context.db), ['completed', 'failed', 'completed']);
  await finishBatchIfDone(api.context.db.pool, id);
});
afterAll(() => api.close());

const of = (query: Record<string, string> = {}) => ({ ...member, params: { id }, query });
const textOf = async (format: string, query = {}) =>
  (await call(exportBatch, 'GET', of({ format, ...query }))).text();

describe('a file that went through', () => {
  it('is previewed with what its rows will do', async () => {
    const answer = await call(previewUpload, 'GET', {
      ...member,
      params: { id: uploadId },
      query: { automation: 'look-up', n: '2' },
    });
    const preview = await answer.json();
    expect(preview).toMatchObject({
      dialect: { delimiter: ';', bom: true },
      bindings: { order_id: { column: 0 } },
      unbound: [],
      automation: { name: 'look-up' },
    });
    expect(preview.row_plans[1].lines[0]).toContain('/orders/A-2');
  });

  it('comes back as CSV with its own columns first, formulas made harmless unless raw', async () => {
    const lines = (await textOf('csv')).split('\r\n');
    expect(lines[0]).toBe(
      'Order ID;Kunde;status;error_code;error_message;attempts;started_at;ended_at;duration_ms;name;evidence',
    );
    expect(lines[1]).toMatch(
      /^A-1;"Müller; Söhne";completed;;;1;[-:.\dTZ]+;[-:.\dTZ]+;12;A-1;http\S+\/batches\/\S+\/rows\/1$/,
    );
    expect(lines[2]).toMatch(/^A-2;'=cmd;failed;not_there;Button not found;1;[^;]+;[^;]+;12;;http/);
    expect(lines[3]).toMatch(/^A-3;東京;completed/);
    expect(await textOf('csv', { raw: 'true' })).toContain('\r\nA-2;=cmd;failed;');
  });

  it('comes as a workbook whose texts stay texts and whose numbers are numbers', async () => {
    const answer = await call(exportBatch, 'GET', of({ format: 'xlsx' }));
    expect(answer.headers.get('content-disposition')).toContain('filename="orders-results.xlsx"');
    const [sheet] = await readWorkbook(Buffer.from(await answer.arrayBuffer()));
    expect(sheet?.data.slice(0, 3)).toEqual([
      [
        ...['Order ID', 'Kunde', 'status', 'error_code', 'error_message', 'attempts'],
        ...['started_at', 'ended_at', 'duration_ms', 'name', 'evidence'],
      ],
      ['A-1', 'Müller; Söhne', 'completed', null, null, 1, TIME, TIME, 12, 'A-1', 'row 1'],
      ['A-2', '=cmd', 'failed', 'not_there', 'Button not found', 1, TIME, TIME, 12, null, 'row 2'],
    ]);
    expect(sheet?.data).toHaveLength(4);
  });

  it('comes as a summary for paper: counts, causes, first failures', async () => {
    const answer = await call(exportBatch, 'GET', of({ format: 'pdf' }));
    expect(answer.headers.get('content-disposition')).toContain('filename="orders-summary.pdf"');
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    const pages = await pdfPages(new Uint8Array(await answer.arrayBuffer()));
    expect(pages).toHaveLength(1);
    for (const text of [
      'finished with problems',
      '3 of 3 rows ended',
      '66.7 %',
      'Failures by cause',
      'A-2',
      'Button not found',
    ])
      expect(pages[0]).toContain(text);
  });

  it('gives its failed rows as a file that can be uploaded again', async () => {
    const answer = await call(exportBatch, 'GET', of({ format: 'failed', raw: 'true' }));
    expect(answer.headers.get('content-disposition')).toContain('filename="orders-failed_rows.csv"');
    const text = await answer.text();
    const again = await call(createUpload, 'POST', {
      ...member,
      raw: text,
      query: { filename: 'again.csv' },
    });
    const { id: againId } = (await again.json()) as { id: string };
    await readUpload(api.context, { uploadId: againId });
    const preview = await call(previewUpload, 'GET', { ...member, params: { id: againId } });
    expect(await preview.json()).toMatchObject({
      row_count: 1,
      rows: [expect.arrayContaining(['A-2', '=cmd'])],
    });
  });

  it('comes as JSON and JSON lines with the same rows', async () => {
    const rows = JSON.parse(await textOf('json'));
    const lines = (await textOf('jsonl')).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(rows);
    expect(rows[1]).toMatchObject({
      row_index: 1,
      line_number: 4,
      status: 'failed',
      error_code: 'not_there',
    });
  });

  it('has a summary and a manifest', async () => {
    const summary = summaryWithJobsSchema.parse(await (await call(getSummary, 'GET', of())).json());
    expect(summary).toMatchObject({
      completed_jobs: 2,
      failed_jobs: 1,
      success_rate: 66.67,
      file_rows: 4,
      empty_rows: 1,
    });
    expect(summary.jobs).toBeUndefined();
    const full = summaryWithJobsSchema.parse(
      await (await call(getSummary, 'GET', of({ jobs: 'true' }))).json(),
    );
    expect(full.jobs).toHaveLength(3);
    const manifest = await (await call(getManifest, 'GET', of())).json();
    expect(manifest).toMatchObject({ batch_id: id, csv_path: 'orders.csv', total_jobs: 3 });
    expect(manifest.jobs[0]).toMatchObject({
      row_index: 0,
      row_data: { 'Order ID': 'A-1' },
      output: { name: 'A-1' },
    });
  });

  it('is refused in a format that does not exist', async () => {
    const answer = await call(exportBatch, 'GET', of({ format: 'docx' }));
    expect(await refusal(answer)).toEqual({ status: 422, code: 'unknown_format' });
  });

  it('is found in the list by state and text, and can be renamed', async () => {
    const renamed = await call(changeBatch, 'PATCH', {
      ...of(),
      body: { name: 'Monday', settings: { priority: 5 } },
    });
    expect(await renamed.json()).toMatchObject({ name: 'Monday', settings: { priority: 5, max_retries: 0 } });
    const list = async (query: Record<string, string>) =>
      (await (await call(listBatches, 'GET', { ...member, query })).json()).items.length;
    expect(await list({ status: 'finished', q: 'mond' })).toBe(1);
    expect(await list({ status: 'running' })).toBe(0);
    const wrong = await call(changeBatch, 'PATCH', { ...of(), body: { settings: { concurrency: 1000 } } });
    expect(await refusal(wrong)).toEqual({ status: 422, code: 'settings_invalid' });
  });
});

describe('automations', () => {
  it('are checked without being saved, with line and column of each fault', async () => {
    const check = async (source: string) =>
      (await call(validate, 'POST', { ...member, body: { source } })).json();
    expect(await check(SOURCE)).toMatchObject({
      valid: true,
      automation: { name: 'look-up', inputs: { order_id: { type: 'string' } } },
    });
    expect(await check(SOURCE.replace('goto', 'gotoo'))).toMatchObject({
      valid: false,
      problems: [{ line: 11, column: 5 }],
    });
  });

  it('keep every version, and refuse one that bears another name', async () => {
    const save = (name: string, source: string) =>
      call(saveVersion, 'POST', { ...member, params: { name }, body: { source } });
    expect(await (await save('look-up', `${SOURCE}# changed\n`)).json()).toMatchObject({ version: 2 });
    expect(await refusal(await save('other', SOURCE))).toEqual({
      status: 409,
      code: 'automation_name_conflict',
    });
    const versions = await (
      await call(listVersions, 'GET', { ...member, params: { name: 'look-up' } })
    ).json();
    expect(versions.items.map((item: { version: number }) => item.version)).toEqual([2, 1]);
  });
});
