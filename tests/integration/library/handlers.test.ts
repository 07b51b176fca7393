import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ConflictError,
  type ExecuteOptions,
  RowFailure,
  type RowHandler,
  ValidationError,
} from '@/sdk/index';
import { type Library, openLibrary } from '@/tests/support/library';

let library: Library;

beforeAll(async () => {
  library = await openLibrary();
});

afterAll(() => library.close());

const QUICK = { retryDelay: 0.05, maxRetries: 1 };

/** Runs a function for every value of a one-column file. */
async function run(keys: readonly string[], handler: RowHandler, options: ExecuteOptions = {}) {
  const { engine, site } = library;
  const { batchId } = await engine.createBatchJobs(library.file('keys.csv', `key\n${keys.join('\n')}\n`));
  const result = await engine.executeBatchJobs(batchId, { baseUrl: site.url, ...QUICK, ...options, handler });
  const summary = await engine.getBatchSummary(batchId);
  return { batchId, result, jobs: summary?.jobs ?? [], summary };
}

const lookUp: RowHandler = async ({ page, row }) => {
  await page.goto('/orders');
  await page.getByLabel('Order number').fill(row.key ?? '');
  await page.getByRole('button', { name: 'Find order' }).click();
  await page.getByTestId('result').waitFor();
  if (await page.getByText('No such order').isVisible()) {
    throw new RowFailure('target_rejected', 'not_found', 'No such order.');
  }
  return { status: await page.getByTestId('status').textContent() };
};

describe('a row handler', () => {
  it('runs each row in a fresh context, and gives its outputs to the results', async () => {
    const seen: number[] = [];
    const handler: RowHandler = async (input) => {
      seen.push((await input.page.context().cookies()).length);
      await input.page.context().addCookies([{ name: 'a', value: 'b', url: library.site.url }]);
      return lookUp(input) as Promise<Record<string, unknown>>;
    };
    const { batchId, result, jobs } = await run(['BM-1001', 'NO-0001'], handler, { effect: 'read' });
    expect(result).toMatchObject({ executed: 2, completed: 1, failed: 1 });
    expect(jobs[0]?.output).toEqual({ status: expect.stringMatching(/\w/) });
    expect(jobs[1]).toMatchObject({ errorKind: 'target_rejected', errorCode: 'not_found', attempts: 1 });
    expect(seen).toEqual([0, 0]);
    const path = join(library.folder, 'results.csv');
    await library.engine.exportBatch(batchId, path, { format: 'csv' });
    expect((await readFile(path, 'utf8')).split(/\r?\n/)[0]).toBe(
      'key,status,error_code,error_message,attempts,started_at,ended_at,duration_ms,output.status,evidence',
    );
  });

  it('is called again after an error, with the number of its attempt', async () => {
    const attempts: [number, boolean][] = [];
    const { jobs } = await run(['x'], async ({ attempt }) => {
      attempts.push([attempt.number, attempt.isRetry]);
      if (attempt.number === 1) throw new Error('once');
    });
    expect(attempts).toEqual([
      [1, false],
      [2, true],
    ]);
    expect(jobs[0]).toMatchObject({ status: 'completed', attempts: 2 });
  });

  it('attaches files to its attempt, and a picture of its failure is kept', async () => {
    const { jobs } = await run(['x'], async ({ page, artifact }) => {
      await page.goto('/orders');
      await artifact('facts', { total: 12 }, { meta: { from: 'test' } });
      throw new RowFailure('input', 'bad_key', 'Not a key.');
    });
    const artifacts = jobs[0]?.artifacts ?? [];
    expect(artifacts.map((file) => file.type).sort()).toEqual(['facts', 'screenshot']);
    const facts = artifacts.find((file) => file.type === 'facts');
    expect(facts).toMatchObject({ name: 'facts.json', meta: { from: 'test' } });
    const bytes = await library.engine.readArtifact(facts?.id ?? '');
    expect(JSON.parse(Buffer.from(bytes).toString())).toEqual({ total: 12 });
  });

  it('ends at the time limit of the row, and is told so', async () => {
    const { promise: told, resolve: tell } = Promise.withResolvers<void>();
    const { jobs } = await run(
      ['x'],
      ({ signal }) => {
        signal.addEventListener('abort', () => tell());
        return new Promise<void>(() => {});
      },
      { rowTimeout: 0.5, maxRetries: 0 },
    );
    expect(jobs[0]).toMatchObject({ status: 'failed', errorKind: 'timeout', errorCode: 'row_timeout' });
    await told;
  });

  it('names an element that does not come', async () => {
    const { jobs } = await run(
      ['x'],
      async ({ page }) => {
        await page.goto('/orders');
        await page.getByRole('button', { name: 'No such button' }).click();
      },
      { stepTimeout: 0.3, maxRetries: 0 },
    );
    expect(jobs[0]).toMatchObject({ errorKind: 'timeout', errorCode: 'page_timeout' });
    expect(jobs[0]?.errorMessage).toContain('No such button');
  });

  it.each([
    ['a list', async () => [1] as unknown as Record<string, unknown>],
    [
      'a value that refers to itself',
      async () => {
        const loop: Record<string, unknown> = {};
        loop.loop = loop;
        return loop;
      },
    ],
  ])('may not return %s', async (_name, handler) => {
    const { jobs } = await run(['x'], handler);
    expect(jobs[0]).toMatchObject({ status: 'failed', errorCode: 'output_invalid' });
  });
});

