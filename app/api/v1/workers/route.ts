import { jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { pageSchema } from '@/lib/domain/wire/page';
import { toWorkerJson, workerSchema } from '@/lib/domain/wire/worker';
import { listWorkers } from '@/lib/services/workers/list-workers';

export const dynamic = 'force-dynamic';

export const GET = withRoute({
  summary: 'Workers seen within a day and the rows that each runs',
  permission: 'read',
  answers: { 200: pageSchema(workerSchema) },
  handle: async ({ context }) => {
    const workers = await listWorkers(context);
    return jsonAnswer({ items: workers.map(toWorkerJson), next_cursor: null });
  },
});
