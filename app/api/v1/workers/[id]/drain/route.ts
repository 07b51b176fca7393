import { z } from 'zod';
import { jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { toWorkerJson, workerSchema } from '@/lib/domain/wire/worker';
import { drainWorker } from '@/lib/services/workers/drain-worker';

export const dynamic = 'force-dynamic';

export const POST = withRoute({
  summary: 'Take no more rows; those that run end as ever. It stays until it is resumed or ended',
  permission: 'administer',
  params: z.object({ id: z.string() }),
  answers: { 200: workerSchema },
  handle: async ({ context, params }) =>
    jsonAnswer(toWorkerJson(await drainWorker(context, { workerId: params.id }))),
});
