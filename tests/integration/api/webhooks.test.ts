import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { webProcess } from '@/app/_server/web-process';
import { GET as findDelivery } from '@/app/api/v1/webhooks/[id]/deliveries/[delivery_id]/route';
import { GET as listDeliveries } from '@/app/api/v1/webhooks/[id]/deliveries/route';
import { POST as rotateSecret } from '@/app/api/v1/webhooks/[id]/rotate-secret/route';
import { POST as testWebhook } from '@/app/api/v1/webhooks/[id]/test/route';
import { POST as addWebhook, GET as listWebhooks } from '@/app/api/v1/webhooks/route';
import { finishBatchIfDone } from '@/lib/db/sql/finish-batch';
import { WEBHOOK_ATTEMPTS } from '@/lib/domain/webhook';
import { createdWebhookSchema, rotatedSecretSchema } from '@/lib/domain/wire/webhook';
import { dispatchEvents } from '@/lib/services/webhooks/dispatch-events';
import { sendDelivery, signedHeaders } from '@/lib/services/webhooks/send-delivery';
import { addWorker } from '@/tests/support/attempt-records';
import { seedBatch } from '@/tests/support/seed-batch';
import { startEgressGuard } from '@/worker/browser/egress-guard';
import { createGuardedPost } from '@/worker/webhooks/post-guarded';
import { type Api, call, startApi } from './api-harness';
import { runRows } from './run-rows';

let api: Api;
let admin: { cookie: string };
beforeAll(async () => {
  api = await startApi();
  admin = await api.signIn('admin');
});
afterAll(() => api.close());

it('notes each happening once, however many rows and processes see it', async () => {
  const { db } = api.context;
  const id = await seedBatch(db, { rows: 3, settings: { break_at_equal_failures: 1, max_retries: 0 } });
  const worker = await addWorker(db);
  await runRows(db, worker, ['unconfirmed', 'unconfirmed', 'completed']);
  await Promise.all([1, 2, 3].map(() => finishBatchIfDone(db.pool, id)));
  const events = await db.prisma.batchEvent.findMany({ where: { batchId: id }, orderBy: { id: 'asc' } });
  expect(events.map(({ kind, outcome, runNo }) => [kind, outcome, runNo])).toEqual([
    ['rows_unconfirmed', null, 1],
    ['batch_finished', 'with_problems', 1],
  ]);
  const paused = await seedBatch(db, { rows: 1 });
  await db.pool.query(`update batch set state = 'paused', reason = 'person' where id = $1`, [paused]);
  await db.pool.query(`update batch set state = 'running', reason = null where id = $1`, [paused]);
  await db.pool.query(`update batch set state = 'paused', reason = 'breaker' where id = $1`, [paused]);
  const ofPaused = await db.prisma.batchEvent.findMany({ where: { batchId: paused } });
  expect(ofPaused.map(({ kind, reason }) => [kind, reason])).toEqual([['batch_paused', 'breaker']]);
  // Several workers at once take each of them once.
  const taken = await Promise.all([1, 2].map(() => dispatchEvents(api.context)));
  expect(taken[0] ?? 0).toBe(3 - (taken[1] ?? 0));
});

it('tells its secret once, to administrators', async () => {
  const body = { name: 'Chat', url: 'https://hooks.example/x', format: 'slack', events: ['batch.paused'] };
  const made = await call(addWebhook, 'POST', { ...admin, body });
  expect(made.status).toBe(201);
  expect(createdWebhookSchema.parse(await made.json()).secret).toMatch(/^whsec_/);
  expect(await (await call(listWebhooks, 'GET', admin)).text()).not.toContain('whsec_');
  const member = await api.signIn('member');
  expect((await call(addWebhook, 'POST', { ...member, body })).status).toBe(403);
  for (const url of ['ftp://hooks.example/', 'https://a:b@hooks.example/', 'hooks']) {
    expect((await call(addWebhook, 'POST', { ...admin, body: { ...body, url } })).status, url).toBe(422);
  }
});

