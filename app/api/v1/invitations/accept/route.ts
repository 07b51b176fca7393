import { z } from 'zod';
import { jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { newAccountSchema } from '@/lib/domain/account';
import { toUserJson, userSchema } from '@/lib/domain/wire/people';
import { acceptInvitation } from '@/lib/services/invitations/accept-invitation';

export const dynamic = 'force-dynamic';

export const POST = withRoute({
  summary:
    'Open the account a set-up link or an invitation promises; then sign in at /api/auth/sign-in/email',
  permission: 'anyone',
  body: newAccountSchema.extend({ token: z.string().min(1).max(200) }),
  answers: { 201: userSchema },
  handle: async ({ context, body }) => jsonAnswer(toUserJson(await acceptInvitation(context, body)), 201),
});
