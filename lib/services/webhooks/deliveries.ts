import { newId } from '../../db/new-id';
import type { WebhookDelivery } from '../../db/records';
import { redeliverDelivery } from '../../db/sql/redeliver-delivery';
import { decodeCursor, encodeCursor } from '../../domain/cursor';
import { NotFoundError } from '../../domain/errors';
import { WEBHOOK_ATTEMPTS, type WebhookFormat } from '../../domain/webhook';
import type { Context } from '../context';
import { testPayload } from './event-payload';
import { findWebhook } from './find-webhook';

export interface DeliveryPage {
  readonly items: readonly WebhookDelivery[];
  readonly nextCursor: string | null;
}

/** One page of what was sent to a webhook, the newest first. @throws NotFoundError, ValidationError `cursor_invalid` */
export async function listDeliveries(
  context: Context,
  input: { readonly webhookId: string; readonly limit: number; readonly cursor?: string | undefined },
): Promise<DeliveryPage> {
  await findWebhook(context, input.webhookId);
  const before = input.cursor === undefined ? {} : { id: { lt: String(decodeCursor(input.cursor, 1)[0]) } };
  const found = await context.db.prisma.webhookDelivery.findMany({
    where: { webhookId: input.webhookId, ...before },
    orderBy: { id: 'desc' },
    take: input.limit + 1,
  });
  const items = found.slice(0, input.limit);
  const last = items.at(-1);
  return { items, nextCursor: found.length > input.limit && last ? encodeCursor([last.id]) : null };
}

/** Sends a message that says nothing, also to a webhook that is switched off. It is tried once. @throws NotFoundError */
export async function testWebhook(context: Context, webhookId: string): Promise<WebhookDelivery> {
  const { format } = await findWebhook(context, webhookId);
  const id = newId();
  const body = testPayload(format as WebhookFormat, id, context.publicUrl);
  const delivery = await context.db.prisma.webhookDelivery.create({
    data: { id, webhookId, type: 'test', body, attemptsLeft: 1 },
  });
  await context.queue.send('send-webhook', { deliveryId: id });
  return delivery;
}

interface DeliveryIds {
  readonly webhookId: string;
  readonly deliveryId: string;
}

/** @throws NotFoundError `delivery_not_found` */
export async function findDelivery(
  context: Context,
  { webhookId, deliveryId }: DeliveryIds,
): Promise<WebhookDelivery> {
  const delivery = await context.db.prisma.webhookDelivery.findFirst({
    where: { id: deliveryId, webhookId },
  });
  if (!delivery) throw new NotFoundError('delivery_not_found', 'There is no such delivery.');
  return delivery;
}

/** Sends a delivery that has ended once more, to the letter and with its id. @throws NotFoundError */
export async function redeliver(context: Context, ids: DeliveryIds): Promise<WebhookDelivery> {
  const isAgain = await redeliverDelivery(context.db.pool, ids, WEBHOOK_ATTEMPTS);
  if (isAgain) await context.queue.send('send-webhook', { deliveryId: ids.deliveryId });
  return findDelivery(context, ids);
}
