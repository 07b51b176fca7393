import { z } from 'zod';
import { downloadAnswer } from '@/app/_http/download';
import { jobFilterQuery, toJobFilter } from '@/app/_http/job-filter';
import { flagQuery, namesQuery, numbersQuery } from '@/app/_http/page-query';
import { withRoute } from '@/app/_http/with-route';
import { OUTCOME_COLUMNS } from '@/lib/domain/export-format';
import { exportBatch } from '@/lib/services/results/export-batch';

export const dynamic = 'force-dynamic';

export const GET = withRoute({
  summary:
    'The results as csv, xlsx, json, jsonl, failed (rows to upload again), manifest, summary, pdf (summary for paper) or zip (all files); at any time. The first four also of the rows and columns that a filter chooses, as in the list of jobs, ?output.NAME=VALUE included',
  permission: 'read',
  params: z.object({ id: z.string() }),
  query: z.looseObject({
    format: z.string().max(20).default('csv'),
    raw: flagQuery,
    only_run: flagQuery.describe('without the rows that the batch left out; a filter leaves them out too'),
    columns: numbersQuery.optional().describe("positions of the file's columns, from 0, separated by commas"),
    outcome: namesQuery
      .pipe(z.array(z.enum(OUTCOME_COLUMNS)))
      .optional()
      .describe(
        `columns of the outcome beside the status, separated by commas: ${OUTCOME_COLUMNS.join(', ')}`,
      ),
    outputs: namesQuery.optional().describe('names of outputs, separated by commas'),
    ...jobFilterQuery,
  }),
  answers: { 200: 'The file, written as it is read' },
  handle: async ({ context, params, query }) => {
    const { format, raw, only_run: onlyRun, columns, outcome: outcomeColumns, outputs: outputNames } = query;
    const part = { onlyRun, columns, outcomeColumns, outputNames, filter: toJobFilter(query) };
    return downloadAnswer(await exportBatch(context, { batchId: params.id, format, raw, ...part }));
  },
});
