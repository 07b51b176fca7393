import { z } from 'zod';
import type { BatchHappening } from './event-words';

/** How often a delivery is sent before it counts as failed. */
export const WEBHOOK_ATTEMPTS = 11;

const FIRST_WAIT_SECONDS = 5;

/** How long to wait before a delivery is sent again that was sent `sent` times: 5 s, then twice as long each time. */
export function secondsToNextAttempt(sent: number): number {
  return FIRST_WAIT_SECONDS * 2 ** Math.max(0, sent - 1);
}

export const EVENT_TYPES = ['batch.finished', 'batch.paused', 'rows.unconfirmed'] as const;
export type EventType = (typeof EVENT_TYPES)[number];

export const WEBHOOK_FORMATS = ['json', 'slack'] as const;
export type WebhookFormat = (typeof WEBHOOK_FORMATS)[number];

export const DELIVERY_STATES = ['waiting', 'delivered', 'failed'] as const;

/** How it went to send a delivery once: a status, or why there was none. */
export const webhookAttemptSchema = z.object({
  at: z.iso.datetime(),
  status: z.int().nullable(),
  error: z.string().nullable(),
  duration_ms: z.int(),
});
export type WebhookAttempt = z.infer<typeof webhookAttemptSchema>;

/** An address without credentials: those would be shown to whoever may see the webhook. Whether it is public is asked when it is dialled. */
const urlSchema = z
  .url({ protocol: /^https?$/, error: 'must be an http or https address' })
  .max(2000)
  .refine((text) => {
    const url = URL.parse(text);
    return url !== null && url.username === '' && url.password === '';
  }, 'must have no user name and password');

/** The body of `POST /webhooks`. */
export const newWebhookSchema = z.strictObject({
  name: z.string().trim().min(1).max(100),
  url: urlSchema,
  format: z.enum(WEBHOOK_FORMATS).default('json'),
  events: z
    .array(z.enum(EVENT_TYPES))
    .min(1)
    .default([...EVENT_TYPES]),
});

/** The body of `PATCH /webhooks/:id`. */
export const webhookChangeSchema = z
  .strictObject({ ...newWebhookSchema.shape, events: z.array(z.enum(EVENT_TYPES)).min(1) })
  .omit({ format: true })
  .partial()
  .extend({ format: z.enum(WEBHOOK_FORMATS).optional(), is_enabled: z.boolean().optional() });

const DAY_SECONDS = 86_400;

/** The body of `POST /webhooks/:id/rotate-secret`. */
export const secretRotationSchema = z.strictObject({
  old_valid_seconds: z
    .int()
    .min(0)
    .max(7 * DAY_SECONDS, `is at most 7 days (${7 * DAY_SECONDS} s)`)
    .default(DAY_SECONDS)
    .describe('how long requests are signed with the old secret too; 0: from now on only with the new one'),
});

/** What kinds are called outside. */
export const EVENT_TYPE_OF = {
  batch_finished: 'batch.finished',
  batch_paused: 'batch.paused',
  rows_unconfirmed: 'rows.unconfirmed',
} as const satisfies Record<BatchHappening['kind'], EventType>;
