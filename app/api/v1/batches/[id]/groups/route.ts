import { z } from 'zod';
import { jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { failureGroupSchema, toFailureGroupJson } from '@/lib/domain/wire/failure-group';
import { pageSchema } from '@/lib/domain/wire/page';
import { listBatchGroups } from '@/lib/services/batches/list-failure-groups';

export const dynamic = 'force-dynamic';

export const GET = withRoute({
  summary: 'Failures that look alike, the largest group first; at most 100',
  permission: 'read',
  params: z.object({ id: z.string() }),
  answers: { 200: pageSchema(failureGroupSchema) },
  handle: async ({ context, params }) => {
    const groups = await listBatchGroups(context, { batchId: params.id });
    return jsonAnswer({ items: groups.map(toFailureGroupJson), next_cursor: null });
  },
});
