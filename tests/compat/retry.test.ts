import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { retryDelaySeconds } from '@/lib/domain/retry-policy';
import {
  type ExecuteOptions,
  NotFoundError,
  RowFailure,
  type RowHandler,
  ValidationError,
} from '@/sdk/index';
import { type Library, openLibrary } from '@/tests/support/library';

const NO_BATCH = '01890000-0000-7000-8000-000000000000';
let library: Library;

beforeAll(async () => {
  library = await openLibrary();
});

afterAll(() => library.close());

async function create(...keys: string[]): Promise<{ batchId: string; jobIds: string[] }> {
  const { engine } = library;
  const { batchId } = await engine.createBatchJobs(library.file('rows.csv', `key\n${keys.join('\n')}\n`));
  const jobs = (await engine.getBatchSummary(batchId))?.jobs ?? [];
  return { batchId, jobIds: jobs.map((job) => job.jobId) };
}

/** Runs one row whose first attempts fail; gives the waits between its attempts in seconds. */
async function runFailing(failures: number, options: ExecuteOptions) {
  const { batchId } = await create('a');
  const ended: number[] = [];
  const waits: number[] = [];
  const handler: RowHandler = async () => {
    const last = ended.at(-1);
    if (last !== undefined) waits.push((performance.now() - last) / 1000);
    ended.push(performance.now());
    if (ended.length <= failures) throw new Error('not yet');
  };
  const result = await library.engine.executeBatchJobs(batchId, { ...options, handler });
  return { batchId, result, waits, calls: ended.length };
}

/** Waits are never shorter than told; how much longer they are is the machine's affair. */
function expectWaits(waits: readonly number[], told: readonly number[]): void {
  expect(waits).toHaveLength(told.length);
  for (const [i, wait] of waits.entries()) {
    expect(wait).toBeGreaterThanOrEqual((told[i] ?? 0) * 0.95);
    expect(wait).toBeLessThan((told[i] ?? 0) + 5);
  }
}

it('one failed row goes back to pending', async () => {
  const { engine } = library;
  const { batchId, jobIds } = await create('a', 'b');
  await engine.updateJobStatus(jobIds[0] ?? '', 'failed', { error: 'site was down' });
  const result = await engine.retryBatchJobs(batchId, jobIds.slice(0, 1));
  expect(result).toMatchObject({ batchId, totalRequested: 1, retried: 1, skipped: 0 });
  expect(result.retryDetails).toEqual([
    { jobId: jobIds[0], originalStatus: 'failed', originalError: 'site was down', resetAt: expect.any(Date) },
  ]);
  const summary = await engine.getBatchSummary(batchId);
  expect(summary).toMatchObject({ pendingJobs: 2, failedJobs: 0 });
});

it('a stopped row goes back to pending too, and one that completed does not', async () => {
  const { engine } = library;
  const { batchId, jobIds } = await create('a', 'b');
  await engine.updateJobStatus(jobIds[0] ?? '', 'completed');
  await engine.stopBatch(batchId);
  const result = await engine.retryBatchJobs(batchId, jobIds);
  expect(result).toMatchObject({ totalRequested: 2, retried: 1, skipped: 1 });
  expect(result.retryDetails).toMatchObject([{ jobId: jobIds[1], originalStatus: 'stopped' }]);
  const jobs = (await engine.getBatchSummary(batchId))?.jobs;
  expect(jobs?.map((job) => job.status)).toEqual(['completed', 'pending']);
});

it('an unknown batch cannot be retried', async () => {
  const retrying = library.engine.retryBatchJobs(NO_BATCH, ['20260131120000-a1b2c3_0001']);
  await expect(retrying).rejects.toThrow(NotFoundError);
  await expect(library.engine.retryBatchJobs(NO_BATCH, ['20260131120000-a1b2c3_0001'])).rejects.toThrow(
    'Batch not found',
  );
});

