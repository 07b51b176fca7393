import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createInstallation, type Installation } from '@/tests/integration/cli/installation';

const FOUR_ORDERS = 'Order no\nBM-1001\nNO-0001\nBM-1003\nBM-1004\n';
let installation: Installation;
let created: string;

beforeAll(async () => {
  installation = await createInstallation();
});

afterAll(() => installation.close());

it('a batch can be started without executing it', async () => {
  const { run, file } = installation;
  const path = file('orders.csv', FOUR_ORDERS);
  const answer = await run('run', path, '--automation', 'order-status', '--no-execute', '--json');
  expect(answer.code).toBe(0);
  expect(answer.json()).toMatchObject({ status: 'ready', total_jobs: 4, pending_jobs: 4, completed_jobs: 0 });
  created = answer.json().id;
});

it('its status is seen by other processes', async () => {
  const answer = await installation.run('status', created, '--json');
  expect(answer.code).toBe(0);
  expect(answer.json()).toMatchObject({ id: created, batch_id: created, status: 'ready', pending_jobs: 4 });
});

it('an unknown id exits with 1', async () => {
  const answer = await installation.run('status', '01890000-0000-7000-8000-000000000000', '--json');
  expect(answer.code).toBe(1);
  expect(answer.json().error).toMatchObject({ code: 'batch_not_found' });
});

it('the whole way of four rows: start, run, results, failed rows', async () => {
  const { run, folder } = installation;
  const output = join(folder, 'output');
  const path = installation.file('four.csv', FOUR_ORDERS);
  const answer = await run(
    'run',
    path,
    '--automation',
    'order-status',
    '--output',
    output,
    '--jobs',
    '--json',
  );
  expect(answer.code).toBe(1);
  expect(answer.json()).toMatchObject({
    completed_jobs: 3,
    failed_jobs: 1,
    pending_jobs: 0,
    success_rate: 75,
  });
  expect(answer.json().jobs).toHaveLength(4);
  const results = readFileSync(join(output, 'results.csv'), 'utf8').trim().split(/\r?\n/);
  expect(results).toHaveLength(5);
  expect(results[2]).toContain('NO-0001,failed,not_found');
  const failed = readFileSync(join(output, 'failed_rows.csv'), 'utf8').trim().split(/\r?\n/);
  expect(failed).toHaveLength(2);
  const manifest = JSON.parse(readFileSync(join(output, 'batch_manifest.json'), 'utf8'));
  expect(manifest).toMatchObject({ total_jobs: 4, completed_jobs: 3, failed_jobs: 1 });
});
