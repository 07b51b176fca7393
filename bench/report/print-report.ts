import { type BenchReport, isMet, type ReportTable, type Verdict } from './report';

/** The report as plain text. */
export function formatReport(report: BenchReport): string {
  const blocks = [
    `== ${report.name}: ${report.title}`,
    ...report.tables.map(formatTable),
    ...(report.verdicts.length > 0 ? [formatTable(verdictTable(report.verdicts))] : []),
    report.notes.join('\n'),
  ];
  return `\n${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function verdictTable(verdicts: readonly Verdict[]): ReportTable {
  return {
    title: 'ratios, median of the pairs',
    columns: ['ratio', 'median', 'interval', 'pairs', 'aim', ''],
    rows: verdicts.map((verdict) => [
      verdict.name,
      verdict.ratio.median.toFixed(3),
      `${verdict.ratio.low.toFixed(3)} .. ${verdict.ratio.high.toFixed(3)}`,
      String(verdict.ratio.pairs.length),
      aimText(verdict),
      isMet(verdict) ? 'met' : 'MISSED',
    ]),
  };
}

function aimText({ aim }: Verdict): string {
  return 'atLeast' in aim ? `>= ${aim.atLeast}` : `<= ${aim.atMost}`;
}

function formatTable({ title, columns, rows }: ReportTable): string {
  const widths = columns.map((column, index) =>
    Math.max(column.length, ...rows.map((row) => row[index]?.length ?? 0)),
  );
  // Names to the left, figures to the right.
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => (index === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[index] ?? 0)))
      .join('  ')
      .trimEnd();
  return [title, line(columns), ...rows.map(line)].join('\n');
}
