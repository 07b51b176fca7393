import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getArtifact } from '@/lib/services/artifacts/get-artifact';
import { listAutomations } from '@/lib/services/automations/list-automations';
import { saveAutomation } from '@/lib/services/automations/save-automation';
import { getBatch } from '@/lib/services/batches/get-batch';
import { listBatches } from '@/lib/services/batches/list-batches';
import { writeMetrics } from '@/lib/services/health/write-metrics';
import { startTry } from '@/lib/services/tries/start-try';
import { stopTry } from '@/lib/services/tries/stop-try';
import { expectCountsHold } from '@/tests/support/batch-invariants';
import { openRunningSystem, type RunningSystem } from '@/tests/support/running-system';
import { addFile, submissionsOf, tryRow, waitForTry } from './tried-system';

let system: RunningSystem;
let orders: string;
let customers: string;

const ORDERS = 'Order no\nBM-1001\nBM-1002\nno such\n';
const CUSTOMERS = [
  'customer_no,name,email,country,plan',
  'T-1,Ada,ada@example.com,Belgium,Team',
  'T-2,Bea,bea@example.com,Belgium,Team',
  'T-3,Eve,not an address,Belgium,Team',
  'drop-T-4,Dan,dan@example.com,Belgium,Team',
].join('\n');

beforeAll(async () => {
  system = await openRunningSystem();
  await system.startWorker(1);
  await system.addAutomation('order-status');
  await system.addAutomation('customer-signup');
  [orders, customers] = await Promise.all([addFile(system, ORDERS), addFile(system, CUSTOMERS)]);
});

afterAll(() => system.close());

async function bytesOf(artifactId: string): Promise<Buffer> {
  return buffer((await getArtifact(system.context, { artifactId })).open());
}

