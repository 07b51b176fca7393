import { z } from 'zod';
import { pageAnswer } from '@/app/_http/answers';
import { downloadAnswer } from '@/app/_http/download';
import { pageQuery } from '@/app/_http/page-query';
import { problemsCsv } from '@/app/_http/problems-csv';
import { withRoute } from '@/app/_http/with-route';
import { pageSchema } from '@/lib/domain/wire/page';
import { toUploadProblemJson, uploadProblemSchema } from '@/lib/domain/wire/upload';
import { listUploadProblems } from '@/lib/services/uploads/list-rows';

export const dynamic = 'force-dynamic';

export const GET = withRoute({
  summary: 'The problems of a file, in file order; with format=csv all of them as a table',
  permission: 'read',
  params: z.object({ id: z.string() }),
  query: z.object({ ...pageQuery(100, 1000), format: z.enum(['json', 'csv']).default('json') }),
  answers: { 200: pageSchema(uploadProblemSchema) },
  handle: async ({ context, params, query }) => {
    const { format, ...page } = query;
    const problems = await listUploadProblems(context, { uploadId: params.id, ...page });
    if (format === 'json') return pageAnswer(problems, toUploadProblemJson);
    const chunks = problemsCsv(context, params.id);
    return downloadAnswer({ filename: 'problems.csv', contentType: 'text/csv; charset=utf-8', chunks });
  },
});
