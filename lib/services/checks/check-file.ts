import { type ColumnReading, ReadingFinder, withReadings } from '../../automation/column-readings';
import type { Automation } from '../../automation/schema';
import type { ByteSource } from '../../csv/inspect-bytes';
import { type Problem, shownValue } from '../../csv/problem';
import { readRows } from '../../csv/read-rows';
import type { ReadOptions } from '../../csv/read-settings';
import type { CsvRow } from '../../csv/row-builder';
import type { Bindings } from '../../domain/bindings';
import type { ProblemGroupJson } from '../../domain/wire/upload';
import { automationChecker, type RowProblem } from './row-checker';

export interface FileCheck {
  /** With the reading of every column. */
  readonly bindings: Bindings;
  readonly readings: readonly ColumnReading[];
  /** The first ones, in file order. */
  readonly problems: readonly Problem[];
  readonly problemCount: number;
  readonly groups: readonly ProblemGroupJson[];
}

const KEPT_PROBLEMS = 1000;

/**
 * Checks all rows of a file that is not stored anywhere, as a check of an upload would. Inputs that nothing feeds are
 * no fault of rows. Throws what `readRows` throws.
 */
export async function checkFile(
  open: ByteSource,
  options: ReadOptions,
  automation: Pick<Automation, 'inputs'>,
  asked: Bindings,
): Promise<FileCheck> {
  const readings = await readingsOf(open, options, automation, asked);
  const bindings = withReadings(asked, readings);
  const checker = automationChecker('', automation, bindings);
  const found = new FoundProblems();
  for await (const row of soundRows(open, options)) {
    for (const problem of checker.check(row.cells)) {
      if (problem.input === null || Object.hasOwn(bindings, problem.input)) found.add(row, problem);
    }
  }
  return { bindings, readings, ...found.result() };
}

async function readingsOf(
  open: ByteSource,
  options: ReadOptions,
  { inputs }: Pick<Automation, 'inputs'>,
  bindings: Bindings,
): Promise<ColumnReading[]> {
  const finder = new ReadingFinder(inputs, bindings);
  if (finder.columns.length === 0) return [];
  for await (const row of soundRows(open, options)) finder.add(row.rowIndex, row.cells);
  return finder.result();
}

async function* soundRows(open: ByteSource, options: ReadOptions): AsyncGenerator<CsvRow> {
  const { blocks } = await readRows(open, options);
  for await (const { rows } of blocks) yield* rows.filter((row) => row.problem === null);
}

class FoundProblems {
  private readonly problems: Problem[] = [];
  private readonly groups = new Map<string, ProblemGroupJson>();
  private count = 0;

  add(row: CsvRow, problem: RowProblem): void {
    const { code, severity, column, message, advice, isSecret } = problem;
    this.count += 1;
    const place = { line: row.lineNumber, row: row.rowIndex + 1 };
    this.addToGroup(problem, place);
    if (this.problems.length >= KEPT_PROBLEMS) return;
    this.problems.push({
      ...{ code, severity, ...place, advice },
      message: `Row ${place.row} (line ${place.line}): ${message}.`,
      ...(column !== null && { column: column + 1 }),
      ...(column !== null && !isSecret && { value: shownValue(row.cells[column] ?? '') }),
    });
  }

  result(): Pick<FileCheck, 'problems' | 'problemCount' | 'groups'> {
    const groups = [...this.groups.values()].map((group) => ({
      ...group,
      message: `${group.count.toLocaleString('en')} ${group.count === 1 ? 'row' : 'rows'}: ${group.message}`,
    }));
    return {
      problems: this.problems,
      problemCount: this.count,
      groups: groups.sort((a, b) => b.count - a.count),
    };
  }

  private addToGroup(problem: RowProblem, place: { line: number; row: number }): void {
    const { code, severity, column, message, advice } = problem;
    const group = this.groups.get(message);
    if (group) {
      group.count += 1;
      return;
    }
    this.groups.set(message, {
      ...{ code, severity, count: 1, message, advice },
      ...{ first_row: place.row, first_line: place.line },
      first_column: column === null ? null : column + 1,
    });
  }
}
