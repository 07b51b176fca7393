import { type Command, Option } from 'commander';
import type { JobFilter } from '../lib/domain/job-filter';
import { JOB_STATES, type JobState } from '../lib/domain/job-state';
import { toRowFilter } from '../lib/domain/wire/row-filter';
import { getBatch } from '../lib/services/batches/get-batch';
import type { Context } from '../lib/services/context';
import { columnPositions, type ExportPart } from '../lib/services/results/export-part';
import { collectPair, parseCount, parseList } from './option-values';

/** What narrows an export to what a list of rows shows; row numbers are 1-based. */
export interface ExportPartOptions {
  readonly status?: JobState[];
  readonly group?: string;
  readonly key?: string;
  readonly search?: string;
  readonly gave: Readonly<Record<string, string>>;
  readonly fromRow?: number;
  readonly toRow?: number;
  readonly columns?: string[];
}

export function addExportPartOptions(command: Command): Command {
  return command
    .addOption(new Option('--status <states...>', 'only rows in these states').choices(JOB_STATES))
    .option('--group <fingerprint>', 'only the rows of one failure group')
    .option('--key <start>', 'only rows whose key begins so, in a batch with a key column')
    .option('--search <text>', 'only rows with this text in a cell, an error or an output, any case')
    .option('--gave <output=value>', 'only rows that gave this output (repeatable)', collectPair, {})
    .option('--from-row <number>', 'only from this row on', parseCount)
    .option('--to-row <number>', 'only up to this row', parseCount)
    .option('--columns <names>', 'only these columns of the file, such as "Order no,City"', parseList);
}

/** @throws NotFoundError, ValidationError `unknown_columns` */
export async function toExportPart(
  context: Context,
  batchId: string,
  { columns, ...options }: ExportPartOptions,
): Promise<ExportPart> {
  const filter = toJobFilter(options);
  if (!columns) return { filter };
  const { headers } = await getBatch(context, { batchId });
  return { filter, columns: columnPositions(headers, columns) };
}

function toJobFilter({ status, group, key, search: q, gave, ...rows }: ExportPartOptions): JobFilter {
  const { fromRow, toRow } = rows;
  const indexes = {
    ...(fromRow === undefined ? {} : { from_row: fromRow - 1 }),
    ...(toRow === undefined ? {} : { to_row: toRow - 1 }),
  };
  const outputs = Object.entries(gave).map(([name, value]) => ({ name, value }));
  const asked = { ...(group && { group }), ...(key && { key }), ...(q && { q }), ...indexes };
  return { ...(status && { states: status }), ...toRowFilter(asked, outputs) };
}