describe('what a handler submits', () => {
  const submit: RowHandler = async ({ page, row }) => {
    await page.goto('/customers/new');
    await page.evaluate(
      (key) => fetch('/echo-nothing', { method: 'POST', body: key }).then(() => undefined),
      row.key ?? '',
    );
    throw new Error('after it was sent');
  };

  it('unsaid, a row is not run again once its page has sent something', async () => {
    const { jobs } = await run(['x'], submit);
    expect(jobs[0]).toMatchObject({ status: 'unconfirmed', attempts: 1 });
  });

  it('unsaid, what is sent beside the page counts as well', async () => {
    const { jobs } = await run(['x'], async ({ page }) => {
      await page.request.post('/echo-nothing', { data: 'x' });
      throw new Error('after it was sent');
    });
    expect(jobs[0]).toMatchObject({ status: 'unconfirmed', attempts: 1 });
  });

  it('unsaid, a row that only read is run again', async () => {
    const { jobs } = await run(['x'], async ({ page }) => {
      await page.goto('/orders');
      await page.request.get('/orders');
      throw new Error('read only');
    });
    expect(jobs[0]).toMatchObject({ status: 'failed', attempts: 2 });
  });

  it('read: it is run again whatever it sent', async () => {
    const { jobs } = await run(['x'], submit, { effect: 'read' });
    expect(jobs[0]).toMatchObject({ status: 'failed', attempts: 2 });
  });

  it('submit: it is run again until commit, and never after it', async () => {
    const calls: string[] = [];
    const { jobs } = await run(
      ['before', 'after'],
      async ({ row, commit }) => {
        calls.push(row.key ?? '');
        if (row.key === 'before') throw new Error('not yet');
        expect(await commit(async () => 'sent')).toBe('sent');
        throw new Error('what became of it?');
      },
      { effect: 'submit' },
    );
    expect(jobs.map((job) => job.status)).toEqual(['failed', 'unconfirmed']);
    expect(calls).toEqual(['before', 'before', 'after']);
  });

  it('a refusal of the site is clear also after a commit', async () => {
    const { jobs } = await run(
      ['x'],
      async ({ commit }) => {
        await commit(async () => undefined);
        throw new RowFailure('target_rejected', 'declined', 'The site declined.');
      },
      { effect: 'submit' },
    );
    expect(jobs[0]).toMatchObject({ status: 'failed', errorCode: 'declined' });
  });
});

describe('a batch of a row handler', () => {
  it('needs its handler, and another kind of batch takes none', async () => {
    const { engine } = library;
    const { batchId } = await engine.createBatchJobs(library.file('one.csv', 'key\nx\n'));
    await expect(engine.executeBatchJobs(batchId)).rejects.toThrow(ValidationError);
    const automation = await library.automation('order-status');
    const other = await engine
      .createBatchJobs(library.file('o.csv', 'Order no\nBM-1\n'), {
        automation,
        rows: 'valid',
      })
      .catch((error: unknown) => error);
    expect(other).toMatchObject({ code: 'import_failed' });
  });

  it('is run by one program only while that one lives, and by another afterwards', async () => {
    const first = library.anotherEngine();
    const second = library.anotherEngine();
    const { batchId } = await first.createBatchJobs(library.file('two.csv', 'key\na\nb\n'));
    const { promise: isRunning, resolve: begin } = Promise.withResolvers<void>();
    const waiting = first.executeBatchJobs(batchId, {
      handler: () => {
        begin();
        return new Promise<void>(() => {});
      },
    });
    waiting.catch(() => undefined);
    await isRunning;
    const handler: RowHandler = async () => ({ by: 'second' });
    await expect(second.executeBatchJobs(batchId, { handler })).rejects.toThrow(ConflictError);
  });
});