it('is dialled through the guard, signed, noted, and sent again later', async () => {
  const receiver = await startReceiver(302);
  const webhook = await make({ name: 'inner', url: receiver.url });
  const of = { ...admin, params: { id: webhook.id } };
  for (const allowHosts of [[], [receiver.host]]) {
    const { id: deliveryId } = await (await call(testWebhook, 'POST', of)).json();
    // Refused or redirected: neither is taken, and neither is followed.
    await api.context.db.prisma.webhookDelivery.update({
      where: { id: deliveryId },
      data: { attemptsLeft: WEBHOOK_ATTEMPTS },
    });
    await send(deliveryId, allowHosts);
    // A message that comes too early, for whatever reason, sends nothing.
    await send(deliveryId, allowHosts);
  }
  receiver.close();
  const { items } = await (await call(listDeliveries, 'GET', of)).json();
  expect(items).toMatchObject([
    { state: 'waiting', attempts: [{ status: 302, error: null }] },
    { state: 'waiting', attempts: [{ status: null, error: expect.stringContaining('not on the public') }] },
  ]);
  const [{ id, body: sent, attempts, next_attempt_at }] = items;
  expect(attempts).toHaveLength(1);
  const signed = signedHeaders([webhook.secret], id, sent, new Date(attempts[0].at));
  expect(receiver.signatures).toEqual([signed['webhook-signature']]);
  const waits = Date.parse(next_attempt_at) - Date.parse(attempts[0].at);
  expect(Math.round((waits - attempts[0].duration_ms) / 1000)).toBeGreaterThanOrEqual(5);
  const params = { ...of.params, delivery_id: id };
  expect(await (await call(findDelivery, 'GET', { ...admin, params })).json()).toEqual(items[0]);
});

it('signs with a new secret, and for a while with the old one too', async () => {
  const receiver = await startReceiver(204);
  const webhook = await make({ name: 'changed', url: receiver.url });
  const of = { ...admin, params: { id: webhook.id } };
  const rotate = async (body: object) =>
    rotatedSecretSchema.parse(await (await call(rotateSecret, 'POST', { ...of, body })).json());
  const signedBy = async () => {
    const { id } = await (await call(testWebhook, 'POST', of)).json();
    await send(id, [receiver.host]);
    const { body, attempts } = await (
      await call(findDelivery, 'GET', { ...admin, params: { ...of.params, delivery_id: id } })
    ).json();
    const parts = (receiver.signatures.at(-1) ?? '').split(' ');
    return (secret: string) =>
      parts.indexOf(
        signedHeaders([secret], id, body, new Date(attempts[0].at))['webhook-signature'] as string,
      );
  };
  const second = await rotate({});
  expect(Date.parse(second.old_secret_until ?? '') - Date.now()).toBeGreaterThan(23 * 3600_000);
  const both = await signedBy();
  expect([second.secret, webhook.secret].map(both)).toEqual([0, 1]);
  const [shown] = (await (await call(listWebhooks, 'GET', admin)).json()).items.slice(-1);
  expect(shown).toMatchObject({
    old_secret_until: second.old_secret_until,
    last_delivery: { state: 'delivered' },
  });
  const third = await rotate({ old_valid_seconds: 0 });
  expect(third.old_secret_until).toBeNull();
  const one = await signedBy();
  expect([third.secret, second.secret, webhook.secret].map(one)).toEqual([0, -1, -1]);
  receiver.close();
  const member = await api.signIn('member', 'other member');
  expect((await call(rotateSecret, 'POST', { ...of, ...member, body: {} })).status).toBe(403);
});

async function make(body: object) {
  return createdWebhookSchema.parse(await (await call(addWebhook, 'POST', { ...admin, body })).json());
}

async function send(deliveryId: string, allowHosts: readonly string[]): Promise<void> {
  const { keys } = await webProcess();
  const guard = await startEgressGuard({ allowHosts });
  await sendDelivery(api.context, { deliveryId }, { keys: () => keys, post: createGuardedPost(guard) });
  await guard.close();
}

/** Answers everything with `status`. */
async function startReceiver(status: number) {
  const signatures: string[] = [];
  const server = createServer((request, response) => {
    signatures.push(String(request.headers['webhook-signature']));
    response.writeHead(status, { location: 'http://169.254.169.254/' }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { signatures, host, url: `http://${host}/`, close: () => server.close() };
}
