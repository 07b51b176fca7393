import { z } from 'zod';
import { jsonAnswer } from '@/app/_http/answers';
import { pageQuery } from '@/app/_http/page-query';
import { withRoute } from '@/app/_http/with-route';
import { toUnconfirmedPageJson, unconfirmedPageSchema } from '@/lib/domain/wire/unconfirmed';
import { listUnconfirmedBatches } from '@/lib/services/batches/list-unconfirmed';

export const dynamic = 'force-dynamic';

export const GET = withRoute({
  summary:
    'Batches with rows whose outcome nobody knows, the longest waiting first. The rows: /batches/{id}/jobs?status=unconfirmed',
  permission: 'read',
  query: z.object({ ...pageQuery(10, 50), batch_id: z.string().max(100).optional() }),
  answers: { 200: unconfirmedPageSchema },
  handle: async ({ context, query: { batch_id: batchId, ...query } }) => {
    const page = await listUnconfirmedBatches(context, { ...query, batchId });
    return jsonAnswer(toUnconfirmedPageJson(page, context.publicUrl));
  },
});
