import { z } from 'zod';
import { jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { listBatchChoices } from '@/lib/services/batches/list-batches';

export const dynamic = 'force-dynamic';

export const GET = withRoute({
  summary: 'What batches can be filtered by: automations, owners and tags that occur, at most 200 of each',
  permission: 'read',
  answers: {
    200: z.object({
      automations: z.array(z.object({ name: z.string(), title: z.string() })),
      owners: z.array(z.string()),
      tags: z.array(z.string()),
    }),
  },
  handle: async ({ context }) => jsonAnswer(await listBatchChoices(context)),
});
