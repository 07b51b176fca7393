import { z } from 'zod';
import { DELIVERY_STATES, EVENT_TYPES, WEBHOOK_FORMATS, webhookAttemptSchema } from '../webhook';
import { timeOrNull, timeSchema } from './time';

/** A webhook; its secret is told once, when it is made. */
export const webhookSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  url: z.url(),
  format: z.enum(WEBHOOK_FORMATS),
  events: z.array(z.enum(EVENT_TYPES)),
  is_enabled: z.boolean(),
  readable: z.boolean().describe('false: encrypted with another key, so that nothing can be signed or sent'),
  old_secret_until: timeSchema
    .nullable()
    .describe('until then requests are signed with a secret from before the last change too'),
  last_delivery: z
    .object({ state: z.enum(DELIVERY_STATES), at: timeSchema })
    .nullable()
    .describe('the newest of the log'),
  created_at: timeSchema,
});
export type WebhookJson = z.infer<typeof webhookSchema>;
export const createdWebhookSchema = webhookSchema.extend({ secret: z.string() });
export const rotatedSecretSchema = z.object({ secret: z.string(), old_secret_until: timeSchema.nullable() });

interface WebhookSource extends Pick<WebhookJson, 'id' | 'name' | 'url'> {
  readonly format: string;
  readonly events: readonly string[];
  readonly isEnabled: boolean;
  readonly isReadable: boolean;
  readonly oldSecretUntil: Date | null;
  readonly lastDelivery: { readonly state: string; readonly at: string } | null;
  readonly createdAt: Date;
}

export function toWebhookJson(webhook: WebhookSource): WebhookJson {
  const { id, name, url, format, events, isEnabled, isReadable, lastDelivery: last } = webhook;
  return webhookSchema.parse({
    ...{ id, name, url, format, events, is_enabled: isEnabled, readable: isReadable },
    old_secret_until: timeOrNull(webhook.oldSecretUntil),
    last_delivery: last && { state: last.state, at: new Date(last.at).toISOString() },
    created_at: webhook.createdAt.toISOString(),
  });
}

export const deliverySchema = z.object({
  id: z.uuid().describe('the same however often it is sent: in the header webhook-id'),
  type: z.string().describe('of the event, or test'),
  state: z.enum(DELIVERY_STATES),
  body: z.string().describe('what is sent'),
  attempts: z.array(webhookAttemptSchema).describe('each time it was sent, the newest 50'),
  attempts_left: z.int(),
  next_attempt_at: timeSchema.nullable().describe('when it is sent next; null: it has ended'),
  created_at: timeSchema,
  ended_at: timeSchema.nullable(),
});

export type DeliveryJson = z.infer<typeof deliverySchema>;

export function toDeliveryJson(delivery: {
  readonly id: string;
  readonly type: string;
  readonly state: (typeof DELIVERY_STATES)[number];
  readonly body: string;
  readonly attempts: unknown;
  readonly attemptsLeft: number;
  readonly nextAttemptAt: Date;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
}): DeliveryJson {
  const { id, type, state, body, attempts, attemptsLeft } = delivery;
  return {
    ...{ id, type, state, body, attempts_left: attemptsLeft },
    attempts: z.array(webhookAttemptSchema).parse(attempts),
    next_attempt_at: state === 'waiting' ? delivery.nextAttemptAt.toISOString() : null,
    created_at: delivery.createdAt.toISOString(),
    ended_at: timeOrNull(delivery.endedAt),
  };
}
