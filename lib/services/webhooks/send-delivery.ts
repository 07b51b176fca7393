import { createHmac } from 'node:crypto';
import { noteDeliveryAttempt } from '../../db/sql/note-delivery-attempt';
import { type DueDelivery, readDueDelivery } from '../../db/sql/read-due-delivery';
import { inTransaction } from '../../db/transaction';
import { secondsToNextAttempt, WEBHOOK_ATTEMPTS, type WebhookAttempt } from '../../domain/webhook';
import type { KeyRing } from '../../secrets/key-ring';
import type { Context } from '../context';
import { sealName } from './webhook-secret';

/** Sends one request and gives the status of the answer; an error says why there was none. */
export type PostJson = (
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
) => Promise<number>;

interface SendTools {
  readonly keys: () => KeyRing;
  readonly post: PostJson;
}

/**
 * Sends a delivery that is due and notes how it went. What was not taken and may be sent again gets a message for then
 * in the same transaction, so that the log says when.
 */
export async function sendDelivery(
  context: Context,
  { deliveryId }: { readonly deliveryId: string },
  tools: SendTools,
): Promise<void> {
  const delivery = await readDueDelivery(context.db.pool, deliveryId);
  if (!delivery) return;
  const attempt = await trySending(deliveryId, delivery, tools);
  const { status } = attempt;
  const isTaken = status !== null && status >= 200 && status < 300;
  const secondsToNext = secondsToNextAttempt(WEBHOOK_ATTEMPTS + 1 - delivery.attemptsLeft);
  await inTransaction(context.db.pool, async (client) => {
    const left = await noteDeliveryAttempt(client, deliveryId, attempt, { isTaken, secondsToNext });
    if (left > 0) await context.queue.send('send-webhook', { deliveryId }, client, secondsToNext);
  });
}

async function trySending(
  deliveryId: string,
  { webhookId, url, body, secrets }: DueDelivery,
  { keys, post }: SendTools,
): Promise<WebhookAttempt> {
  const at = new Date();
  const send = async () => {
    const ring = keys();
    // An older secret that nobody can open any more signs nothing; without the present one nothing is sent.
    const usable = secrets.filter(({ keyId }, index) => index === 0 || ring.canOpen(keyId));
    const opened = usable.map((sealed) => ring.open(sealName(webhookId), sealed));
    return post(url, body, signedHeaders(opened, deliveryId, body, at));
  };
  const result = await send().then(
    (status) => ({ status, error: null }),
    (reason: unknown) => ({ status: null, error: reason instanceof Error ? reason.message : String(reason) }),
  );
  return { at: at.toISOString(), ...result, duration_ms: Date.now() - at.getTime() };
}

/**
 * Headers and signatures as in the Standard Webhooks specification: receivers find libraries that check them.
 * @param secrets each signs; a receiver takes what one of its own secrets signed
 */
export function signedHeaders(
  secrets: readonly string[],
  id: string,
  body: string,
  at: Date,
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const sign = (secret: string) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  };
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': secrets.map(sign).join(' '),
  };
}
