import { z } from 'zod';
import { jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { deliverySchema, toDeliveryJson } from '@/lib/domain/wire/webhook';
import { redeliver } from '@/lib/services/webhooks/deliveries';

export const dynamic = 'force-dynamic';

export const POST = withRoute({
  summary: 'Send a delivery that has ended once more, with the same id',
  permission: 'administer',
  params: z.object({ id: z.uuid(), delivery_id: z.uuid() }),
  answers: { 202: deliverySchema },
  handle: async ({ context, params: { id, delivery_id } }) =>
    jsonAnswer(toDeliveryJson(await redeliver(context, { webhookId: id, deliveryId: delivery_id })), 202),
});
