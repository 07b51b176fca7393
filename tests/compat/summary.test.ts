import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Library, openLibrary } from '@/tests/support/library';

let library: Library;

beforeAll(async () => {
  library = await openLibrary();
});

afterAll(() => library.close());

/** A batch whose rows have these outcomes; null leaves one pending. */
async function batchOf(...outcomes: ('completed' | 'failed' | null)[]): Promise<string> {
  const { engine } = library;
  const rows = outcomes.map((_, i) => `k${i}\n`).join('');
  const { batchId } = await engine.createBatchJobs(library.file('rows.csv', `key\n${rows}`));
  const jobs = (await engine.getBatchSummary(batchId))?.jobs ?? [];
  for (const [i, outcome] of outcomes.entries()) {
    if (outcome) await engine.updateJobStatus(jobs[i]?.jobId ?? '', outcome);
  }
  return batchId;
}

/** The rate as a fraction in TypeScript, and as a percentage in the file that users of the reference read. */
async function rates(batchId: string): Promise<[number | undefined, number]> {
  const summary = await library.engine.getBatchSummary(batchId, { jobs: false });
  const path = join(library.folder, 'summary.json');
  await library.engine.exportBatch(batchId, path, { format: 'summary' });
  const json = JSON.parse(await readFile(path, 'utf8')) as { success_rate: number };
  return [summary?.successRate, json.success_rate];
}

it('all completed is a success rate of 100', async () => {
  expect(await rates(await batchOf('completed', 'completed'))).toEqual([1, 100]);
});

it('half completed is a success rate of 50', async () => {
  expect(await rates(await batchOf('completed', 'failed', null))).toEqual([0.5, 50]);
});

it('the success rate has two decimals', async () => {
  const [fraction, percent] = await rates(await batchOf('completed', 'failed', 'failed'));
  expect(fraction).toBeCloseTo(1 / 3);
  expect(percent).toBe(33.33);
});

it('nothing finished is a success rate of 0', async () => {
  expect(await rates(await batchOf(null, null))).toEqual([0, 0]);
});

it('an unknown batch has no summary', async () => {
  expect(await library.engine.getBatchSummary('01890000-0000-7000-8000-000000000000')).toBeNull();
});

it('the summary file has the keys of the reference, and its jobs', async () => {
  const batchId = await batchOf('completed', null);
  const path = join(library.folder, 'summary.json');
  await library.engine.exportBatch(batchId, path, { format: 'summary' });
  const json = JSON.parse(await readFile(path, 'utf8'));
  expect(json).toMatchObject({
    batch_id: batchId,
    run_id: expect.stringMatching(/^\d{14}-[0-9a-f]{6}$/),
    success_rate: 100,
    created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    total_jobs: 2,
    completed_jobs: 1,
    failed_jobs: 0,
    pending_jobs: 1,
    stopped_jobs: 0,
    unconfirmed_jobs: 0,
    completed_at: null,
    csv_path: 'rows.csv',
  });
  expect(Object.keys(json.jobs[0])).toEqual(
    expect.arrayContaining([
      ...['job_id', 'run_id', 'row_data', 'status', 'error_message', 'created_at', 'completed_at'],
      ...['batch_id', 'row_index', 'artifacts', 'line_number', 'attempts', 'output', 'error_code'],
    ]),
  );
});

it('completed_at is when the last job ended, and none while any is pending', async () => {
  const { engine } = library;
  const { batchId } = await engine.createBatchJobs(library.file('rows.csv', 'key\na\nb\n'));
  expect(await engine.getBatchSummary(batchId)).toMatchObject({ completedAt: null });
  const before = Date.now();
  await engine.executeBatchJobs(batchId, { handler: async () => ({}) });
  const after = Date.now();
  const summary = await engine.getBatchSummary(batchId);
  const ends = summary?.jobs?.map((job) => job.completedAt?.getTime() ?? 0) ?? [];
  const completedAt = summary?.completedAt?.getTime() ?? 0;
  expect(Math.min(...ends)).toBeGreaterThanOrEqual(before);
  expect(completedAt).toBeGreaterThanOrEqual(Math.max(...ends));
  expect(completedAt).toBeLessThanOrEqual(after);
});

it('the manifest has the keys of the reference', async () => {
  const batchId = await batchOf('completed', 'failed');
  const path = join(library.folder, 'manifest.json');
  await library.engine.exportBatch(batchId, path, { format: 'manifest' });
  const json = JSON.parse(await readFile(path, 'utf8'));
  expect(json).toMatchObject({ batch_id: batchId, csv_path: 'rows.csv', total_jobs: 2, completed_jobs: 1 });
  expect(json).toMatchObject({ failed_jobs: 1, stopped_jobs: 0, unconfirmed_jobs: 0, excluded_rows: 0 });
  expect(json).toMatchObject({ status: 'finished', automation: null, settings: { max_retries: 3 } });
  expect(Date.parse(json.created_at)).toBeLessThanOrEqual(Date.now());
  expect(json.jobs).toHaveLength(2);
  expect(json.jobs[1]).toMatchObject({
    row_index: 1,
    row_data: { key: 'k1' },
    status: 'failed',
    artifacts: [],
  });
  expect(json.run_id).toMatch(/^\d{14}-[0-9a-f]{6}$/);
});

it('failed rows are always current, and can be uploaded again as they are', async () => {
  const { engine } = library;
  const batchId = await batchOf('failed', 'failed', 'completed');
  const path = join(library.folder, 'failed_rows.csv');
  await engine.exportBatch(batchId, path, { format: 'failed' });
  const lines = async () => (await readFile(path, 'utf8')).trim().split(/\r?\n/);
  expect((await lines())[0]).toBe('key,error_message,job_id,failed_at');
  expect(await lines()).toHaveLength(3);
  const jobId = (await engine.getBatchSummary(batchId))?.jobs?.[0]?.jobId ?? '';
  await engine.retryBatchJobs(batchId, [jobId]);
  await engine.updateJobStatus(jobId, 'completed');
  await engine.exportBatch(batchId, path, { format: 'failed' });
  expect(await lines()).toHaveLength(2);
  const again = await engine.createBatchJobs(path);
  expect(again.totalJobs).toBe(1);
});

it('formula cells are made harmless for spreadsheets, and stay as they are for machines', async () => {
  const { engine } = library;
  const source = 'key,note\n=1+1,-5\n"@sum(A1)",+49 30 1\n';
  const { batchId } = await engine.createBatchJobs(library.file('formulas.csv', source));
  expect((await engine.getBatchSummary(batchId))?.jobs?.[0]?.rowData.key).toBe('=1+1');
  const path = join(library.folder, 'results.csv');
  await engine.exportBatch(batchId, path, { format: 'csv' });
  const safe = await readFile(path, 'utf8');
  expect(safe).toContain("'=1+1,-5");
  expect(safe).toContain("'@sum(A1)");
  await engine.exportBatch(batchId, path, { format: 'csv', raw: true });
  expect(await readFile(path, 'utf8')).toContain('\n=1+1,-5');
});
