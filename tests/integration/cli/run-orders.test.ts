import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FurrowAnswer, furrow } from './furrow-process';
import { createInstallation, type Installation } from './installation';

const RUN_WITHIN_MS = 600_000;
// Enough for rows of every kind: the whole file takes two minutes.
const ROWS = 80;
const OUTCOME = ['error_code', 'error_message', 'attempts', 'started_at', 'ended_at', 'duration_ms'];

interface TruthRow {
  readonly row_index: number;
  readonly outcome: string;
  readonly error_code?: string;
  readonly outputs: Record<string, unknown>;
}

function readTable(text: string): string[][] {
  return parse(text, { delimiter: ';', bom: true });
}

/** The first orders of the sample file, byte for byte. */
function firstOrders(): string {
  const text = readFileSync('examples/csv/orders.csv', 'utf8');
  const records = parse(text, { delimiter: ';', bom: true, raw: true }) as unknown as { raw: string }[];
  return `\uFEFF${records
    .slice(0, ROWS + 1)
    .map(({ raw }) => raw)
    .join('')}`;
}

/** Order by order, as the practice site knows them and as the batch says. */
describe('furrow run over the orders of a shop', () => {
  let installation: Installation;
  let answer: FurrowAnswer;
  let truth: TruthRow[];
  let outputFolder: string;
  let orders: string;

  beforeAll(async () => {
    installation = await createInstallation();
    outputFolder = join(installation.folder, 'results');
    const all: TruthRow[] = (await (await fetch(`${installation.site.url}/truth?sample=orders`)).json()).rows;
    truth = all.slice(0, ROWS);
    orders = installation.file('orders.csv', firstOrders());
    const options = ['--concurrency', '4', '--json', '--jobs', '--output', outputFolder];
    answer = await installation.run('run', orders, '--automation', 'order-status', ...options);
  }, RUN_WITHIN_MS);
  afterAll(() => installation.close());

  it('says what the site knows, row by row, and exits 1 because some orders do not exist', () => {
    const { jobs } = answer.json();
    const found = jobs.map((job: Record<string, unknown>) => ({
      row_index: job.row_index,
      outcome: job.status,
      error_code: job.status === 'failed' ? job.error_code : undefined,
      outputs: job.output ?? {},
    }));
    const expected = truth.map(({ row_index, outcome, error_code, outputs }) => ({
      ...{ row_index, outcome, error_code, outputs },
    }));
    expect(found).toEqual(expected);
    expect(answer.code).toBe(1);
  });

  it('answers with the summary, id, url and status', () => {
    const failed = truth.filter((row) => row.outcome === 'failed').length;
    const summary = answer.json();
    expect(summary).toMatchObject({
      url: `http://furrow.test/batches/${summary.id}`,
      status: 'finished',
      outcome: 'with_problems',
      total_jobs: truth.length,
      completed_jobs: truth.length - failed,
      failed_jobs: failed,
      pending_jobs: 0,
      success_rate: Math.round(((truth.length - failed) / truth.length) * 10_000) / 100,
    });
    expect(answer.stderr).toContain('Adding the sample automation order-status');
  });

  it('writes results.csv: the columns of the file as they were, the outcome, the outputs', () => {
    const original = readTable(readFileSync(orders, 'utf8'));
    const results = readTable(readFileSync(join(outputFolder, 'results.csv'), 'utf8'));
    const width = original[0]?.length ?? 0;
    expect(results.map((row) => row.slice(0, width))).toEqual(original);
    const outcome = ['status', ...OUTCOME, 'output.status', 'total', 'recipient', 'evidence'];
    expect(results[0]?.slice(width)).toEqual(outcome);
    const rows = results
      .slice(1)
      .map((row) => Object.fromEntries(outcome.map((name, i) => [name, row[width + i]])));
    const shown = rows.map((row) => ({
      outcome: row.status,
      outputs: { status: row['output.status'], total: row.total, recipient: row.recipient },
    }));
    const text = (value: unknown) => (value === undefined ? '' : String(value));
    const expected = truth.map(({ outcome: status, outputs }) => ({
      outcome: status,
      outputs: {
        status: text(outputs.status),
        total: text(outputs.total),
        recipient: text(outputs.recipient),
      },
    }));
    expect(shown).toEqual(expected);
    expect(rows.every((row) => Number(row.attempts) >= 1 && Number(row.duration_ms) > 0)).toBe(true);
    expect(rows[4]?.evidence).toMatch(/^http:\/\/furrow\.test\/batches\/[0-9a-f-]+\/rows\/5$/);
    expect(rows.every((row) => Date.parse(row.ended_at ?? '') > Date.parse(row.started_at ?? ''))).toBe(true);
  });

  it('writes the failed rows, the manifest and the summary beside it', () => {
    const failed = readTable(readFileSync(join(outputFolder, 'failed_rows.csv'), 'utf8'));
    expect(failed[0]?.slice(-3)).toEqual(['error_message', 'job_id', 'failed_at']);
    expect(failed).toHaveLength(1 + truth.filter((row) => row.outcome === 'failed').length);
    for (const name of ['batch_manifest.json', 'batch_summary.json']) {
      const document = JSON.parse(readFileSync(join(outputFolder, name), 'utf8'));
      expect(document.jobs).toHaveLength(truth.length);
      expect(document.batch_id).toBe(answer.json().id);
    }
  });

  it('leaves no worker behind', async () => {
    expect(await installation.leftovers()).toMatchObject({ liveWorkers: 0 });
  });

  it('is found again by other processes: status, list', async () => {
    const { jobs: _, ...summary } = answer.json();
    const status = await installation.run('status', summary.id, '--json');
    expect(status.json()).toEqual(summary);
    expect(status.code).toBe(0);
    const list = (await installation.run('list', '--json', '--status', 'finished')).json();
    expect(list).toEqual({ items: [summary], next_cursor: null });
    const text = await installation.run('status', summary.id);
    expect(text.stdout).toContain(`url           http://furrow.test/batches/${summary.id}`);
  });

  it('says when it is deleted for its age, is kept from that, and let go', async () => {
    const { id, completed_at } = answer.json();
    const env = { ...installation.env, FURROW_RETENTION_DAYS: '30' };
    const kept = await furrow(['change', id, '--keep'], { env });
    expect(kept.stdout).toMatch(/^kept since +\d{4}-\d\d-\d\dT/m);
    expect(kept.stdout).not.toContain('deleted on');
    const free = (await furrow(['change', id, '--no-keep', '--json'], { env })).json();
    expect(free.deletes_at).toBe(new Date(Date.parse(completed_at) + 30 * 86_400_000).toISOString());
    expect(free).not.toHaveProperty('kept_at');
  });

  it('is exported in every format', async () => {
    const { id } = answer.json();
    const lines = (await installation.run('export', id, '--format', 'jsonl')).stdout.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).row_index)).toEqual(truth.map((row) => row.row_index));
    expect((await installation.run('export', id, '--format', 'json', '--json')).json()).toHaveLength(
      truth.length,
    );
    const file = join(installation.folder, 'again.csv');
    const written = await installation.run('export', id, '--format', 'csv', '-o', file, '--json');
    expect(written.json()).toMatchObject({ batch_id: id, format: 'csv', file });
    expect(readFileSync(file, 'utf8')).toBe(readFileSync(join(outputFolder, 'results.csv'), 'utf8'));
    const part = ['--status', 'failed', '--from-row', '2', '--columns', 'Amount,Order no'];
    const some = await installation.run('export', id, '--format', 'json', ...part, '--json');
    const failed = truth.filter((row) => row.outcome === 'failed' && row.row_index > 0);
    expect(some.json().map((row: { row_index: number }) => row.row_index)).toEqual(
      failed.map((row) => row.row_index),
    );
    expect(Object.keys(some.json()[0].row_data)).toEqual(['Order no', 'Amount']);
    const mixed = await installation.run('export', id, '--format', 'csv', '--json');
    expect(mixed.json().error.code).toBe('output_missing');
    const unknown = await installation.run('export', id, '--format', 'doc', '--json');
    expect([unknown.code, unknown.json().error.code]).toEqual([2, 'unknown_format']);
  });

  it('is shared, and the link ends', async () => {
    const { id } = answer.json();
    const shared = await installation.runWithInput(
      'correct horse\n',
      ...['share', id, '--expires', '7d', '--columns', 'Order no,Amount', '--password', '--json'],
    );
    const share = shared.json();
    expect(share).toMatchObject({ batch_id: id, columns: ['Order no', 'Amount'], has_password: true });
    expect(share.url).toBe(`http://furrow.test/s/${share.token}`);
    const inDays = (Date.parse(share.expires_at) - Date.parse(share.created_at)) / 86_400_000;
    expect(inDays).toBeCloseTo(7, 1);
    expect((await installation.run('unshare', share.id, '--json')).json()).toEqual({
      id: share.id,
      revoked: 1,
    });
    expect((await installation.run('unshare', id, '--json')).json()).toEqual({ id, revoked: 0 });
  });

  it('runs failed rows again, here, because no worker is running', async () => {
    const { id } = answer.json();
    const failed = truth.filter((row) => row.outcome === 'failed');
    const row = String((failed[0]?.row_index ?? 0) + 1);
    const retry = await installation.run(
      'retry',
      id,
      '--failed',
      '--rows',
      row,
      '--max-retries',
      '1',
      '--json',
    );
    const { run_id } = answer.json();
    expect(retry.json()).toMatchObject({
      ...{ total_requested: 1, retried: 1, skipped: 0, max_retries: 1, retry_delay: 1 },
      retry_details: [{ job_id: `${run_id}_${row.padStart(4, '0')}`, original_status: 'failed' }],
      ...{ status: 'finished', failed_jobs: failed.length },
    });
    expect(retry.code).toBe(1);
    const completed = truth.find((candidate) => candidate.outcome === 'completed');
    const skipped = await installation.run(
      'retry',
      id,
      '--rows',
      String((completed?.row_index ?? 0) + 1),
      '--json',
    );
    expect(skipped.json()).toMatchObject({ total_requested: 1, retried: 0, skipped: 1 });
    expect(skipped.code).toBe(0);
  });
});
