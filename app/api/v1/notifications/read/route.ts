import { emptyAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { readNotificationsSchema } from '@/lib/domain/wire/notification';
import { markNotificationsRead } from '@/lib/services/notifications/notifications';

export const dynamic = 'force-dynamic';

export const POST = withRoute({
  summary: 'Note that the caller has read some notifications, or all',
  permission: 'read',
  body: readNotificationsSchema,
  answers: { 204: 'Noted' },
  handle: async ({ context, body }) => {
    await markNotificationsRead(context, body);
    return emptyAnswer();
  },
});
