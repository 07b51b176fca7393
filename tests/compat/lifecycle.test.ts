import { afterAll, beforeAll, expect, it } from 'vitest';
import { BatchEngineError, ConflictError, FileProcessingError, NotFoundError } from '@/sdk/index';
import { type Library, openLibrary } from '@/tests/support/library';

const NO_BATCH = '01890000-0000-7000-8000-000000000000';
let library: Library;

beforeAll(async () => {
  library = await openLibrary();
});

afterAll(() => library.close());

/** A batch of these keys, not executed, and the ids of its jobs. */
async function create(...keys: string[]) {
  const { engine } = library;
  const created = await engine.createBatchJobs(
    library.file('rows.csv', `key,name\n${keys.join(',x\n')},x\n`),
  );
  const summary = await engine.getBatchSummary(created.batchId);
  return { created, batchId: created.batchId, jobIds: summary?.jobs?.map((job) => job.jobId) ?? [] };
}

it('creating gives every row a pending job with its values', async () => {
  const { created, batchId } = await create('a', 'b');
  expect(created).toMatchObject({ status: 'ready', totalJobs: 2, pendingJobs: 2, csvPath: 'rows.csv' });
  expect(created.runId).toMatch(/^\d{14}-[0-9a-f]{6}$/);
  const jobs = (await library.engine.getBatchSummary(batchId))?.jobs ?? [];
  expect(jobs.map((job) => job.jobId)).toEqual([`${created.runId}_0001`, `${created.runId}_0002`]);
  expect({ ...jobs[1]?.rowData }).toEqual({ key: 'b', name: 'x' });
  expect(jobs[1]).toMatchObject({ status: 'pending', rowIndex: 1, lineNumber: 3, batchId, attempts: 0 });
});

it('a header-only file makes no batch and leaves nothing behind', async () => {
  const { engine } = library;
  const error: unknown = await engine
    .createBatchJobs(library.file('header.csv', 'key,name\n'))
    .catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(FileProcessingError);
  expect((error as Error).message).toContain('No valid data rows found');
  expect(await library.countUploads('header.csv')).toBe(0);
});

it('a file with a blank or repeated header makes no batch, unless its headers are made unique', async () => {
  const { engine } = library;
  for (const header of ['key,name,key', 'key, ,name', ',,']) {
    const path = library.file('headers.csv', `${header}\na,b,c\n`);
    const error: unknown = await engine.createBatchJobs(path).catch((caught: unknown) => caught);
    expect.soft(error, header).toBeInstanceOf(BatchEngineError);
    expect.soft((error as Error).message, header).toMatch(/column|header/i);
    const { totalJobs } = await engine.createBatchJobs(path, { config: { validateHeaders: false } });
    expect.soft(totalJobs).toBe(1);
  }
});

it('what was previewed is what a batch is made of', async () => {
  const { engine } = library;
  const bytes = Buffer.from('Straße;Nr\r\n"Am; Hof";007\r\n;\r\nGäßle;8\r\n', 'latin1');
  const path = library.file('streets.csv', bytes);
  const shown = await engine.previewCsv(path);
  expect(shown.dialect).toMatchObject({ delimiter: ';', encoding: 'windows-1252' });
  const { batchId } = await engine.createBatchJobs(path);
  const jobs = (await engine.getBatchSummary(batchId))?.jobs ?? [];
  expect(Object.keys(jobs[0]?.rowData ?? {})).toEqual(shown.headers);
  expect(jobs.map((job) => Object.values(job.rowData))).toEqual(shown.rows);
  expect(jobs.map((job) => Object.values(job.rowData))).toEqual([
    ['Am; Hof', '007'],
    ['Gäßle', '8'],
  ]);
});

it('a job set to completed shows in the summary', async () => {
  const { batchId, jobIds } = await create('a', 'b');
  const job = await library.engine.updateJobStatus(jobIds[0] ?? '', 'completed');
  expect(job).toMatchObject({ jobId: jobIds[0], batchId, rowIndex: 0, status: 'completed' });
  const summary = await library.engine.getBatchSummary(batchId);
  expect(summary).toMatchObject({ completedJobs: 1, failedJobs: 0, pendingJobs: 1, completedAt: null });
  expect(summary?.jobs?.[0]).toMatchObject({ status: 'completed', errorMessage: null });
});

it('a job set to failed shows in the summary with its error', async () => {
  const { batchId, jobIds } = await create('a');
  await library.engine.updateJobStatus(jobIds[0] ?? '', 'failed', { error: 'no such customer' });
  const summary = await library.engine.getBatchSummary(batchId);
  expect(summary).toMatchObject({ completedJobs: 0, failedJobs: 1, pendingJobs: 0 });
  expect(summary?.jobs?.[0]).toMatchObject({ status: 'failed', errorMessage: 'no such customer' });
  expect(summary?.completedAt).toBeInstanceOf(Date);
});

it('an unknown job cannot be updated', async () => {
  const { jobIds } = await create('a');
  for (const unknown of [(jobIds[0] ?? '').replace(/\d+$/, '0002'), '20260131120000-a1b2c3_0001', 'x']) {
    await expect(library.engine.updateJobStatus(unknown, 'completed')).rejects.toThrow(NotFoundError);
  }
});

it('an outcome is not overwritten by hand', async () => {
  const { jobIds } = await create('a');
  await library.engine.updateJobStatus(jobIds[0] ?? '', 'completed');
  await expect(library.engine.updateJobStatus(jobIds[0] ?? '', 'failed')).rejects.toThrow(ConflictError);
});

it('the summary of an unknown batch is none', async () => {
  expect(await library.engine.getBatchSummary(NO_BATCH)).toBeNull();
  expect(await library.engine.getBatchSummary('nonsense')).toBeNull();
});

it('stop touches pending rows only', async () => {
  const { batchId, jobIds } = await create('a', 'b', 'c', 'd');
  await library.engine.updateJobStatus(jobIds[0] ?? '', 'completed');
  await library.engine.updateJobStatus(jobIds[1] ?? '', 'failed');
  expect(await library.engine.stopBatch(batchId)).toEqual({
    batchId,
    stoppedJobs: 2,
    unaffectedJobs: 2,
    totalJobs: 4,
  });
  const jobs = (await library.engine.getBatchSummary(batchId))?.jobs ?? [];
  expect(jobs.map((job) => job.status)).toEqual(['completed', 'failed', 'stopped', 'stopped']);
});

it('an unknown batch cannot be stopped', async () => {
  await expect(library.engine.stopBatch(NO_BATCH)).rejects.toThrow(NotFoundError);
  await expect(library.engine.stopBatch(NO_BATCH)).rejects.toThrow('Batch not found');
});

it('a second batch of the same process leaves the first as it was', async () => {
  const first = await create('a');
  const second = await create('b');
  expect(first.created.runId).not.toBe(second.created.runId);
  await library.engine.updateJobStatus(second.jobIds[0] ?? '', 'completed');
  const summary = await library.engine.getBatchSummary(first.batchId);
  expect(summary).toMatchObject({ pendingJobs: 1, completedJobs: 0 });
  expect(summary?.jobs?.[0]?.rowData.key).toBe('a');
});
