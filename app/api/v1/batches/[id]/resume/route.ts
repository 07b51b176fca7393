import { z } from 'zod';
import { jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { batchSchema, toBatchJson } from '@/lib/domain/wire/batch';
import { resumeBatch } from '@/lib/services/batches/start-batch';

export const dynamic = 'force-dynamic';

export const POST = withRoute({
  summary: 'Go on with a paused or waiting batch',
  permission: 'write',
  params: z.object({ id: z.string() }),
  answers: { 200: batchSchema },
  handle: async ({ context, params }) =>
    jsonAnswer(toBatchJson(await resumeBatch(context, { batchId: params.id }), context.publicUrl)),
});
