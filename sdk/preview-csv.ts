import { previewCsv as readPreview } from '../lib/csv/preview';
import type { Problem } from '../lib/csv/problem';
import { csvOptions } from '../lib/services/uploads/csv-options';
import type { UploadReadOptions } from '../lib/services/uploads/receive-upload';
import { openCsvFile } from './open-csv-file';
import type { ParseCsvOptions } from './parse-csv';
import type { Session } from './session';

export interface PreviewOptions extends ParseCsvOptions {
  /** How many rows to show, 1 to 50; default 10. */
  readonly n?: number;
  /** The key column, instead of the one that would be found; its duplicates are among the problems. */
  readonly key?: string;
}

export interface CsvPreview {
  /** `ok`, or the worst that was found. */
  readonly status: 'ok' | 'warnings' | 'errors';
  readonly dialect: {
    readonly delimiter: string;
    readonly encoding: string;
    readonly quote: string;
    readonly newline: string;
    readonly hasBom: boolean;
    readonly headerRow: number;
  };
  readonly headers: readonly string[];
  /** The first rows, cells in the order of the headers. */
  readonly rows: readonly (readonly string[])[];
  /** Data rows of the whole file. */
  readonly rowCount: number;
  /** Columns that a person can choose as the key: all that have a name. */
  readonly headerChoices: readonly string[];
  /** The column whose values are all different, over the whole file; null when there is none. */
  readonly uniqueColumn: string | null;
  readonly problems: readonly Problem[];
  readonly problemCount: number;
}

/** Reads a whole CSV file as an import would and shows its beginning. Throws as parseCsv. */
export async function previewCsv(
  session: Pick<Session, 'batchConfig' | 'log'>,
  path: string,
  { n, key, delimiter, ...config }: PreviewOptions = {},
): Promise<CsvPreview> {
  const batchConfig = session.batchConfig(config);
  const file = openCsvFile(path, batchConfig, session.log);
  const chosen: UploadReadOptions = { delimiter };
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
