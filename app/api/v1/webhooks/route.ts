import { jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { newWebhookSchema } from '@/lib/domain/webhook';
import { pageSchema } from '@/lib/domain/wire/page';
import { createdWebhookSchema, toWebhookJson, webhookSchema } from '@/lib/domain/wire/webhook';
import { listWebhooks } from '@/lib/services/webhooks/find-webhook';
import { createWebhook } from '@/lib/services/webhooks/manage-webhooks';

export const dynamic = 'force-dynamic';

export const GET = withRoute({
  summary: 'All webhooks; never their secrets',
  permission: 'administer',
  answers: { 200: pageSchema(webhookSchema) },
  handle: async ({ context, web: { keys } }) =>
    jsonAnswer({ items: (await listWebhooks({ ...context, keys })).map(toWebhookJson), next_cursor: null }),
});

export const POST = withRoute({
  summary: 'Add a webhook; the secret that signs its requests is shown once',
  permission: 'administer',
  showsSecret: true,
  body: newWebhookSchema,
  answers: { 201: createdWebhookSchema },
  handle: async ({ context, body, web: { keys } }) => {
    const { secret, ...webhook } = await createWebhook({ ...context, keys }, body);
    return jsonAnswer({ ...toWebhookJson(webhook), secret }, 201);
  },
});
