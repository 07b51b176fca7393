import { createHmac } from 'node:crypto';
import { noteDeliveryAttempt } from '../../db/sql/dispatch-events';
import type { WebhookAttempt } from '../../domain/webhook';
import type { KeyRing } from '../../secrets/key-ring';
import type { Context } from '../context';
import { sealName } from './manage-webhooks';

/** Sends one request and gives the status of the answer; an error says why there was none. */
export type PostJson = (
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
) => Promise<number>;

/** The receiver did not take a delivery; it is to be sent again. */
export class NotTaken extends Error {}

/**
 * Sends a delivery and notes how it went.
 * @throws NotTaken when it did not arrive and may be sent again
 */
export async function sendDelivery(
  context: Context,
  { deliveryId }: { readonly deliveryId: string },
  tools: { readonly keys: () => KeyRing; readonly post: PostJson },
): Promise<void> {
  const delivery = await context.db.prisma.webhookDelivery.findUnique({
    where: { id: deliveryId, state: 'waiting' },
    include: { webhook: true },
  });
  if (!delivery) return;
  const { webhook, body } = delivery;
  const startedAt = new Date();
  const send = async () => {
    const secret = tools.keys().open(sealName(webhook.id), webhook);
    return tools.post(webhook.url, body, signedHeaders(secret, deliveryId, body, startedAt));
  };
  const { status, error } = await send().then(
    (answered) => ({ status: answered, error: null }),
    (reason: unknown) => ({ status: null, error: reason instanceof Error ? reason.message : String(reason) }),
  );
  const durationMs = Date.now() - startedAt.getTime();
  const attempt: WebhookAttempt = { at: startedAt.toISOString(), status, error, duration_ms: durationMs };
  const isTaken = status !== null && status >= 200 && status < 300;
  const left = await noteDeliveryAttempt(context.db.pool, deliveryId, attempt, isTaken);
  if (!isTaken && left > 0) throw new NotTaken(`Delivery ${deliveryId}: ${error ?? `answered ${status}`}`);
}

/** Headers and signature as in the Standard Webhooks specification: receivers find libraries that check them. */
export function signedHeaders(
  secret: string,
  id: string,
  body: string,
  at: Date,
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
}
