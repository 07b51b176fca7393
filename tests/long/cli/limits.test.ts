import { afterAll, beforeAll, expect, it } from 'vitest';
import { createInstallation, type Installation } from '@/tests/integration/cli/installation';

let installation: Installation;
beforeAll(async () => {
  installation = await createInstallation();
});
afterAll(() => installation.close());

const GOOD = 'AB-1002\nAB-1003\nAB-1004\nAB-1005';

it('runs the first rows, exits with 4, says how to go on, and goes on', async () => {
  const file = installation.file('canary.csv', `order_no\n${GOOD}\n`);
  const run = await installation.run('run', file, '--automation', 'order-status', '--canary', '2', '--json');
  const batch = run.json();
  expect(run.code).toBe(4);
  expect(batch).toMatchObject({ status: 'waiting', completed_jobs: 2, pending_jobs: 2 });
  expect(run.stderr).toContain(
    `The first 2 rows have run: all completed. Go on with "furrow resume ${batch.id}"`,
  );
  const resumed = await installation.run('resume', batch.id, '--json');
  expect(resumed.json()).toMatchObject({ status: 'finished', completed_jobs: 4 });
  expect(resumed.code).toBe(0);
});

it('pauses when so many rows fail', async () => {
  const wrong = Array.from({ length: 14 }, (_, i) => `ZZ-900${i % 10}`).join('\n');
  const file = installation.file('wrong.csv', `order_no\n${wrong}\n`);
  const options = ['--automation', 'order-status', '--break-at', '20%', '--concurrency', '2', '--json'];
  const run = await installation.run('run', file, ...options);
  expect(run.code).toBe(4);
  expect(run.json()).toMatchObject({ status: 'paused' });
  expect(run.stderr).toMatch(/1\d of 1\d rows failed or are unconfirmed: the batch pauses at 20 %/);
});

it('takes the limits of a batch as options, and keeps to them', async () => {
  const file = installation.file('rate.csv', `order_no,shop\nAB-1002,A\nAB-1003,A\nAB-1004,B\nAB-1005,A\n`);
  const limits = [
    '--rate',
    '120',
    '--account',
    'shop',
    '--priority',
    '5',
    '--step-timeout',
    '9',
    '--concurrency',
    '3',
  ];
  const run = await installation.run('run', file, '--automation', 'order-status', ...limits, '--json');
  expect(run.json()).toMatchObject({ status: 'finished', completed_jobs: 4 });
  const batch = await installation.db.prisma.batch.findUniqueOrThrow({ where: { id: run.json().id } });
  expect(batch.priority).toBe(5);
  expect(batch.settings).toMatchObject({ rate_per_minute: 120, account_column: 'shop', step_timeout: 9 });
  const attempts = await installation.db.prisma.attempt.findMany({
    where: { batchId: batch.id },
    orderBy: { startedAt: 'asc' },
  });
  const starts = attempts.map((attempt) => attempt.startedAt.getTime());
  for (const [n, start] of starts.slice(1).entries()) {
    expect(start - (starts[n] ?? 0)).toBeGreaterThanOrEqual(499);
  }
});

it('pauses without waiting, and says why a batch does not move', async () => {
  const file = installation.file('still.csv', `order_no\n${GOOD}\n`);
  const created = await installation.run(
    'run',
    file,
    '--automation',
    'order-status',
    '--no-execute',
    '--json',
  );
  const { id } = created.json();
  expect((await installation.run('start', id, '--no-wait', '--json')).json()).toMatchObject({
    status: 'running',
    waiting: { code: 'no_worker', text: 'No worker is running.', until: null },
  });
  expect((await installation.run('status', id)).stdout).toMatch(/waiting +No worker is running\./);
  expect((await installation.run('pause', id, '--now', '--json')).json()).toMatchObject({
    status: 'paused',
    waiting: { code: 'paused' },
  });
  const batch = await installation.db.prisma.batch.findUniqueOrThrow({ where: { id } });
  expect(batch.givesBack).toBe(true);
});

it('sets, lists and removes the limits of a host', async () => {
  const set = await installation.run('host', 'set', 'Shop.example', '--parallel', '2', '--json');
  expect(set.json()).toMatchObject({ host: 'shop.example', max_parallel: 2, per_second: null });
  expect((await installation.run('host', 'list', '--json')).json().items).toHaveLength(1);
  expect((await installation.run('host', 'set', 'shop.example', '--json')).json().error.code).toBe(
    'host_limits_missing',
  );
  expect((await installation.run('host', 'delete', 'shop.example', '--json')).code).toBe(0);
  expect((await installation.run('host', 'list')).stdout).toContain('No host has limits.');
});
