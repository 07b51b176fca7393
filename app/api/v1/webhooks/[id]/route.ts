import { z } from 'zod';
import { emptyAnswer, jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { webhookChangeSchema } from '@/lib/domain/webhook';
import { toWebhookJson, webhookSchema } from '@/lib/domain/wire/webhook';
import { viewWebhook } from '@/lib/services/webhooks/find-webhook';
import { changeWebhook, deleteWebhook } from '@/lib/services/webhooks/manage-webhooks';

export const dynamic = 'force-dynamic';
const params = z.object({ id: z.uuid() });

export const GET = withRoute({
  summary: 'A webhook',
  permission: 'administer',
  params,
  answers: { 200: webhookSchema },
  handle: async ({ context, params, web: { keys } }) =>
    jsonAnswer(toWebhookJson(await viewWebhook({ ...context, keys }, params.id))),
});

export const PATCH = withRoute({
  summary: 'Change a webhook, or switch it off and on',
  permission: 'administer',
  params,
  body: webhookChangeSchema,
  answers: { 200: webhookSchema },
  handle: async ({ context, params, body, web: { keys } }) => {
    const change = { id: params.id, change: body };
    return jsonAnswer(toWebhookJson(await changeWebhook({ ...context, keys }, change)));
  },
});

export const DELETE = withRoute({
  summary: 'Delete a webhook with its log',
  permission: 'administer',
  params,
  answers: { 204: 'Deleted' },
  handle: async ({ context, params }) => {
    await deleteWebhook(context, params.id);
    return emptyAnswer();
  },
});