describe('a try', () => {
  it('runs one row, with a picture after each step and a trace', async () => {
    const tried = await tryRow(system, { automation: 'order-status', uploadId: orders, rowIndex: 1 });
    expect(tried).toMatchObject({ state: 'completed', stoppedBefore: null, failure: null, rowIndex: 1 });
    expect(tried.output).toMatchObject({ status: expect.any(String), total: expect.any(Number) });
    expect(tried.steps.map(({ no, verb, state }) => [no, verb, state])).toEqual([
      [1, 'goto', 'passed'],
      [2, 'fill', 'passed'],
      [3, 'click', 'passed'],
      [4, 'wait_for', 'passed'],
      [5, 'fail', 'passed'],
      [6, 'extract', 'passed'],
      [7, 'screenshot', 'passed'],
    ]);
    expect(tried.steps[1]?.title).toContain('BM-1002');
    const pictures = await Promise.all(tried.steps.map((step) => bytesOf(step.screenshot ?? '')));
    for (const picture of pictures) expect([...picture.subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
    const trace = tried.artifacts.find((artifact) => artifact.type === 'trace');
    expect((await bytesOf(trace?.id ?? '')).subarray(0, 2).toString()).toBe('PK');
    // The picture that the automation takes itself is there beside those of the steps.
    expect(tried.artifacts.filter(({ name }) => name === 'result')).toHaveLength(1);
    await expectCountsHold(system.context.db, tried.id);
  });

  it('shows its steps while it runs', async () => {
    const name = await addWaiting('slowly', 3);
    const { id, steps } = await startTry(system.context, { automation: name, uploadId: orders, rowIndex: 0 });
    expect(steps.map((step) => step.state)).toEqual(['pending', 'pending']);
    const running = await waitForTry(system, id, (tried) => tried.steps[1]?.state === 'running');
    expect(running).toMatchObject({ state: 'running', steps: [{ state: 'passed' }, { state: 'running' }] });
    expect((await bytesOf(running.steps[0]?.screenshot ?? '')).length).toBeGreaterThan(1000);
    const ended = await waitForTry(system, id, (tried) => tried.state === 'failed');
    expect(ended.steps.map((step) => step.state)).toEqual(['passed', 'failed']);
    expect(ended.failure).toMatchObject({ kind: 'timeout', step: 2 });
    expect(ended.steps[1]?.message).toBe(ended.failure?.message);
  });

  it('says what the site said to a row that it refuses', async () => {
    const name = await addWaiting('refused', 0);
    const ended = await tryRow(system, { automation: name, uploadId: orders, rowIndex: 2 });
    expect(ended).toMatchObject({ state: 'failed', failure: { kind: 'target_rejected', step: 2 } });
  });
});

describe('the step that submits', () => {
  it('ends the try before it, and nothing reaches the site', async () => {
    const tried = await tryRow(system, { automation: 'customer-signup', uploadId: customers, rowIndex: 0 });
    expect(tried.state).toBe('completed');
    expect(tried.stoppedBefore).toEqual({ no: 8, title: expect.stringContaining('Create account') });
    expect(tried.steps.slice(6).map((step) => step.state)).toEqual([
      'passed',
      'pending',
      'pending',
      'pending',
      'pending',
      'pending',
    ]);
    expect(await submissionsOf(system, 'T-1')).toBe(0);
    const attempt = await system.context.db.prisma.attempt.findFirstOrThrow({ where: { batchId: tried.id } });
    expect(attempt).toMatchObject({ kind: 'try', state: 'completed', commitStartedAt: null });
  });

  it('is passed exactly once when the try may submit', async () => {
    const input = { automation: 'customer-signup', uploadId: customers, rowIndex: 1, submit: true };
    const tried = await tryRow(system, input);
    expect(tried).toMatchObject({ state: 'completed', stoppedBefore: null });
    expect(tried.output).toHaveProperty('customer_id');
    expect(await submissionsOf(system, 'T-2')).toBe(1);
  });

  it('leaves the row unconfirmed when its answer never comes, and does not try it again', async () => {
    const input = { automation: 'customer-signup', uploadId: customers, rowIndex: 3, submit: true };
    const tried = await tryRow(system, input);
    expect(tried.state).toBe('unconfirmed');
    expect(await submissionsOf(system, 'drop-T-4')).toBe(1);
    expect(await system.context.db.prisma.attempt.count({ where: { batchId: tried.id } })).toBe(1);
  });

  it.each([
    [3, 3],
    ['3', 3],
  ])('stops before another step when told so: %s', async (stopBefore, no) => {
    const input = { automation: 'customer-signup', uploadId: customers, rowIndex: 0, stopBefore };
    const tried = await tryRow(system, input);
    expect(tried.stoppedBefore?.no).toBe(no);
    expect(tried.steps.filter((step) => step.state === 'passed')).toHaveLength(2);
  });
});

describe('stopping', () => {
  it('ends a running try within seconds', async () => {
    const name = await addWaiting('for-ever', 60);
    const { id } = await startTry(system.context, { automation: name, uploadId: orders, rowIndex: 0 });
    await waitForTry(system, id, (tried) => tried.steps[1]?.state === 'running');
    const asked = performance.now();
    await stopTry(system.context, { tryId: id });
    const stopped = await waitForTry(system, id, (tried) => tried.state === 'stopped');
    expect(performance.now() - asked).toBeLessThan(3000);
    expect(stopped.steps.map((step) => step.state)).toEqual(['passed', 'failed']);
    // Once more changes nothing.
    expect((await stopTry(system.context, { tryId: id })).state).toBe('stopped');
  });
});

describe('a try beside a batch', () => {
  it('starts at once although long rows hold every place', async () => {
    const name = await addWaiting('long', 40);
    const batchId = await system.startBatch('Order no\nBM-1\nBM-2\n', {
      automation: name,
      settings: { max_retries: 0, step_timeout: 40 },
    });
    await system.waitForBatch(batchId, 20_000, (batch) => batch.counts.running === 1);
    const tried = await tryRow(system, { automation: 'order-status', uploadId: orders, rowIndex: 0 });
    expect(tried.state).toBe('completed');
    expect((await getBatch(system.context, { batchId })).counts).toMatchObject({ running: 1, pending: 1 });
    await system.context.db.prisma.batch.update({ where: { id: batchId }, data: { state: 'stopping' } });
  });

  it('is in no list, no count and no metric', async () => {
    const tries = await system.context.db.prisma.batch.count({ where: { kind: 'try' } });
    expect(tries).toBeGreaterThan(3);
    const runs = await system.context.db.prisma.batch.count({ where: { kind: 'run' } });
    const { items } = await listBatches(system.context, {});
    expect(items).toHaveLength(runs);
    const signup = (await listAutomations(system.context)).find(({ name }) => name === 'customer-signup');
    expect(signup?.batchCount).toBe(0);
    const metrics = await writeMetrics(system.context);
    expect(metrics).toMatch(/furrow_job_status\{state="completed"\} 0/);
    expect(metrics).not.toContain('target_rejected');
    const anyTry = await system.context.db.prisma.batch.findFirstOrThrow({ where: { kind: 'try' } });
    await expect(getBatch(system.context, { batchId: anyTry.id })).rejects.toMatchObject({
      code: 'batch_not_found',
    });
  });
});

/** An automation that opens the orders page and then waits in vain; at once when the order is unknown. */
async function addWaiting(name: string, seconds: number): Promise<string> {
  const second =
    seconds > 0
      ? `  - wait_for: { testid: never }\n    timeout: ${seconds}`
      : '  - fail: { when: { text: Find order }, kind: target_rejected, code: refused, message: refused }';
  const source = `version: 1
name: ${name}
effect: read
base_url: ${system.site.url}
inputs:
  order_no: { type: string }
steps:
  - goto: /orders
${second}
`;
  return (await saveAutomation(system.context, { source })).name;
}