it('a job of another batch is refused, and nothing is changed', async () => {
  const { engine } = library;
  const one = await create('a');
  const other = await create('b');
  await engine.updateJobStatus(one.jobIds[0] ?? '', 'failed');
  const mixed = [...one.jobIds, ...other.jobIds];
  await expect(engine.retryBatchJobs(one.batchId, mixed)).rejects.toThrow('Jobs not found in batch');
  expect(await engine.getBatchSummary(one.batchId)).toMatchObject({ failedJobs: 1, pendingJobs: 0 });
});

it('without failed rows 0 are retried and 1 is skipped', async () => {
  const { batchId, jobIds } = await create('a');
  await library.engine.updateJobStatus(jobIds[0] ?? '', 'completed');
  const result = await library.engine.retryBatchJobs(batchId, jobIds);
  expect(result).toMatchObject({ totalRequested: 1, retried: 0, skipped: 1, retryDetails: [] });
});

it('settings of a retry are stored and used', async () => {
  const { engine } = library;
  const { batchId, jobIds } = await create('a');
  await engine.updateJobStatus(jobIds[0] ?? '', 'failed');
  const settings = { maxRetries: 1, retryDelay: 0.01, backoffFactor: 3, maxRetryDelay: 0.5, jitter: true };
  expect(await engine.retryBatchJobs(batchId, jobIds, settings)).toMatchObject(settings);
  let calls = 0;
  const result = await engine.executeBatchJobs(batchId, {
    handler: async () => {
      calls += 1;
      throw new Error('always');
    },
  });
  expect(result).toMatchObject({ ...settings, executed: 1, failed: 1 });
  expect(calls).toBe(2);
});

it('each invalid parameter is refused with its bound, and nothing is changed', async () => {
  const { engine } = library;
  const { batchId, jobIds } = await create('a');
  await engine.updateJobStatus(jobIds[0] ?? '', 'failed');
  const cases: [ExecuteOptions, string][] = [
    [{ maxRetries: -1 }, 'max_retries must be >= 0'],
    [{ maxRetries: 1.5 }, 'max_retries must be >= 0'],
    [{ retryDelay: 0 }, 'retry_delay must be > 0'],
    [{ retryDelay: -1 }, 'retry_delay must be > 0'],
    [{ maxRetries: '2' as unknown as number }, 'max_retries must be >= 0'],
    [{ retryDelay: Number.NaN }, 'retry_delay must be > 0'],
    [{ backoffFactor: 1 }, 'backoff_factor must be > 1.0'],
    [{ backoffFactor: 0.5 }, 'backoff_factor must be > 1.0'],
    [{ maxRetryDelay: 0 }, 'max_retry_delay must be > 0'],
    [{ maxRetryDelay: -5 }, 'max_retry_delay must be > 0'],
    [{ maxRetries: 51 }, 'max_retries must be <= 50'],
    [{ retryDelay: 86_401 }, 'retry_delay must be <= 86400'],
    [{ backoffFactor: 11 }, 'backoff_factor must be <= 10'],
    [{ maxRetryDelay: 86_401 }, 'max_retry_delay must be <= 86400'],
  ];
  for (const [options, message] of cases) {
    const retrying = engine.retryBatchJobs(batchId, jobIds, options).catch((error: unknown) => error);
    expect.soft(await retrying).toBeInstanceOf(ValidationError);
    expect.soft(((await retrying) as Error).message).toContain(message);
    const executing = engine.executeBatchJobs(batchId, options).catch((error: unknown) => error);
    expect.soft(((await executing) as Error).message).toContain(message);
  }
  await expect(engine.retryBatchJobs(batchId, [])).rejects.toThrow('job_ids must be a non-empty list');
  await expect(engine.retryBatchJobs(batchId, [...jobIds, ...jobIds])).rejects.toThrow(
    'job_ids must not contain duplicates',
  );
  expect(await engine.getBatchSummary(batchId)).toMatchObject({ failedJobs: 1, pendingJobs: 0 });
});

it('a success at the first try is one call', async () => {
  const { result, calls } = await runFailing(0, {});
  expect(calls).toBe(1);
  expect(result).toMatchObject({ completed: 1, maxRetries: 3, retryDelay: 1, backoffFactor: 2 });
  expect(result.maxRetryDelay).toBe(60);
});

