import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { saveAutomation } from '@/lib/services/automations/save-automation';
import { changeBatch } from '@/lib/services/batches/change-batch';
import { pauseBatch } from '@/lib/services/batches/pause-batch';
import { resumeBatch } from '@/lib/services/batches/start-batch';
import { stopBatch } from '@/lib/services/batches/stop-batch';
import { expectCountsHold } from '@/tests/support/batch-invariants';
import { openRunningSystem, type RunningSystem } from '@/tests/support/running-system';
import { waitFor } from '@/tests/support/wait-for';

let system: RunningSystem;

beforeAll(async () => {
  system = await openRunningSystem();
  await Promise.all([system.startWorker(2), system.startWorker(2)]);
});

afterAll(() => system.close());

/** A sample, changed, under another name. */
async function addVariant(sample: string, name: string, change: (source: string) => string): Promise<string> {
  const text = await readFile(`examples/automations/${sample}.yaml`, 'utf8');
  const source = text
    .replace(`name: ${sample}`, `name: ${name}`)
    .replaceAll('http://127.0.0.1:4010', system.site.url);
  return (await saveAutomation(system.context, { source: change(source) })).name;
}

const anyOrder = (source: string) => source.replace(`'[A-Z]{2}-\\d{4}'`, `'[A-Za-z0-9-]+'`);
const orders = (keys: readonly string[]) => `Order no\n${keys.join('\n')}\n`;

function readAttempt(batchId: string, rowIndex: number) {
  return system.context.db.prisma.attempt.findFirst({
    where: { batchId, rowIndex },
    orderBy: { attemptNo: 'desc' },
  });
}

it('gives rows back on "pause now" and aborts them on stop within 3 s, but never past the commit', {
  timeout: 90_000,
}, async () => {
  const { context } = system;
  // A row named Hold never comes to its commit.
  const automation = await addVariant('customer-signup', 'held-signup', (source) =>
    source.replace(
      '  - click: { role: button, name: Create account }',
      `  - wait_for: { testid: never }\n    timeout: 60\n    when: { input: name, equals: Hold }\n$&`,
    ),
  );
  const customer = (no: string, name: string) => `${no},${name},${name}@example.org,Germany,Team`;
  const csv = ['customer_no,name,email,country,plan', customer('slow-6-a', 'Ada'), customer('C-1', 'Hold')];
  const settings = { concurrency: 2 };
  const batchId = await system.startBatch(`${csv.join('\n')}\n`, { automation, settings });
  await waitFor('the commit', 40_000, async () => (await readAttempt(batchId, 0))?.commitStartedAt);
  await system.waitForBatch(batchId, 20_000, (batch) => batch.counts.running === 2);
  const pausedAt = Date.now();
  await pauseBatch(context, { batchId, mode: 'now' });
  const paused = await system.waitForBatch(batchId, 20_000, (batch) => batch.counts.running === 0);
  expect(paused).toMatchObject({ state: 'paused', counts: { completed: 1, pending: 1 } });
  const givenBack = await readAttempt(batchId, 1);
  expect(givenBack).toMatchObject({ state: 'given_back', attemptNo: 1 });
  expect((givenBack?.endedAt?.getTime() ?? Number.POSITIVE_INFINITY) - pausedAt).toBeLessThan(3000);
  await resumeBatch(context, { batchId });
  await waitFor('the second attempt', 20_000, async () => (await readAttempt(batchId, 1))?.attemptNo === 2);
  const stoppedAt = Date.now();
  await stopBatch(context, { batchId });
  const stopped = await system.waitForBatch(batchId, 20_000);
  expect(stopped).toMatchObject({ outcome: 'stopped', counts: { completed: 1, stopped: 1 } });
  expect((stopped.finishedAt?.getTime() ?? Number.POSITIVE_INFINITY) - stoppedAt).toBeLessThan(3000);
  await expectCountsHold(context.db, batchId);
});

it('adds and takes lanes of a running batch when its concurrency changes', { timeout: 90_000 }, async () => {
  const { context } = system;
  const automation = await addVariant('order-status', 'slow-orders', anyOrder);
  const keys = [...Array.from({ length: 14 }, (_, i) => `slow-1-${i}`), 'flaky-1-z'];
  const settings = { concurrency: 1, retry_delay: 0.5 };
  const batchId = await system.startBatch(orders(keys), { automation, settings });
  const runs = (count: number) =>
    system.waitForBatch(batchId, 30_000, (batch) => batch.counts.running === count);
  await runs(1);
  await changeBatch(context, { batchId, settings: { concurrency: 4 } });
  await runs(4);
  await changeBatch(context, { batchId, settings: { concurrency: 2 } });
  const batch = await system.waitForBatch(batchId, 60_000);
  expect(batch.counts).toMatchObject({ pending: 0, running: 0 });
  expect(batch.counts.completed + batch.counts.failed).toBe(15);
  await expectCountsHold(context.db, batchId);
});

it('heeds Retry-After for the whole host, whatever batch a row is of', { timeout: 90_000 }, async () => {
  const { context } = system;
  const automation = await addVariant('order-status', 'limited-orders', anyOrder);
  const first = await system.startBatch(orders(['limited-4-q']), { automation, settings: {} });
  const refused = await waitFor('the refusal', 30_000, async () => {
    const attempt = await readAttempt(first, 0);
    return attempt?.state === 'failed' && attempt;
  });
  const second = await system.startBatch(orders(['AB-1002']), { automation, settings: {} });
  const batch = await system.waitForBatch(second, 40_000);
  expect(batch.counts.completed).toBe(1);
  const attempt = await readAttempt(second, 0);
  const gapMs = (attempt?.startedAt.getTime() ?? 0) - (refused.endedAt?.getTime() ?? 0);
  expect(gapMs).toBeGreaterThanOrEqual(3900);
  expect((await system.waitForBatch(first, 30_000)).counts.completed).toBe(1);
  await expectCountsHold(context.db, second);
});
