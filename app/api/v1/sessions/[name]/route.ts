import { z } from 'zod';
import { emptyAnswer, jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { sessionInputsSchema } from '@/lib/domain/session';
import { sessionSchema, toSessionJson } from '@/lib/domain/wire/session';
import { deleteSession } from '@/lib/services/sessions/delete-session';
import { getSession } from '@/lib/services/sessions/session-view';
import { setSession } from '@/lib/services/sessions/set-session';

export const dynamic = 'force-dynamic';

const params = z.object({ name: z.string() });

export const GET = withRoute({
  summary: 'One stored login',
  permission: 'read',
  params,
  answers: { 200: sessionSchema },
  handle: async ({ context, params }) => jsonAnswer(toSessionJson(await getSession(context, params))),
});

export const PUT = withRoute({
  summary: 'Store how a login is made, or change it; what was signed in before is forgotten',
  permission: 'administer',
  params,
  body: z.strictObject({
    automation: z.string().min(1),
    inputs: sessionInputsSchema.optional(),
    description: z.string().max(300).optional(),
  }),
  answers: { 200: sessionSchema },
  handle: async ({ context, params: { name }, body }) => {
    const { session } = await setSession(context, { name, ...body });
    return jsonAnswer(toSessionJson(session));
  },
});

export const DELETE = withRoute({
  summary: 'Delete a stored login; one that an automation names only with force',
  permission: 'administer',
  params,
  query: z.object({ force: z.enum(['true', 'false']).optional() }),
  answers: { 204: 'Deleted' },
  handle: async ({ context, params: { name }, query: { force } }) => {
    await deleteSession(context, { name, isForced: force === 'true' });
    return emptyAnswer();
  },
});
