import { z } from 'zod';
import { jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { deliverySchema, toDeliveryJson } from '@/lib/domain/wire/webhook';
import { testWebhook } from '@/lib/services/webhooks/deliveries';

export const dynamic = 'force-dynamic';

export const POST = withRoute({
  summary: 'Send a test; the log of deliveries tells how it went',
  permission: 'administer',
  params: z.object({ id: z.uuid() }),
  answers: { 202: deliverySchema },
  handle: async ({ context, params }) =>
    jsonAnswer(toDeliveryJson(await testWebhook(context, params.id)), 202),
});
