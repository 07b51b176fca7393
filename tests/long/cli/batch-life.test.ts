import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createInstallation, type Installation } from '@/tests/integration/cli/installation';

/** Each order takes two seconds to be looked up: long enough to do something meanwhile. */
const SLOW = ['order_no', ...Array.from({ length: 30 }, (_, i) => `slow-2-${i}`)].join('\n');

let installation: Installation;
let automation: string;
beforeAll(async () => {
  installation = await createInstallation();
  const sample = readFileSync('examples/automations/order-status.yaml', 'utf8')
    .replace('http://127.0.0.1:4010', installation.site.url)
    .replace(`'[A-Z]{2}-\\d{4}'`, `'[A-Za-z0-9-]+'`);
  automation = installation.file('slow.yaml', sample.replace('name: order-status', 'name: slow-orders'));
});
afterAll(() => installation.close());

describe('a batch that is created and not started', () => {
  let batch: { id: string; run_id: string };

  it('is ready, whatever process asks', async () => {
    const file = installation.file('four.csv', 'order_no\nAB-1002\nAB-1003\nAB-1004\nAB-1005\n');
    const run = await installation.run('run', file, '--automation', automation, '--no-execute', '--json');
    batch = run.json();
    expect(batch).toMatchObject({ status: 'ready', total_jobs: 4, pending_jobs: 4, success_rate: 0 });
    expect(run.code).toBe(0);
    expect((await installation.run('status', batch.id, '--json')).json()).toEqual(batch);
  });

  it('takes outcomes by hand, and shows them', async () => {
    const done = await installation.run('update-job', `${batch.run_id}_0001`, 'completed', '--json');
    expect(done.json()).toMatchObject({ batch_id: batch.id, row_index: 0, status: 'completed' });
    const failed = await installation.run(
      'update-job',
      `${batch.run_id}_0002`,
      'failed',
      '--error',
      'no stock',
      '--json',
    );
    expect(failed.json()).toMatchObject({ row_index: 1, status: 'failed', error_message: 'no stock' });
    const again = await installation.run('update-job', `${batch.run_id}_0001`, 'failed', '--json');
    expect([again.code, again.json().error.code]).toEqual([2, 'job_state_conflict']);
    const summary = (await installation.run('status', batch.id, '--json')).json();
    expect(summary).toMatchObject({ completed_jobs: 1, failed_jobs: 1, pending_jobs: 2, success_rate: 50 });
  });

  it('runs here when it is started and nobody else works', async () => {
    const started = await installation.run('start', batch.id, '--json');
    expect(started.json()).toMatchObject({ status: 'finished', completed_jobs: 3, failed_jobs: 1 });
    expect(started.code).toBe(1);
    expect(await installation.leftovers()).toMatchObject({ liveWorkers: 0 });
  });

  it('counts as good below --fail-over', async () => {
    const strict = await installation.run('watch', batch.id, '--fail-over', '24%', '--json');
    expect(strict.code).toBe(1);
    const tolerant = await installation.run('watch', batch.id, '--fail-over', '25%', '--json');
    expect(tolerant.code).toBe(0);
  });
});

describe('rows that cannot run', () => {
  const rows = 'order_no,city\nAB-1002,Ulm\n,Bonn\nAB-1003,Kiel\n';

  it('refuse the file and leave nothing behind', async () => {
    const file = installation.file('gap.csv', rows);
    const before = await installation.leftovers();
    const run = await installation.run('run', file, '--automation', automation, '--json');
    expect(run.json().error).toMatchObject({
      code: 'import_failed',
      message: expect.stringMatching(/^1 row cannot run: row 2 \(line 3\): order_no/),
    });
    expect(run.code).toBe(2);
    expect(await installation.leftovers()).toEqual(before);
  });

  it('are left out with --valid-rows-only, and stay accounted for', async () => {
    const file = installation.file('gap.csv', rows);
    const run = await installation.run(
      'run',
      file,
      '--automation',
      automation,
      '--valid-rows-only',
      '--json',
    );
    expect(run.json()).toMatchObject({ file_rows: 3, total_jobs: 2, excluded_rows: 1, completed_jobs: 2 });
    expect(run.code).toBe(0);
    const { id } = run.json();
    const all = (await installation.run('export', id, '--format', 'json')).json();
    expect(all.map((row: { status: string }) => row.status)).toEqual(['completed', 'excluded', 'completed']);
    const onlyRun = (await installation.run('export', id, '--format', 'json', '--only-run')).json();
    expect(onlyRun.map((row: { row_index: number }) => row.row_index)).toEqual([0, 2]);
  });
});