it('waits are 1 and 2 with two retries, then the row has failed', async () => {
  const standard = { max_retries: 2, retry_delay: 1, backoff_factor: 2, max_retry_delay: 60, jitter: false };
  expect([1, 2].map((n) => retryDelaySeconds(standard, n))).toEqual([1, 2]);
  // The same in a tenth of the time.
  const { result, waits, calls } = await runFailing(9, { maxRetries: 2, retryDelay: 0.1 });
  expect(calls).toBe(3);
  expectWaits(waits, [0.1, 0.2]);
  expect(result).toMatchObject({ executed: 1, failed: 1 });
});

it('waits are 1, 4 and 5 with factor 4 and cap 5', async () => {
  const capped = { max_retries: 3, retry_delay: 1, backoff_factor: 4, max_retry_delay: 5, jitter: false };
  expect([1, 2, 3].map((n) => retryDelaySeconds(capped, n))).toEqual([1, 4, 5]);
  const options = { maxRetries: 3, retryDelay: 0.1, backoffFactor: 4, maxRetryDelay: 0.5 };
  const { waits } = await runFailing(9, options);
  expectWaits(waits, [0.1, 0.4, 0.5]);
});

it('the cap holds for the first wait too', () => {
  const settings = { max_retries: 3, retry_delay: 10, backoff_factor: 2, max_retry_delay: 5, jitter: false };
  expect(retryDelaySeconds(settings, 1)).toBe(5);
});

it('a row that fails twice and then succeeds has completed', async () => {
  const { batchId, result, calls } = await runFailing(2, { retryDelay: 0.05 });
  expect(calls).toBe(3);
  expect(result).toMatchObject({ completed: 1, failed: 0 });
  expect((await library.engine.getBatchSummary(batchId))?.jobs?.[0]).toMatchObject({
    status: 'completed',
    attempts: 3,
    errorMessage: null,
  });
});

it('a row that can never succeed is not tried again by itself', async () => {
  const { batchId } = await create('a');
  let calls = 0;
  const result = await library.engine.executeBatchJobs(batchId, {
    ...{ maxRetries: 5, retryDelay: 0.01 },
    handler: async () => {
      calls += 1;
      throw new RowFailure('target_rejected', 'not_found', 'There is no such customer.');
    },
  });
  expect(calls).toBe(1);
  expect(result).toMatchObject({ executed: 1, failed: 1 });
  expect(result.jobResults[0]?.errorMessage).toBe('There is no such customer.');
});

it('the attempts of earlier executions are kept', async () => {
  const { engine } = library;
  const { batchId, jobIds } = await create('a');
  const numbers: number[] = [];
  const handler: RowHandler = async ({ attempt, artifact }) => {
    numbers.push(attempt.number);
    await artifact('note', `attempt ${attempt.number}`);
    if (attempt.number < 3) throw new Error('not yet');
  };
  await engine.executeBatchJobs(batchId, { handler, maxRetries: 1, retryDelay: 0.01 });
  await engine.retryBatchJobs(batchId, jobIds);
  await engine.executeBatchJobs(batchId, { handler });
  expect(numbers).toEqual([1, 2, 3]);
  const job = (await engine.getBatchSummary(batchId))?.jobs?.[0];
  expect(job).toMatchObject({ status: 'completed', attempts: 3 });
  expect(job?.artifacts.filter((file) => file.type === 'note')).toHaveLength(3);
});

it('no cell value is in any log', async () => {
  const program = fileURLToPath(new URL('../support/failing-program.ts', import.meta.url));
  const path = library.file('secrets.csv', 'user,password\nada,S3CRET-CELL\n');
  const args = ['--import', 'tsx', program, library.databaseUrl, `${library.folder}/data`, path];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const [output, log] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  expect(output).toContain('failed 1');
  expect(log).toContain('attempt ended');
  expect(log).toContain('unexpected failure');
  expect(`${output}${log}`).not.toContain('S3CRET-CELL');
});
