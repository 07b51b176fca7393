import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newWebhookSchema, webhookAttemptSchema } from '@/lib/domain/webhook';
import { createKeyRing } from '@/lib/secrets/key-ring';
import { listDeliveries, redeliver, testWebhook } from '@/lib/services/webhooks/deliveries';
import { createWebhook } from '@/lib/services/webhooks/manage-webhooks';
import { openRunningSystem, type RunningSystem } from '@/tests/support/running-system';
import { waitFor } from '@/tests/support/wait-for';

const KEY = 'a key of the installation for this test alone';
interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let system: RunningSystem;
let receiver: Awaited<ReturnType<typeof startReceiver>>;

/** Takes everything but the very first request, which it answers with 500. */
async function startReceiver() {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    received.push({ headers: request.headers, body });
    response.writeHead(received.length === 1 ? 500 : 204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { received, port, close: () => new Promise((resolve) => server.close(resolve)) };
}

beforeAll(async () => {
  system = await openRunningSystem();
  receiver = await startReceiver();
});
afterAll(async () => {
  await system.close();
  await receiver.close();
});

const addWebhook = (input: object) =>
  createWebhook(
    { ...system.context, keys: createKeyRing([KEY]) },
    newWebhookSchema.parse({ name: 'test', ...input }),
  );
const deliveriesOf = async (webhookId: string) =>
  (await listDeliveries(system.context, { webhookId, limit: 100 })).items.map(({ attempts, ...rest }) => ({
    ...rest,
    attempts: webhookAttemptSchema.array().parse(attempts),
  }));

it('sends a signed request, again after a 500 with the same id, and none to an address that is not public', {
  timeout: 90_000,
}, async () => {
  const { context } = system;
  const allowHosts = [`127.0.0.1:${system.site.port}`, `127.0.0.1:${receiver.port}`];
  const env = { FURROW_SECRET_KEY: KEY };
  await Promise.all([system.startWorker(1, { allowHosts, env }), system.startWorker(1, { allowHosts, env })]);
  const open = await addWebhook({
    url: `http://127.0.0.1:${receiver.port}/hook`,
    events: ['batch.finished'],
  });
  const inner = await addWebhook({ url: 'http://127.0.0.1:9/hook', events: ['batch.paused'] });
  await testWebhook(context, inner.id);
  const automation = await system.addAutomation('order-status');
  const batchId = await system.startBatch('Order no\nAB-1002\n', { automation, settings: {} });
  await waitFor('the delivery', 60_000, async () => (await deliveriesOf(open.id))[0]?.state === 'delivered');
  const [delivery, ...others] = await deliveriesOf(open.id);
  expect(others).toEqual([]);
  expect(delivery?.attempts.map(({ status, error }) => [status, error])).toEqual([
    [500, null],
    [204, null],
  ]);
  expect(receiver.received).toHaveLength(2);
  for (const { headers, body } of receiver.received) {
    expect(headers['webhook-id']).toBe(delivery?.id);
    const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
    const key = Buffer.from(open.secret.slice('whsec_'.length), 'base64');
    const expected = createHmac('sha256', key).update(signed).digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${expected}`);
  }
  expect(JSON.parse(receiver.received[0]?.body ?? '')).toMatchObject({
    type: 'batch.finished',
    outcome: 'completed',
    batch: { id: batchId, counts: { completed: 1 }, automation },
  });
  const [refused] = await waitFor('the refusal', 20_000, async () => {
    const tests = await deliveriesOf(inner.id);
    return tests[0]?.state === 'failed' && tests;
  });
  expect(refused?.attempts).toMatchObject([
    { status: null, error: expect.stringContaining('not on the public internet') },
  ]);
  await redeliver(context, { webhookId: open.id, deliveryId: delivery?.id ?? '' });
  await waitFor('the redelivery', 20_000, () => receiver.received.length === 3);
  expect(receiver.received[2]).toMatchObject({
    body: receiver.received[1]?.body,
    headers: { 'webhook-id': delivery?.id },
  });
});
