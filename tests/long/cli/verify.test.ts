import { afterAll, beforeAll, expect, it } from 'vitest';
import { createInstallation, type Installation } from '@/tests/integration/cli/installation';

let installation: Installation;
beforeAll(async () => {
  installation = await createInstallation();
});
afterAll(() => installation.close());

const HEAD = 'customer_no,name,email,country,plan\n';
const REST = 'Ada Byron,ada@example.com,Spain,Team\n';

it('run waits for what the site says; verify asks again; resolve decides', async () => {
  const file = installation.file('lost.csv', `${HEAD}drop-C-1,${REST}busy-C-2,${REST}`);
  const run = await installation.run('run', file, '--automation', 'customer-signup', '--json');
  const batch = run.json();
  expect(batch).toMatchObject({ status: 'finished', completed_jobs: 1, unconfirmed_jobs: 1 });
  expect(run.code).toBe(1);

  const asked = await installation.run('verify', batch.id, '--json');
  expect(asked.json()).toMatchObject({ asked: 1, skipped: 0, status: 'finished', unconfirmed_jobs: 1 });
  const { attempts } = await installation.db.prisma.job.findFirstOrThrow({
    where: { batchId: batch.id, rowIndex: 1 },
    include: { attempts: { where: { kind: 'verify' } } },
  });
  expect(attempts.map(({ state }) => state)).toEqual(['failed', 'failed', 'failed']);
  expect(attempts.at(-1)?.failureMessage).toMatch(/^Probably not submitted/);

  const wrong = await installation.run('resolve', batch.id, '--rows', '1,2', 'failed', '--json');
  expect(wrong.json().error).toMatchObject({ code: 'job_state_conflict' });
  const waiting = await installation.run('list', '--unconfirmed', '--json');
  expect(waiting.json().items).toMatchObject([{ id: batch.id }]);
  const both = await installation.run('resolve', batch.id, '--rows', '2', '--all', 'failed', '--json');
  expect(both.json().error).toMatchObject({ code: 'rows_ambiguous' });
  const decided = await installation.run('resolve', batch.id, '--all', 'failed', '--json');
  expect(decided.json()).toMatchObject({ resolved: 1, rows: [2], resolved_to: 'failed', status: 'finished' });
  expect((await installation.run('list', '--unconfirmed', '--json')).json().items).toEqual([]);
});
