import { z } from 'zod';
import { jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { planRequestSchema, planSchema, toPlanJson, toPlanUploadInput } from '@/lib/domain/wire/plan';
import { planUpload } from '@/lib/services/uploads/plan-upload';

export const dynamic = 'force-dynamic';

export const POST = withRoute({
  summary: 'What a batch of the file would do: what feeds the inputs, and one row in words. Stores nothing',
  permission: 'read',
  params: z.object({ id: z.string() }),
  body: planRequestSchema,
  answers: { 200: planSchema },
  handle: async ({ context, params, body }) =>
    jsonAnswer(toPlanJson(await planUpload(context, toPlanUploadInput(params.id, body)))),
});
