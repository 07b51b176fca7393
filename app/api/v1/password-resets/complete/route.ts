import { z } from 'zod';
import { emptyAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { newAccountSchema } from '@/lib/domain/account';
import { resetPassword } from '@/lib/services/password-resets/reset-password';

export const dynamic = 'force-dynamic';

export const POST = withRoute({
  summary: 'Choose a new password with the link from the mail, which works for an hour and once',
  permission: 'anyone',
  body: z.strictObject({ token: z.string().min(1).max(200), password: newAccountSchema.shape.password }),
  answers: { 204: 'Changed; all sessions have ended' },
  handle: async ({ context, body }) => {
    await resetPassword(context, body);
    return emptyAnswer();
  },
});
