import type { Problem } from '../lib/csv/problem';
import { readRows } from '../lib/csv/read-rows';
import { BatchEngineError, FileProcessingError } from '../lib/domain/errors';
import { toRowData } from '../lib/domain/wire/job';
import { csvOptions } from '../lib/services/uploads/csv-options';
import { openCsvFile } from './open-csv-file';
import type { ParseCsvOptions } from './options';
import type { ParsedCsv } from './results';
import type { Session } from './session';

/**
 * Reads a whole CSV file of this machine as an import would read it. For files that fit into memory.
 * @throws FileProcessingError, SecurityError, ConfigurationError; see `code`
 */
export async function parseCsv(
  session: Pick<Session, 'batchConfig' | 'log'>,
  path: string,
  { delimiter, quote, headerRow, ...chosen }: ParseCsvOptions = {},
): Promise<ParsedCsv> {
  const config = session.batchConfig(chosen);
  const file = openCsvFile(path, config, session.log);
  try {
    const table = await readRows(() => file.open(), csvOptions(config, { delimiter, quote, headerRow }));
    const rows: Record<string, string>[] = [];
    const problems: Problem[] = [];
    for await (const block of table.blocks) {
      problems.push(...block.problems);
      for (const row of block.rows) if (row.problem === null) rows.push(toRowData(table.headers, row.cells));
    }
    return { dialect: table.dialect, headers: table.headers, rows, problems };
  } catch (error) {
    if (error instanceof BatchEngineError) throw error;
    const message = `Failed to parse CSV file: ${path} cannot be read (${error instanceof Error ? error.message : error}).`;
    throw new FileProcessingError('file_unreadable', message, { path });
  }
}
