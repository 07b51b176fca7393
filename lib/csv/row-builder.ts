import { isBlank } from './blank-cell';
import type { Syntax } from './dialect';
import { parseRecords } from './parse-records';
import type { CsvLimits, Problem } from './problem';
import type { ScannedRecord } from './record-scanner';
import {
  controlCharacter,
  malformedQuote,
  nulCharacter,
  openQuoteProblem,
  overLimit,
  tooFewCells,
  tooManyCells,
} from './row-problems';
import type { ScannedBlock } from './scan-records';

/**
 * One data row. `rowIndex` counts from 0 over the rows that are not empty; `lineNumber` is where it starts in the
 * file. `cells` has one entry per column, more only under `too_many_cells`. `problem` is the code of the error that
 * makes the row unusable, or null.
 */
export type CsvRow = { rowIndex: number; lineNumber: number; cells: string[]; problem: string | null };

/** Consecutive rows with their problems; `emptyCount` empty rows were dropped among them. */
export type RowBlock = { rows: CsvRow[]; problems: Problem[]; emptyCount: number; bytesRead: number };

export type RowBuilderOptions = {
  syntax: Syntax;
  columnCount: number;
  skipEmptyRows: boolean;
  limits: CsvLimits;
};

const NUL = '\u0000';
/** Ctrl-Z on a line of its own, by which DOS programs end a text. */
const END_OF_FILE = '\u001a';
/** Control characters other than tab and line ends. */
const CONTROL = /[^\P{Cc}\t\n\r]/u;

/** Turns scanned records into rows and says what is wrong with each. Keeps the row index from block to block. */
export class RowBuilder {
  rowCount = 0;
  private readonly options: RowBuilderOptions;

  constructor(options: RowBuilderOptions) {
    this.options = options;
  }

  build({ records, openQuote }: ScannedBlock): Omit<RowBlock, 'bytesRead'> {
    const texts = records.map((record) => record.text);
    const { rows: parsed, malformed } = parseRecords(texts, this.options.syntax);
    const hasControls = texts.some((text) => CONTROL.test(text));
    const block: Omit<RowBlock, 'bytesRead'> = { rows: [], problems: [], emptyCount: 0 };
    records.forEach((record, index) => {
      const cells = parsed[index] ?? [];
      if (record.fault === null && this.isEmpty(record, cells)) {
        block.emptyCount += 1;
        return;
      }
      const found = this.check(record, cells, malformed.has(index), hasControls);
      block.rows.push(found.row);
      if (found.problems !== null) block.problems.push(...found.problems);
    });
    if (openQuote !== null) block.problems.push(openQuoteProblem(openQuote));
    return block;
  }

  /** A line without any character is never a row; blank cells only count as empty when empty rows are skipped. */
  private isEmpty(record: ScannedRecord, cells: readonly string[]): boolean {
    if (record.text === '' || record.text === END_OF_FILE) return true;
    if (!this.options.skipEmptyRows) return false;
    return cells.every(isBlank);
  }

  private check(
    record: ScannedRecord,
    cells: string[],
    isMalformed: boolean,
    hasControls: boolean,
  ): { row: CsvRow; problems: Problem[] | null } {
    const { columnCount, limits } = this.options;
    const row: CsvRow = { rowIndex: this.rowCount, lineNumber: record.line, cells, problem: null };
    this.rowCount += 1;
    const isSound = cells.length === columnCount && !isMalformed && record.fault === null;
    if (isSound && !(hasControls && CONTROL.test(record.text))) return { row, problems: null };
    const place = { line: record.line, row: row.rowIndex + 1 };
    const fault = record.fault ?? (cells.length > limits.columns ? 'too_many_columns' : null);
    if (fault !== null) {
      row.cells = new Array<string>(columnCount).fill('');
      row.problem = fault;
      return { row, problems: [overLimit(place, fault, record.faultColumn || limits.columns + 1, limits)] };
    }
    const problems = [...this.fit(row, place), ...cleanCells(row, place)];
    if (isMalformed) problems.push(this.malformed(place, row.cells, record.text));
    row.problem = problems.find((problem) => problem.severity === 'error')?.code ?? null;
    return { row, problems };
  }

  private fit(row: CsvRow, place: { line: number; row: number }): Problem[] {
    const { columnCount } = this.options;
    const found = row.cells.length;
    if (found > columnCount) return [tooManyCells(place, row.cells, columnCount)];
    if (found === columnCount) return [];
    while (row.cells.length < columnCount) row.cells.push('');
    return [tooFewCells(place, found, columnCount)];
  }

  /** The parser names the row only; the cell is the first that still holds a quote. */
  private malformed(place: { line: number; row: number }, cells: readonly string[], text: string): Problem {
    const column = Math.max(
      0,
      cells.findIndex((cell) => cell.includes(this.options.syntax.quote)),
    );
    return malformedQuote(place, column + 1, cells[column] ?? '', /[\r\n]/.test(text));
  }
}

/** Replaces NUL by U+FFFD, because the database cannot hold it, and reports the cells with control characters. */
function cleanCells(row: CsvRow, place: { line: number; row: number }): Problem[] {
  const problems: Problem[] = [];
  row.cells.forEach((cell, index) => {
    if (!CONTROL.test(cell)) return;
    const hasNul = cell.includes(NUL);
    problems.push(hasNul ? nulCharacter(place, index + 1, cell) : controlCharacter(place, index + 1, cell));
    if (hasNul) row.cells[index] = cell.replaceAll(NUL, '\uFFFD');
  });
  return problems;
}
