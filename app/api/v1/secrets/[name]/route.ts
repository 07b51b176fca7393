import { z } from 'zod';
import { emptyAnswer, jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { secretDescriptionSchema, secretNameSchema, secretValueSchema } from '@/lib/domain/secret';
import { deleteSecret } from '@/lib/services/secrets/delete-secret';
import { setSecret } from '@/lib/services/secrets/set-secret';

export const dynamic = 'force-dynamic';

// PUT alone: a POST with an Idempotency-Key would leave a hash of the value behind.
export const PUT = withRoute({
  summary: 'Set a secret, or replace its value; nothing gives the value back',
  permission: 'administer',
  params: z.object({ name: z.string() }),
  body: z.strictObject({ value: secretValueSchema, description: secretDescriptionSchema.optional() }),
  answers: { 200: z.object({ name: secretNameSchema, created: z.boolean() }) },
  handle: async ({ context, web: { keys }, params: { name }, body }) => {
    const { isNew } = await setSecret({ ...context, keys }, { name, ...body });
    return jsonAnswer({ name, created: isNew });
  },
});

export const DELETE = withRoute({
  summary: 'Delete a secret; one that an automation uses only with force',
  permission: 'administer',
  params: z.object({ name: z.string() }),
  query: z.object({ force: z.enum(['true', 'false']).optional() }),
  answers: { 204: 'Deleted' },
  handle: async ({ context, params: { name }, query: { force } }) => {
    await deleteSecret(context, { name, isForced: force === 'true' });
    return emptyAnswer();
  },
});
