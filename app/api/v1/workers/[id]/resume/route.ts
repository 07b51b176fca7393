import { z } from 'zod';
import { jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { toWorkerJson, workerSchema } from '@/lib/domain/wire/worker';
import { resumeWorker } from '@/lib/services/workers/drain-worker';

export const dynamic = 'force-dynamic';

export const POST = withRoute({
  summary: 'Let a drained worker take rows again',
  permission: 'administer',
  params: z.object({ id: z.string() }),
  answers: { 200: workerSchema },
  handle: async ({ context, params }) =>
    jsonAnswer(toWorkerJson(await resumeWorker(context, { workerId: params.id }))),
});
