import { z } from 'zod';
import { jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { sessionSchema, toSessionJson } from '@/lib/domain/wire/session';
import { requestSignIn } from '@/lib/services/sessions/request-sign-in';

export const dynamic = 'force-dynamic';

export const POST = withRoute({
  summary: 'Have a worker sign in anew; state and state_version of the session tell how it went',
  permission: 'administer',
  params: z.object({ name: z.string() }),
  answers: { 202: sessionSchema },
  handle: async ({ context, params }) => jsonAnswer(toSessionJson(await requestSignIn(context, params)), 202),
});
