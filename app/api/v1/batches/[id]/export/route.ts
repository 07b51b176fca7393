import { z } from 'zod';
import { downloadAnswer } from '@/app/_http/download';
import { flagQuery } from '@/app/_http/page-query';
import { withRoute } from '@/app/_http/with-route';
import { exportBatch } from '@/lib/services/results/export-batch';

export const dynamic = 'force-dynamic';

export const GET = withRoute({
  summary:
    'The results as csv, xlsx, json, jsonl, failed (rows to upload again), manifest, summary, pdf (summary for paper) or zip (all files); at any time',
  permission: 'read',
  params: z.object({ id: z.string() }),
  query: z.object({ format: z.string().max(20).default('csv'), raw: flagQuery }),
  answers: { 200: 'The file, written as it is read' },
  handle: async ({ context, params, query }) =>
    downloadAnswer(await exportBatch(context, { batchId: params.id, ...query })),
});
