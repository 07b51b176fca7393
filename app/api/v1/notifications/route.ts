import { z } from 'zod';
import { emptyAnswer, jsonAnswer } from '@/app/_http/answers';
import { pageQuery } from '@/app/_http/page-query';
import { withRoute } from '@/app/_http/with-route';
import {
  notificationPreferenceSchema,
  notificationsSchema,
  toNotificationJson,
} from '@/lib/domain/wire/notification';
import { listNotifications, setNotificationPreference } from '@/lib/services/notifications/notifications';

export const dynamic = 'force-dynamic';

export const GET = withRoute({
  summary: 'What the caller is told of: batches that finished, were paused by a brake or wait for a person',
  permission: 'read',
  query: z.object(pageQuery(20, 100)),
  answers: { 200: notificationsSchema },
  handle: async ({ context, query }) => {
    const { items, unreadCount, onlyOwn, byMail, nextCursor } = await listNotifications(context, query);
    return jsonAnswer({
      items: items.map((item) => toNotificationJson(item, context.publicUrl)),
      ...{ next_cursor: nextCursor, unread_count: unreadCount },
      ...{ only_own: onlyOwn, by_mail: byMail, can_mail: context.mailer !== undefined },
    });
  },
});

export const PATCH = withRoute({
  summary: "Be told of every batch or of the caller's own only, and by mail or not; what is left out stays",
  permission: 'read',
  body: notificationPreferenceSchema,
  answers: { 204: 'Changed' },
  handle: async ({ context, body }) => {
    await setNotificationPreference(context, { onlyOwn: body.only_own, byMail: body.by_mail });
    return emptyAnswer();
  },
});
