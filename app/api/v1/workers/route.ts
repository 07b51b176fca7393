import { jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { toWorkersJson, workersSchema } from '@/lib/domain/wire/workers';
import { getQueue } from '@/lib/services/workers/get-queue';
import { listWorkers } from '@/lib/services/workers/list-workers';

export const dynamic = 'force-dynamic';

export const GET = withRoute({
  summary: 'Workers seen within a day, the rows that each runs, and what waits for them',
  permission: 'read',
  answers: { 200: workersSchema },
  handle: async ({ context }) =>
    jsonAnswer(toWorkersJson(await listWorkers(context), await getQueue(context))),
});
