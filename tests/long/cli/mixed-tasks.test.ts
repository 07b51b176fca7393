import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createInstallation, type Installation } from '@/tests/integration/cli/installation';

let installation: Installation;
beforeAll(async () => {
  installation = await createInstallation();
});
afterAll(() => installation.close());

describe('furrow run without --automation', () => {
  it('runs what each row names, samples included', { timeout: 300_000 }, async () => {
    const answer = await installation.run('run', 'examples/csv/mixed-tasks.csv', '--jobs', '--json');
    const summary = answer.json();
    expect(summary).toMatchObject({
      ...{ status: 'finished', outcome: 'completed', automation: null, completed_jobs: 8 },
      automations: [{ name: 'catalogue-price' }, { name: 'order-status' }],
    });
    expect(summary.jobs[2]).toMatchObject({ automation: 'catalogue-price', row_data: { 'params.sku': '' } });
    expect(Object.keys(summary.jobs[2].output)).toEqual(['product', 'price']);
    expect(answer.code).toBe(0);
    const { stdout } = await installation.run('status', summary.id);
    expect(stdout).toMatch(/automation +chosen by each row: catalogue-price v1, order-status v1/);
  });

  it('stores nothing when a row names what there is not, or no row can name anything', async () => {
    const before = await installation.leftovers();
    const unknown = installation.file(
      'unknown.csv',
      'task\n@order-statsu order_no=AB-1002\n../../etc/passwd\n',
    );
    const refused = await installation.run('run', unknown, '--json');
    expect(refused.json().error.message).toContain('did you mean order-status?');
    expect(refused.code).toBe(2);
    const plain = installation.file('plain.csv', 'order_no\nAB-1002\n');
    const missing = await installation.run('run', plain, '--json');
    expect(missing.json().error).toMatchObject({ code: 'automation_missing' });
    expect(missing.code).toBe(2);
    expect(await installation.leftovers()).toEqual(before);
  });
});
