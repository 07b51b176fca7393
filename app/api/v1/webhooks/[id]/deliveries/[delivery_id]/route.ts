import { z } from 'zod';
import { jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { deliverySchema, toDeliveryJson } from '@/lib/domain/wire/webhook';
import { findDelivery } from '@/lib/services/webhooks/deliveries';

export const dynamic = 'force-dynamic';

export const GET = withRoute({
  summary: 'A delivery, and how sending it went so far',
  permission: 'administer',
  params: z.object({ id: z.uuid(), delivery_id: z.uuid() }),
  answers: { 200: deliverySchema },
  handle: async ({ context, params: { id, delivery_id } }) =>
    jsonAnswer(toDeliveryJson(await findDelivery(context, { webhookId: id, deliveryId: delivery_id }))),
});
