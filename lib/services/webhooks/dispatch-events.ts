import { newId } from '../../db/new-id';
import { insertDelivery, type OpenEvent, takeOpenEvents } from '../../db/sql/dispatch-events';
import { listMailReaders } from '../../db/sql/list-mail-readers';
import { removeOldReads } from '../../db/sql/read-notifications';
import { inTransaction, type Queryable } from '../../db/transaction';
import { NotFoundError } from '../../domain/errors';
import { EVENT_TYPE_OF, WEBHOOK_ATTEMPTS, type WebhookFormat } from '../../domain/webhook';
import type { BatchView } from '../batches/batch-view';
import { getBatch } from '../batches/get-batch';
import type { Context } from '../context';
import { eventPayload } from './event-payload';

const AT_A_TIME = 50;

/**
 * Makes the deliveries of events that are new, the mails about them, and their messages, in one transaction: each event is dispatched once,
 * by one worker, or again after a crash. Gives how many there were.
 */
export async function dispatchEvents(context: Context): Promise<number> {
  return inTransaction(context.db.pool, async (client) => {
    const events = await takeOpenEvents(client, AT_A_TIME);
    for (const event of events) await dispatch(context, client, event);
    return events.length;
  });
}

async function dispatch(context: Context, client: Queryable, event: OpenEvent): Promise<void> {
  if (context.mailer) await queueMails(context, client, event);
  await queueDeliveries(context, client, event);
}

async function queueMails({ queue }: Context, client: Queryable, event: OpenEvent): Promise<void> {
  for (const { userId } of await listMailReaders(client, event.batchId))
    await queue.send('send-notification-mail', { eventId: event.id, userId }, client);
}

async function queueDeliveries(context: Context, client: Queryable, event: OpenEvent): Promise<void> {
  const type = EVENT_TYPE_OF[event.kind];
  const webhooks = await context.db.prisma.webhook.findMany({
    where: { isEnabled: true, events: { has: type } },
    select: { id: true, format: true },
  });
  const batch = webhooks.length > 0 ? await findBatch(context, event.batchId) : null;
  if (!batch) return;
  for (const { id: webhookId, format } of webhooks) {
    const id = newId();
    const to = { format: format as WebhookFormat, deliveryId: id };
    const body = eventPayload(to, event, batch, context.publicUrl);
    const delivery = { ...{ id, webhookId, type, body }, eventId: event.id, attemptsLeft: WEBHOOK_ATTEMPTS };
    if (await insertDelivery(client, delivery))
      await context.queue.send('send-webhook', { deliveryId: id }, client);
  }
}

/** Null when it was deleted meanwhile. */
async function findBatch(context: Context, batchId: string): Promise<BatchView | null> {
  return getBatch(context, { batchId }).catch((error: unknown) => {
    if (error instanceof NotFoundError) return null;
    throw error;
  });
}

/** How long people and programs can look back. */
const KEPT_MS = 90 * 24 * 3600_000;

/** Removes events and deliveries of three months ago. */
export async function removeOldEvents({ db }: Context): Promise<void> {
  const before = new Date(Date.now() - KEPT_MS);
  await db.prisma.webhookDelivery.deleteMany({ where: { createdAt: { lt: before } } });
  await db.prisma.batchEvent.deleteMany({ where: { at: { lt: before } } });
  await removeOldReads(db.pool);
}