describe('rows that were completed before', () => {
  it('are left out with --key and --skip-done', async () => {
    const run = (name: string, keys: readonly string[], ...options: string[]) => {
      const file = installation.file(`${name}.csv`, `order_no\n${keys.join('\n')}\n`);
      return installation.run('run', file, '--automation', automation, '--no-execute', ...options, '--json');
    };
    const first = (await run('first', ['K-1', 'K-2'], '--key', 'order_no')).json();
    await installation.run('update-job', `${first.run_id}_0002`, 'completed', '--json');
    const second = await run('second', ['K-3', 'K-2', 'K-1'], '--key', 'order_no', '--skip-done');
    expect(second.json()).toMatchObject({ file_rows: 3, total_jobs: 2, excluded_rows: 1 });
    const rows = (await installation.run('export', second.json().id, '--format', 'json')).json();
    expect(rows[1]).toMatchObject({ status: 'excluded', error_code: 'already_completed' });
    const nothing = await run('third', ['K-2'], '--key', 'order_no', '--skip-done');
    expect(nothing.json().error.message).toContain('1 already completed');
    const keyless = await run('fourth', ['K-2'], '--skip-done');
    expect([keyless.code, keyless.json().error.code]).toEqual([2, 'settings_invalid']);
  });
});

describe('a batch that is stopped while it runs', () => {
  it('by another command', async () => {
    const file = installation.file('slow.csv', SLOW);
    const run = installation.start('run', file, '--automation', automation, '--json');
    await run.seen(' of 30 rows');
    const { items } = (await installation.run('list', '--status', 'running', '--json')).json();
    const stop = await installation.run('stop', items[0].id, '--json');
    expect(stop.json()).toMatchObject({ id: items[0].id, status: 'finished', total_jobs: 30 });
    const answer = await run.answer;
    const summary = answer.json();
    expect(summary).toMatchObject({
      id: items[0].id,
      status: 'finished',
      outcome: 'stopped',
      pending_jobs: 0,
    });
    expect(summary.completed_jobs + summary.stopped_jobs).toBe(30);
    expect(summary.stopped_jobs).toBeGreaterThanOrEqual(stop.json().stopped_jobs);
    expect(answer.code).toBe(1);
  });

  it('by Ctrl-C, which waits until it has stopped', async () => {
    const file = installation.file('slow.csv', SLOW);
    const run = installation.start('run', file, '--automation', automation, '--json');
    await run.seen(' of 30 rows');
    run.child.kill('SIGINT');
    const answer = await run.answer;
    expect(answer.json()).toMatchObject({ status: 'finished', outcome: 'stopped', pending_jobs: 0 });
    expect(answer.code).toBe(1);
    expect(await installation.leftovers()).toMatchObject({ liveWorkers: 0 });
  });

  it('not by SIGTERM, which leaves it as it is and prints its id', async () => {
    const file = installation.file('slow.csv', SLOW);
    const run = installation.start('run', file, '--automation', automation, '--json');
    await run.seen(' of 30 rows');
    run.child.kill('SIGTERM');
    const answer = await run.answer;
    const { id } = answer.json();
    expect(answer.json()).toMatchObject({ status: 'running' });
    expect(answer.stderr).toContain(`furrow watch ${id}`);
    expect(answer.code).toBe(1);
    expect(await installation.leftovers()).toMatchObject({ liveWorkers: 0 });
    const paused = await installation.run('pause', id, '--json');
    expect(paused.json()).toMatchObject({ status: 'paused', reason: 'person', running_jobs: 0 });
    const waiting = await installation.run('watch', id, '--json');
    expect(waiting.code).toBe(4);
    expect(waiting.stderr).toContain(`furrow resume ${id}`);
    expect((await installation.run('resume', id, '--no-wait', '--json')).json()).toMatchObject({
      status: 'running',
    });
    expect((await installation.run('stop', id, '--json')).json()).toMatchObject({ status: 'finished' });
  });
});
