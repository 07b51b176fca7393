import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { trySchema } from '@/lib/domain/wire/try';
import { createInstallation, type Installation } from '@/tests/integration/cli/installation';

let furrow: Installation;
let orders: string;
let customers: string;

beforeAll(async () => {
  furrow = await createInstallation();
  orders = furrow.file('orders.csv', 'Order no;Note\nBM-1001;a\nZZ-9999;b\nBM-1003;c\n');
  customers = furrow.file(
    'customers.csv',
    'customer_no,name,email,country,plan\nT-1,Ada,ada@example.com,Belgium,Team\nT-2,Eve,nobody,Belgium,Team\n',
  );
});
afterAll(() => furrow.close());

const tryOrder = (...more: string[]) => furrow.run('try', orders, '--automation', 'order-status', ...more);
const tryCustomer = (...more: string[]) =>
  furrow.run('try', customers, '--automation', 'customer-signup', ...more);

async function submissions(): Promise<number> {
  const answer = await fetch(`${furrow.site.url}/ledger?key=T-1`);
  return ((await answer.json()) as { submissions: number }).submissions;
}

describe('furrow try', () => {
  it('runs one row, tells its steps, keeps pictures and trace, and leaves nothing behind', async () => {
    const answer = await tryOrder('--row', '3', '--json');
    expect(answer.code, answer.stderr).toBe(0);
    const { folder, ...rest } = answer.json();
    expect(folder).toBe(join(furrow.folder, 'data', 'tries', 'orders.csv-row-3'));
    const tried = trySchema.parse(rest);
    expect(tried).toMatchObject({ state: 'completed', row_index: 2, output: { status: expect.any(String) } });
    expect(answer.stderr).toMatch(/^ {2}2 {2}passed .* BM-1003$/m);
    const pictures = tried.steps.map((step) => {
      return tried.artifacts.find((artifact) => artifact.id === step.screenshot)?.path ?? '';
    });
    expect(pictures, JSON.stringify(tried.steps, null, 1)).toEqual(
      Array(7).fill(expect.stringContaining('.jpg')),
    );
    for (const path of pictures) expect(readFileSync(path).subarray(0, 2).toString('hex')).toBe('ffd8');
    const trace = tried.artifacts.find((artifact) => artifact.type === 'trace');
    expect(
      readFileSync(trace?.path ?? '')
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
    expect(await furrow.leftovers()).toMatchObject({ uploads: 0, batches: 0, jobs: 0, storedFiles: 0 });
    const list = (await furrow.run('list', '--json')).json();
    expect(list.items).toEqual([]);
  });

  it('exits 1 when the row fails, and says at which step and why', async () => {
    const out = join(furrow.folder, 'out');
    const answer = await tryOrder('--row', '2', '--output', out);
    expect(answer.code, answer.stderr).toBe(1);
    expect(answer.stdout).toMatch(/^Row 2: failed\nStep 5: No order ZZ-9999$/m);
    expect(answer.stdout).toContain(`Pictures: ${out}`);
    expect(readdirSync(out).some((name) => name.endsWith('.jpg'))).toBe(true);
  });

  it('stops before the step that submits, and goes through when told so', async () => {
    const careful = await tryCustomer('--row', '1');
    expect(careful.code, careful.stderr).toBe(0);
    expect(careful.stdout).toMatch(/Stopped before step 8 \(.*\): nothing was submitted\./);
    expect(await submissions()).toBe(0);
    const real = await tryCustomer('--row', '1', '--submit', '--json');
    expect(real.code, real.stderr).toBe(0);
    expect(real.json()).toMatchObject({ state: 'completed', stopped_before: null });
    expect(await submissions()).toBe(1);
  });

  it.each([
    ['a row that is not there', ['--row', '9'], 'row_out_of_range'],
    ['a row that cannot run', ['--row', '2'], 'row_invalid'],
    ['a step that is not there', ['--row', '1', '--stop-before', '99'], 'step_unknown'],
    ['a step after the one that submits', ['--row', '1', '--stop-before', '10'], 'try_would_submit'],
    ['no row', [], 'usage_invalid'],
    ['row 0', ['--row', '0'], 'usage_invalid'],
  ])('%s is wrong usage and leaves nothing', async (_what, args, code) => {
    const answer = await tryCustomer('--json', ...args);
    expect(answer.code, answer.stderr).toBe(2);
    expect(answer.json().error.code).toBe(code);
    expect(await furrow.leftovers()).toMatchObject({ uploads: 0, batches: 0, storedFiles: 0 });
  });

  it('says why no window can be shown on a machine without a display', async () => {
    // The command is given no DISPLAY by this test, whatever the machine has.
    const answer = await tryOrder('--row', '1', '--headed', '--json');
    expect(answer.code).toBe(3);
    expect(answer.json().error.code).toBe('display_missing');
    expect(existsSync(join(furrow.folder, 'data', 'tries', 'orders.csv-row-1'))).toBe(false);
  });

  it('ends the try on Ctrl-C', async () => {
    const slow = furrow.file(
      'slow.yaml',
      `version: 1\nname: slow\neffect: read\nbase_url: ${furrow.site.url}\nsteps:\n  - goto: /orders\n  - wait_for: { testid: never }\n    timeout: 100\n`,
    );
    const running = furrow.start('try', orders, '--automation', slow, '--row', '1', '--json');
    await running.seen('passed');
    running.child.kill('SIGINT');
    const answer = await running.answer;
    expect(answer.code).toBe(1);
    expect(answer.json().state).toBe('stopped');
    expect(await furrow.leftovers()).toMatchObject({ uploads: 0, batches: 0 });
  });
});
