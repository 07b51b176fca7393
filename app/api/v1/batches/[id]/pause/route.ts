import { z } from 'zod';
import { jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { batchSchema, toBatchJson } from '@/lib/domain/wire/batch';
import { pauseBatch } from '@/lib/services/batches/pause-batch';

export const dynamic = 'force-dynamic';

export const POST = withRoute({
  summary: 'Take no further rows; running rows end normally',
  permission: 'write',
  params: z.object({ id: z.string() }),
  answers: { 200: batchSchema },
  handle: async ({ context, params }) =>
    jsonAnswer(toBatchJson(await pauseBatch(context, { batchId: params.id }), context.publicUrl)),
});
