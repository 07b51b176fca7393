import { jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { pageSchema } from '@/lib/domain/wire/page';
import { sessionSchema, toSessionJson } from '@/lib/domain/wire/session';
import { listSessions } from '@/lib/services/sessions/session-view';

export const dynamic = 'force-dynamic';

export const GET = withRoute({
  summary: 'All stored logins by name; never what signs in',
  permission: 'read',
  answers: { 200: pageSchema(sessionSchema) },
  handle: async ({ context }) => {
    const sessions = await listSessions(context);
    return jsonAnswer({ items: sessions.map(toSessionJson), next_cursor: null });
  },
});
