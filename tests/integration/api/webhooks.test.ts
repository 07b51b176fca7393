import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { webProcess } from '@/app/_server/web-process';
import { GET as listDeliveries } from '@/app/api/v1/webhooks/[id]/deliveries/route';
import { POST as testWebhook } from '@/app/api/v1/webhooks/[id]/test/route';
import { POST as addWebhook, GET as listWebhooks } from '@/app/api/v1/webhooks/route';
import { finishBatchIfDone } from '@/lib/db/sql/finish-batch';
import { createdWebhookSchema } from '@/lib/domain/wire/webhook';
import { dispatchEvents } from '@/lib/services/webhooks/dispatch-events';
import { NotTaken, sendDelivery, signedHeaders } from '@/lib/services/webhooks/send-delivery';
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

it('is dialled through the guard, signed, and noted', async () => {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(String(request.headers['webhook-signature']));
    response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const body = { name: 'inner', url: `http://127.0.0.1:${port}/` };
  const webhook = createdWebhookSchema.parse(
    await (await call(addWebhook, 'POST', { ...admin, body })).json(),
  );
  const of = { ...admin, params: { id: webhook.id } };
  const { keys } = await webProcess();
  for (const allowHosts of [[], [`127.0.0.1:${port}`]]) {
    const guard = await startEgressGuard({ allowHosts });
    const { id: deliveryId } = await (await call(testWebhook, 'POST', of)).json();
    // Refused or redirected: neither is taken, and neither is followed.
    await api.context.db.prisma.webhookDelivery.update({
      where: { id: deliveryId },
      data: { attemptsLeft: 2 },
    });
    const tools = { keys: () => keys, post: createGuardedPost(guard) };
    await expect(sendDelivery(api.context, { deliveryId }, tools)).rejects.toThrow(NotTaken);
    await guard.close();
  }
  server.close();
  const { items } = await (await call(listDeliveries, 'GET', of)).json();
  const attempts = items.map(
    (item: { attempts: { status: number | null; error: string | null }[] }) => item.attempts[0],
  );
  expect(attempts).toMatchObject([
    { status: 302, error: null },
    { status: null, error: expect.stringContaining('not on the public internet') },
  ]);
  const [
    {
      id,
      body: sent,
      attempts: [first],
    },
  ] = items;
  expect(seen).toEqual([signedHeaders(webhook.secret, id, sent, new Date(first.at))['webhook-signature']]);
});
