import { formatRow } from '../../csv/write-results';
import type { Context } from '../context';
import { type CheckRowView, listCheckRows } from './list-check-rows';

const COLUMNS = [
  ...['row', 'line', 'severity', 'code', 'column', 'header', 'value', 'message', 'what_to_do'],
] as const;

/**
 * Everything that a check found, a line a problem, as CSV text for a spreadsheet; page by page. Row numbers are
 * 1-based. @throws NotFoundError `check_not_found` before the first text.
 */
export async function* writeProblems(
  context: Context,
  input: { readonly uploadId: string; readonly checkId: string },
): AsyncGenerator<string> {
  let cursor: string | null | undefined;
  while (cursor !== null) {
    const page = await listCheckRows(context, { ...input, limit: 1000, cursor });
    const head = cursor === undefined ? formatRow(COLUMNS) : '';
    yield head + page.items.map(rowLines).join('');
    cursor = page.nextCursor;
  }
}

function rowLines({ rowIndex, lineNumber, problems }: CheckRowView): string {
  return problems
    .map(({ severity, code, column, header, value, message, advice }) =>
      formatRow(
        [rowIndex + 1, lineNumber, severity, code, column, header, value, message, advice].map((cell) =>
          String(cell ?? ''),
        ),
      ),
    )
    .join('');
}
