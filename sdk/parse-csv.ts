import { type BatchConfigOptions, resolveBatchConfig } from '../lib/config/batch-config';
import { readEnvironment } from '../lib/config/env';
import type { Dialect } from '../lib/csv/dialect';
import type { Problem } from '../lib/csv/problem';
import { readRows } from '../lib/csv/read-rows';
import { toRowData } from '../lib/domain/wire/job';
import { csvOptions } from '../lib/services/uploads/csv-options';
import { openLocalFile } from '../lib/services/uploads/open-local-file';

/** Settings of the reading, over those of the environment (`BATCH_*`), and a delimiter instead of the detected one. */
export type ParseCsvOptions = BatchConfigOptions & { readonly delimiter?: string };

export interface ParsedCsv {
  readonly dialect: Dialect;
  readonly headers: readonly string[];
  /** Values by header, always text, in file order; rows that cannot be used are among the problems, not here. */
  readonly rows: readonly Readonly<Record<string, string>>[];
  /** `row` counts from 1 over the data rows, `line` is that of the file. */
  readonly problems: readonly Problem[];
}

/**
 * Reads a whole CSV file of this machine as an import would read it. For files that fit into memory.
 * @throws FileProcessingError, SecurityError, ConfigurationError; see `code`
 */
export async function parseCsv(path: string, options: ParseCsvOptions = {}): Promise<ParsedCsv> {
  const { delimiter, ...chosen } = options;
  const config = resolveBatchConfig(readEnvironment(), chosen);
  const file = openLocalFile(path, { allowPathTraversal: config.allowPathTraversal });
  const table = await readRows(() => file.open(), csvOptions(config, { delimiter }));
  const rows: Record<string, string>[] = [];
  const problems: Problem[] = [];
  for await (const block of table.blocks) {
    problems.push(...block.problems);
    for (const row of block.rows) if (row.problem === null) rows.push(toRowData(table.headers, row.cells));
  }
  return { dialect: table.dialect, headers: table.headers, rows, problems };
}
