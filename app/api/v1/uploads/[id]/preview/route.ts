import { z } from 'zod';
import { jsonAnswer } from '@/app/_http/answers';
import { withRoute } from '@/app/_http/with-route';
import { readOptionsQuery, toReadOptions } from '@/lib/domain/wire/read-options';
import { runPreviewSchema, toRunPlanJson } from '@/lib/domain/wire/run-preview';
import { previewRun } from '@/lib/services/uploads/preview-run';
import { previewUpload } from '@/lib/services/uploads/preview-upload';

export const dynamic = 'force-dynamic';

export const GET = withRoute({
  summary: 'What the file holds when it is read with these options, and what its rows would do',
  permission: 'read',
  params: z.object({ id: z.string() }),
  query: z.object({
    n: z.coerce.number().int().min(1).max(50).default(10),
    ...readOptionsQuery,
    key: z.string().max(1000).optional(),
    automation: z.string().max(100).optional(),
  }),
  answers: { 200: runPreviewSchema },
  handle: async ({ context, params, query: { n, automation, key, ...options } }) => {
    const input = { uploadId: params.id, rows: n, key, ...toReadOptions(options) };
    if (automation === undefined) return jsonAnswer(await previewUpload(context, input));
    const { preview, ...plan } = await previewRun(context, { ...input, automation });
    return jsonAnswer({ ...preview, ...toRunPlanJson(plan) });
  },
});
