import { z } from 'zod';
import { downloadAnswer } from '@/app/_http/download';
import { withRoute } from '@/app/_http/with-route';
import { exportBatch } from '@/lib/services/results/export-batch';

export const dynamic = 'force-dynamic';

export const GET = withRoute({
  summary: 'The manifest: the batch with all its jobs and their artifacts, as a download',
  permission: 'read',
  params: z.object({ id: z.string() }),
  answers: { 200: 'batch_manifest.json' },
  handle: async ({ context, params }) =>
    downloadAnswer(await exportBatch(context, { batchId: params.id, format: 'manifest' })),
});
