import { z } from 'zod';
import { downloadAnswer } from '@/app/_http/download';
import { withRoute } from '@/app/_http/with-route';
import { getCheck } from '@/lib/services/checks/get-check';
import { writeProblems } from '@/lib/services/checks/write-problems';

export const dynamic = 'force-dynamic';

export const GET = withRoute({
  summary: 'Everything a check found, as a table: row, line, column, value, message and what to do',
  permission: 'read',
  params: z.object({ id: z.string(), check_id: z.string() }),
  query: z.object({ format: z.literal('csv').default('csv') }),
  answers: { 200: 'CSV text' },
  handle: async ({ context, params }) => {
    const check = { uploadId: params.id, checkId: params.check_id };
    // Before the answer begins: what is not there has no table.
    await getCheck(context, check);
    const chunks = writeProblems(context, check);
    return downloadAnswer({ filename: 'problems.csv', contentType: 'text/csv; charset=utf-8', chunks });
  },
});
