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
  created_at: timeSchema,
});
export type WebhookJson = z.infer<typeof webhookSchema>;
export const createdWebhookSchema = webhookSchema.extend({ secret: z.string() });

interface WebhookSource extends Omit<WebhookJson, 'format' | 'events' | 'is_enabled' | 'created_at'> {
  readonly format: string;
  readonly events: readonly string[];
  readonly isEnabled: boolean;
  readonly createdAt: Date;
}

export function toWebhookJson(webhook: WebhookSource): WebhookJson {
  const { id, name, url, format, events, isEnabled, createdAt } = webhook;
  const stored = { id, name, url, format, events, is_enabled: isEnabled };
  return webhookSchema.parse({ ...stored, created_at: createdAt.toISOString() });
}

export const deliverySchema = z.object({
  id: z.uuid().describe('the same however often it is sent: in the header webhook-id'),
  type: z.string().describe('of the event, or test'),
  state: z.enum(DELIVERY_STATES),
  body: z.string().describe('what is sent'),
  attempts: z.array(webhookAttemptSchema).describe('each time it was sent, the newest 50'),
  attempts_left: z.int(),
  created_at: timeSchema,
  ended_at: timeSchema.nullable(),
});

export function toDeliveryJson(delivery: {
  readonly id: string;
  readonly type: string;
  readonly state: (typeof DELIVERY_STATES)[number];
  readonly body: string;
  readonly attempts: unknown;
  readonly attemptsLeft: number;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
}): z.infer<typeof deliverySchema> {
  const { id, type, state, body, attempts, attemptsLeft } = delivery;
  return {
    ...{ id, type, state, body, attempts_left: attemptsLeft },
    attempts: z.array(webhookAttemptSchema).parse(attempts),
    created_at: delivery.createdAt.toISOString(),
    ended_at: timeOrNull(delivery.endedAt),
  };
}
