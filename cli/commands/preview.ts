import { Command } from 'commander';
import type { BatchConfig } from '../../lib/config/batch-config';
import { type CsvPreview, previewCsv } from '../../lib/csv/preview';
import { toRunPlanJson } from '../../lib/domain/wire/run-preview';
import { csvOptions } from '../../lib/services/uploads/csv-options';
import type { LocalFile } from '../../lib/services/uploads/open-local-file';
import type { RunPlan } from '../../lib/services/uploads/preview-run';
import { bindingCells, unboundText } from '../binding-text';
import { withCsvFile } from '../csv-file';
import { collectPair, parseCount } from '../option-values';
import { formatFields, formatTable, type Output } from '../output';
import { previewAutomation } from '../preview-automation';
import type { Terminal } from '../terminal';

interface PreviewOptions {
  readonly n?: number;
  readonly delimiter?: string;
  readonly encoding?: string;
  readonly quote?: string;
  readonly headerRow?: number;
  readonly key?: string;
  readonly automation?: string;
  readonly map: Readonly<Record<string, string>>;
  readonly var: Readonly<Record<string, string>>;
}

export function previewCommand(terminal: Terminal): Command {
  return new Command('preview')
    .description('show what a CSV file contains and how it is read')
    .argument('<file>', 'the CSV file; - reads standard input')
    .option('-n <rows>', 'how many rows to show, 1 to 50 (default: 10)', parseCount)
    .option('--delimiter <character>', 'instead of the one that is detected')
    .option('--encoding <name>', 'instead of the one that is detected')
    .option('--quote <character>', 'the character that quotes cells, or none')
    .option('--header-row <line>', 'the line of the column names; those above are skipped', parseCount)
    .option('--key <column>', 'report rows with the same value in this column')
    .option('--automation <name-or-file>', 'show what the rows will do')
    .option('--map <input=column>', 'with --automation: as in run', collectPair, {})
    .option('--var <name=value>', 'with --automation: a value for the whole batch', collectPair, {})
    .action((file: string, options: PreviewOptions) =>
      terminal.answer(() =>
        withCsvFile(terminal, file, (csv, config) => preview(terminal, csv, config, options)),
      ),
    );
}

async function preview(
  terminal: Terminal,
  file: LocalFile,
  config: BatchConfig,
  options: PreviewOptions,
): Promise<Output> {
  const table = await previewCsv(file.open, {
    ...csvOptions(config, options),
    rows: options.n,
    key: options.key,
  });
  const { automation } = options;
  const plan = automation ? await previewAutomation(terminal, table, { ...options, automation }) : null;
  return {
    json: { ...table, ...(plan && toRunPlanJson(plan)) },
    text: previewText(file.filename, table, plan),
  };
}

function previewText(filename: string, table: CsvPreview, plan: RunPlan | null): string {
  const { dialect, problems, problem_count } = table;
  const fields = formatFields({
    delimiter: JSON.stringify(dialect.delimiter),
    encoding: encodingText(dialect),
    quote: dialect.quote || 'none',
    'header line': dialect.header_row,
    rows: table.row_count,
    'unique column': table.unique_column ?? 'none',
    problems: problem_count,
  });
  const columns = table.columns.map(({ header, type, format, filled_count: filled }) => [
    header,
    format === null ? type : `${type}, ${format}`,
    String(filled),
  ]);
  const parts = [
    `${filename}\n${fields}`,
    formatTable(['column', 'holds', 'filled'], columns),
    formatTable(table.headers, table.rows),
  ];
  const shown = problems
    .slice(0, 20)
    .map(({ severity, message, advice = '' }) => `${severity}: ${message} ${advice}`.trim());
  if (shown.length < problem_count) shown.push(`and ${problem_count - shown.length} more`);
  if (shown.length > 0) parts.push(shown.join('\n'));
  if (plan) parts.push(planText(plan));
  return parts.join('\n\n');
}

function encodingText({ encoding, bom, encoding_confidence: confidence }: CsvPreview['dialect']): string {
  if (confidence !== null) return `${encoding} (guessed, ${Math.round(confidence * 100)} % sure)`;
  return bom ? `${encoding} with byte order mark` : encoding;
}

function planText({ automation, inputs, unbound, plans }: RunPlan): string {
  const rows = plans.map(({ rowIndex, lines, problems }) => {
    const faults = problems.map(({ input, message }) => `cannot run: ${input} ${message}`);
    return [`Row ${rowIndex + 1}`, ...(faults.length > 0 ? faults : lines).map((line) => `  ${line}`)].join(
      '\n',
    );
  });
  const title = `${automation.title} (${automation.name})`;
  const from = formatTable(['input', 'from', 'found'], inputs.map(bindingCells));
  return [title, from, ...unbound.map(unboundText), ...rows].join('\n\n');
}
