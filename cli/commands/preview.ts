import { Command } from 'commander';
import { describeReading } from '../../lib/automation/column-readings';
import type { BatchConfig } from '../../lib/config/batch-config';
import { type CsvPreview, previewCsv } from '../../lib/csv/preview';
import { toRunPlanJson } from '../../lib/domain/wire/run-preview';
import type { FileCheck } from '../../lib/services/checks/check-file';
import { csvOptions } from '../../lib/services/uploads/csv-options';
import type { LocalFile } from '../../lib/services/uploads/open-local-file';
import { bindingCells, unboundText } from '../binding-text';
import { withCsvFile } from '../csv-file';
import { collectPair, parseCount } from '../option-values';
import { formatFields, formatTable, type Output } from '../output';
import { type CheckedPlan, previewAutomation } from '../preview-automation';
import type { Terminal } from '../terminal';

const SHOWN_PROBLEMS = 1000;

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
    .argument('<file>', 'the CSV file; - reads standard input')
    .option('-n <rows>', 'how many rows to show, 1 to 50 (default: 10)', parseCount)
    .option('--delimiter <character>', 'instead of the one that is detected')
    .option('--encoding <name>', 'instead of the one that is detected')
    .option('--quote <character>', 'the character that quotes cells, or none')
    .option('--header-row <line>', 'the line of the column names; those above are skipped', parseCount)
    .option('--key <column>', 'report rows with the same value in this column')
    .option('--automation <name-or-file>', 'check all rows, and show what the first will do')
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
  const read = csvOptions(config, options);
  const preview = await previewCsv(file.open, { ...read, rows: options.n, key: options.key });
  const { automation } = options;
  const source = { open: file.open, options: read };
  const plan = automation
    ? await previewAutomation(terminal, preview, source, { ...options, automation })
    : null;
  const table = plan ? withProblems(preview, plan.check) : preview;
  return {
    json: { ...table, ...(plan && { ...toRunPlanJson(plan), readings: readingTexts(plan) }) },
    text: previewText(file.filename, table, plan),
  };
}

/** The problems of the file and those of its rows for the automation, as one list. */
function withProblems(table: CsvPreview, check: FileCheck): CsvPreview {
  const groups = [...table.problem_groups, ...check.groups];
  const rank = ({ severity }: { severity: string }) => (severity === 'error' ? 0 : 1);
  return {
    ...table,
    problems: [...table.problems, ...check.problems].slice(0, SHOWN_PROBLEMS),
    problem_count: table.problem_count + check.problemCount,
    problem_groups: groups.sort((a, b) => rank(a) - rank(b) || b.count - a.count),
  };
}

function readingTexts({ check }: CheckedPlan): string[] {
  return check.readings.map(describeReading);
}

function previewText(filename: string, table: CsvPreview, plan: CheckedPlan | null): string {
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
  if (plan && table.problem_groups.length > 0) {
    parts.push(table.problem_groups.map(({ severity, message }) => `${severity}: ${message}`).join('\n'));
  }
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

function planText(plan: CheckedPlan): string {
  const { automation, inputs, unbound, plans } = plan;
  const rows = plans.map(({ rowIndex, lines, problems }) => {
    const faults = problems.map(({ input, message }) => `cannot run: ${input} ${message}`);
    return [`Row ${rowIndex + 1}`, ...(faults.length > 0 ? faults : lines).map((line) => `  ${line}`)].join(
      '\n',
    );
  });
  const title = `${automation.title} (${automation.name})`;
  const from = formatTable(['input', 'from', 'found'], inputs.map(bindingCells));
  return [title, from, ...readingTexts(plan), ...unbound.map(unboundText), ...rows].join('\n\n');
}
