import { z } from 'zod';
import { jsonAnswer } from '@/app/_http/answers';
import { rowParams } from '@/app/_http/row-params';
import { withRoute } from '@/app/_http/with-route';
import { liveViewSchema, toLiveViewJson } from '@/lib/domain/wire/live-view';
import { watchRow } from '@/lib/services/jobs/watch-row';

export const dynamic = 'force-dynamic';

export const GET = withRoute({
  summary: 'What a running row looks like; ask about once a second: its worker takes pictures only meanwhile',
  permission: 'read',
  params: z.object(rowParams),
  answers: { 200: liveViewSchema },
  handle: async ({ context, params }) => {
    const row = { batchId: params.id, rowIndex: params.row_index };
    return jsonAnswer(toLiveViewJson(await watchRow(context, row)));
  },
});
