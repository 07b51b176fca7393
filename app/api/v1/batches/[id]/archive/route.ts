import { z } from 'zod';
import { jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { batchSchema, toBatchJson } from '@/lib/domain/wire/batch';
import { archiveBatch } from '@/lib/services/batches/archive-batch';

export const dynamic = 'force-dynamic';

export const POST = withRoute({
  summary: 'Take a batch that has ended out of the list',
  permission: 'write',
  params: z.object({ id: z.string() }),
  answers: { 200: batchSchema },
  handle: async ({ context, params }) =>
    jsonAnswer(toBatchJson(await archiveBatch(context, { batchId: params.id }), context.publicUrl)),
});
