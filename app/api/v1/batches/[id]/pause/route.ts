import { z } from 'zod';
import { jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { batchSchema, toBatchJson } from '@/lib/domain/wire/batch';
import { pauseBatch } from '@/lib/services/batches/pause-batch';

export const dynamic = 'force-dynamic';

export const POST = withRoute({
  summary: 'Take no further rows; running rows end normally, or are given back',
  permission: 'write',
  params: z.object({ id: z.string() }),
  body: z.strictObject({
    mode: z
      .enum(['drain', 'now'])
      .default('drain')
      .describe('now: running rows are given back, unless they are past their commit'),
  }),
  answers: { 200: batchSchema },
  handle: async ({ context, params, body }) =>
    jsonAnswer(toBatchJson(await pauseBatch(context, { batchId: params.id, ...body }), context.publicUrl)),
});
