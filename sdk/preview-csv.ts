import { previewCsv as readPreview } from '../lib/csv/preview';
import type { Problem } from '../lib/csv/problem';
import { csvOptions } from '../lib/services/uploads/csv-options';
import { openCsvFile } from './open-csv-file';
import type { PreviewOptions } from './options';
import type { CsvPreview } from './results';
import type { Session } from './session';

/** Reads a whole CSV file as an import would and shows its beginning. Throws as parseCsv. */
export async function previewCsv(
  session: Pick<Session, 'batchConfig' | 'log'>,
  path: string,
  { n, key, delimiter, quote: chosenQuote, headerRow, ...config }: PreviewOptions = {},
): Promise<CsvPreview> {
  const batchConfig = session.batchConfig(config);
  const file = openCsvFile(path, batchConfig, session.log);
  const chosen = { delimiter, quote: chosenQuote, headerRow };
  const table = await readPreview(file.open, { ...csvOptions(batchConfig, chosen), rows: n, key });
  const { delimiter: found, encoding, quote, newline, bom, header_row } = table.dialect;
  return {
    status: statusOf(table.problems),
    dialect: { delimiter: found, encoding, quote, newline, hasBom: bom, headerRow: header_row },
    headers: table.headers,
    rows: table.rows,
    rowCount: table.row_count,
    headerChoices: table.headers.filter((header) => header.trim() !== ''),
    uniqueColumn: table.unique_column,
    problems: table.problems,
    problemCount: table.problem_count,
  };
}

function statusOf(problems: readonly Problem[]): CsvPreview['status'] {
  if (problems.some((problem) => problem.severity === 'error')) return 'errors';
  return problems.length > 0 ? 'warnings' : 'ok';
}
