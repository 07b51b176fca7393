import { formatRow } from '@/lib/csv/write-results';
import { toUploadProblemJson } from '@/lib/domain/wire/upload';
import type { Context } from '@/lib/services/context';
import { listUploadProblems } from '@/lib/services/uploads/list-rows';

const COLUMNS = ['severity', 'code', 'line', 'row', 'column', 'message', 'value', 'advice'] as const;

/** All problems of a file as CSV text, page by page. */
export async function* problemsCsv(context: Context, uploadId: string): AsyncGenerator<string> {
  yield formatRow(COLUMNS);
  let cursor: string | null | undefined;
  while (cursor !== null) {
    const page = await listUploadProblems(context, { uploadId, limit: 1000, cursor });
    const problems = page.items.map(toUploadProblemJson);
    yield problems.map((problem) => formatRow(COLUMNS.map((name) => String(problem[name] ?? '')))).join('');
    cursor = page.nextCursor;
  }
}
