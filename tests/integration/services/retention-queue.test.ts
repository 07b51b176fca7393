import { expect, it, onTestFinished } from 'vitest';
import { type BackgroundQueue, openQueue } from '@/lib/background/queue';
import { agedBatch } from '@/tests/support/aged-batch';
import { openServiceContext } from '@/tests/support/service-context';
import { serveRetention } from '@/worker/background/serve-retention';

it('a worker that starts deletes what is old and says so, one of them at a time', async () => {
  const test = await openServiceContext();
  onTestFinished(() => test.close());
  const open = async () => {
    const queue = await openQueue(test.context.db.url, 'worker');
    onTestFinished(() => queue.stop());
    return queue;
  };
  const [first, second] = [await open(), await open()];
  await agedBatch(test.context, { days: 31 });
  await agedBatch(test.context, { days: 31, unconfirmed: [0] });
  const ending = new AbortController();
  const lines: object[] = [];
  const log = {
    info: (line: object) => void lines.push(line),
    debug: () => undefined,
    error: () => undefined,
  };
  let atOnce = 0;
  const storage = {
    ...test.context.storage,
    delete: async (key: string) => {
      atOnce += 1;
      // Whoever else were at it would come this far meanwhile.
      await send(second);
      expect(atOnce).toBe(1);
      await test.context.storage.delete(key);
      atOnce -= 1;
    },
  };
  const send = (queue: BackgroundQueue) => queue.send('retention', {});
  const context = { ...test.context, storage, retentionDays: 30 };
  for (const queue of [first, second]) await serveRetention(queue, context, log as never, ending.signal);
  await expect.poll(() => lines.length, { timeout: 10_000 }).toBeGreaterThan(0);
  expect(lines[0]).toEqual({
    ...{ days: 30, batches: 1, uploads: 1, sparedUnconfirmed: 1, sparedKept: 0 },
    removed: { batches: 1, rows: 3, uploads: 1 },
  });
  // What was sent while one was at it is not kept for later.
  const states = await test.context.db.pool.query(`select state from pgboss.job where name = 'retention'`);
  expect(states.rows.length).toBeLessThanOrEqual(2);
});
