import { z } from 'zod';
import { jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { ROLES } from '@/lib/domain/role';
import { toUserJson, userSchema } from '@/lib/domain/wire/people';
import { updateUser } from '@/lib/services/users/update-user';

export const dynamic = 'force-dynamic';

export const PATCH = withRoute({
  summary: 'Change a member’s role, or disable or enable the account; one administrator always remains',
  permission: 'administer',
  params: z.object({ id: z.string().max(100) }),
  body: z.strictObject({ role: z.enum(ROLES).optional(), disabled: z.boolean().optional() }),
  answers: { 200: userSchema },
  handle: async ({ context, params, body: { role, disabled } }) =>
    jsonAnswer(toUserJson(await updateUser(context, { userId: params.id, role, isDisabled: disabled }))),
});
