import { z } from 'zod';
import { jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { secretRotationSchema } from '@/lib/domain/webhook';
import { rotatedSecretSchema, toWebhookJson } from '@/lib/domain/wire/webhook';
import { viewWebhook } from '@/lib/services/webhooks/find-webhook';
import { rotateWebhookSecret } from '@/lib/services/webhooks/webhook-secret';

export const dynamic = 'force-dynamic';

export const POST = withRoute({
  summary: 'Give a webhook another secret, which is shown once; the old one may go on signing for a while',
  permission: 'administer',
  showsSecret: true,
  params: z.object({ id: z.uuid() }),
  body: secretRotationSchema,
  answers: { 200: rotatedSecretSchema },
  handle: async ({ context, params: { id }, body, web: { keys } }) => {
    const vault = { ...context, keys };
    const secret = await rotateWebhookSecret(vault, { id, oldValidSeconds: body.old_valid_seconds });
    const { old_secret_until } = toWebhookJson(await viewWebhook(vault, id));
    return jsonAnswer({ secret, old_secret_until });
  },
});
