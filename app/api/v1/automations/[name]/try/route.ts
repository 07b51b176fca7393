import { z } from 'zod';
import { createdAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { newTrySchema, toStartTryInput, toTryJson, trySchema } from '@/lib/domain/wire/try';
import { startTry } from '@/lib/services/tries/start-try';

export const dynamic = 'force-dynamic';

export const POST = withRoute({
  summary: 'Try one row of a file: step by step, with pictures, up to the step that submits',
  permission: 'write',
  params: z.object({ name: z.string() }),
  body: newTrySchema,
  answers: { 201: trySchema },
  handle: async ({ context, params, body }) => {
    const started = await startTry(context, { ...toStartTryInput(body), automation: params.name });
    return createdAnswer(toTryJson(started), `/api/v1/tries/${started.id}`);
  },
});
