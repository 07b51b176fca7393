import { z } from 'zod';
import { pageAnswer } from '@/app/_http/answers';
import { pageQuery } from '@/app/_http/page-query';
import { withRoute } from '@/app/_http/with-route';
import { pageSchema } from '@/lib/domain/wire/page';
import { deliverySchema, toDeliveryJson } from '@/lib/domain/wire/webhook';
import { listDeliveries } from '@/lib/services/webhooks/deliveries';

export const dynamic = 'force-dynamic';

export const GET = withRoute({
  summary: 'What was sent to a webhook, the newest first',
  permission: 'administer',
  params: z.object({ id: z.uuid() }),
  query: z.object(pageQuery(25, 100)),
  answers: { 200: pageSchema(deliverySchema) },
  handle: async ({ context, params, query }) =>
    pageAnswer(await listDeliveries(context, { webhookId: params.id, ...query }), toDeliveryJson),
});
