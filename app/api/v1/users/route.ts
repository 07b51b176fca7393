import { jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { pageSchema } from '@/lib/domain/wire/page';
import { toUserJson, userSchema } from '@/lib/domain/wire/people';
import { listUsers } from '@/lib/services/users/list-users';

export const dynamic = 'force-dynamic';

export const GET = withRoute({
  summary: 'All members, the oldest first',
  permission: 'administer',
  answers: { 200: pageSchema(userSchema) },
  handle: async ({ context }) => {
    const users = await listUsers(context);
    return jsonAnswer({ items: users.map(toUserJson), next_cursor: null });
  },
});
