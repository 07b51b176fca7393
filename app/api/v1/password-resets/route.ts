import { z } from 'zod';
import { emptyAnswer } from '@/app/_http/answers';
import { visitorOf } from '@/app/_http/visitor';
import { withRoute } from '@/app/_http/with-route';
import { emailSchema } from '@/lib/domain/account';
import { requestPasswordReset } from '@/lib/services/password-resets/request-password-reset';

export const dynamic = 'force-dynamic';

export const POST = withRoute({
  summary: 'Have a link to a new password mailed; the answer is the same whether there is such an account',
  permission: 'anyone',
  body: z.strictObject({ email: emailSchema }),
  answers: { 204: 'If there is an account with a password for this address, the mail is on its way' },
  handle: async ({ context, body, request }) => {
    await requestPasswordReset(context, { email: body.email, visitor: visitorOf(request.headers) });
    return emptyAnswer();
  },
});
