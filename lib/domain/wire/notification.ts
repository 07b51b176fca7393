import { z } from 'zod';
import { BATCH_OUTCOMES, BATCH_REASONS } from '../batch-state';
import { type BatchHappening, happeningInWords } from '../event-words';
import { EVENT_TYPE_OF, EVENT_TYPES } from '../webhook';
import { pageSchema } from './page';
import { timeSchema } from './time';

export const notificationSchema = z.object({
  id: z.string().describe('rises with time'),
  type: z.enum(EVENT_TYPES),
  reason: z.enum(BATCH_REASONS).nullable().describe('of a pause'),
  outcome: z.enum(BATCH_OUTCOMES).nullable().describe('of an end'),
  text: z.string().describe("what happened, to stand after the batch's name"),
  at: timeSchema,
  is_read: z.boolean(),
  batch: z.object({ id: z.uuid(), name: z.string(), url: z.url() }),
});
export type NotificationJson = z.infer<typeof notificationSchema>;

export const notificationsSchema = pageSchema(notificationSchema).extend({
  unread_count: z.int().describe('of the newest 1,000 events'),
  only_own: z.boolean().describe('told of their own batches only'),
  by_mail: z.boolean().describe('told by mail too'),
  can_mail: z.boolean().describe('there is a mail server'),
});
export type NotificationsJson = z.infer<typeof notificationsSchema>;

/** The body of `POST /notifications/read`. */
export const readNotificationsSchema = z.strictObject({
  ids: z.union([
    z.literal('all'),
    z
      .array(z.string().regex(/^\d{1,18}$/))
      .min(1)
      .max(100),
  ]),
});

/** The body of `PATCH /notifications`. */
export const notificationPreferenceSchema = z
  .strictObject({ only_own: z.boolean(), by_mail: z.boolean() })
  .partial();

export function toNotificationJson(
  notification: BatchHappening & {
    readonly id: string;
    readonly at: Date;
    readonly isRead: boolean;
    readonly batchId: string;
    readonly batchName: string;
  },
  publicUrl: string,
): NotificationJson {
  const { id, kind, reason, outcome, at, isRead, batchId, batchName } = notification;
  return {
    ...{ id, type: EVENT_TYPE_OF[kind], reason, outcome, text: happeningInWords(notification) },
    ...{ at: at.toISOString(), is_read: isRead },
    batch: { id: batchId, name: batchName, url: `${publicUrl}/batches/${batchId}` },
  };
}
