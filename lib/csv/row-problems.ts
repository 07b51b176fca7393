import type { EncodingChoice } from './dialect';
import { type CsvLimits, type Problem, shownValue } from './problem';
import type { OpenQuote, RecordFault } from './record-scanner';

type Place = { line: number; row: number };

export function tooFewCells(place: Place, found: number, wanted: number): Problem {
  const message = `Row ${place.row} (line ${place.line}) has ${found} of ${wanted} cells; the missing ones are read as empty.`;
  const advice = 'Add what is missing, or leave it if those cells are meant to be empty.';
  return { code: 'too_few_cells', severity: 'warning', ...place, column: found + 1, message, advice };
}

export function tooManyCells(place: Place, cells: readonly string[], wanted: number): Problem {
  const message = `Row ${place.row} (line ${place.line}) has ${cells.length} cells, but there are ${wanted} columns.`;
  const advice = 'A cell that contains the delimiter must stand in quotes.';
  const value = shownValue(cells[wanted] ?? '');
  return { code: 'too_many_cells', severity: 'error', ...place, column: wanted + 1, message, value, advice };
}

export function nulCharacter(place: Place, column: number, cell: string): Problem {
  const message = `Row ${place.row} (line ${place.line}), column ${column} contains a NUL character, which cannot be stored.`;
  const advice = 'Remove the NUL character; it is shown as \uFFFD.';
  const value = shownValue(cell);
  return { code: 'nul_character', severity: 'error', ...place, column, message, value, advice };
}

export function controlCharacter(place: Place, column: number, cell: string): Problem {
  const message = `Row ${place.row} (line ${place.line}), column ${column} contains an invisible control character.`;
  const advice = 'Remove it if it is not meant to be there; it is kept as it is.';
  const value = shownValue(cell);
  return { code: 'control_character', severity: 'warning', ...place, column, message, value, advice };
}

/** A misplaced quote inside one line is harmless; over several lines it has swallowed rows. */
export function malformedQuote(place: Place, column: number, cell: string, isMultiLine: boolean): Problem {
  const effect = isMultiLine ? 'so following lines were read as part of this row.' : 'it was kept as text.';
  const message = `Row ${place.row} (line ${place.line}), column ${column} has a quote inside a quoted cell; ${effect}`;
  const advice = 'Double the quotes inside a quoted cell, and close it with one.';
  const severity = isMultiLine ? 'error' : 'warning';
  return { code: 'quote_malformed', severity, ...place, column, message, value: shownValue(cell), advice };
}

/** The same fault among the column names; over several lines it has swallowed rows, and nothing can be trusted. */
export function malformedHeader(line: number, isMultiLine: boolean): Problem {
  const effect = isMultiLine ? 'so following lines were read as column names.' : 'it was kept as text.';
  const message = `Line ${line}: a column name has a quote inside a quoted cell; ${effect} Double the quotes inside a quoted cell, and close it with one.`;
  return { code: 'quote_malformed', severity: isMultiLine ? 'error' : 'warning', line, message };
}

export function duplicateKey(place: Place, column: number, cell: string): Problem {
  const message = `Row ${place.row} (line ${place.line}) has the same key as an earlier row.`;
  const advice = 'Leave out one of the two rows, or choose another key column.';
  const value = shownValue(cell);
  return { code: 'duplicate_key', severity: 'warning', ...place, column, message, value, advice };
}

export function openQuoteProblem({ line, column }: OpenQuote): Problem {
  const message = `Line ${line}, column ${column}: a quote opens here and is never closed, so the rest of the file cannot be read. Close the quote or remove it.`;
  return { code: 'unclosed_quote', severity: 'error', line, column, message };
}

const FAULTS: Record<RecordFault, (limits: CsvLimits) => string> = {
  cell_too_long: (limits) => `has a cell of more than ${format(limits.cellLength)} characters`,
  too_many_columns: (limits) => `has more than ${format(limits.columns)} cells`,
  row_too_long: (limits) => `has more than ${format(limits.rowLength)} characters`,
};

/** What is wrong with a record that is over a limit, as the end of a sentence about it. */
export function describeFault(fault: RecordFault, limits: CsvLimits): string {
  return FAULTS[fault](limits);
}

export function overLimit(place: Place, fault: RecordFault, column: number, limits: CsvLimits): Problem {
  const message = `Row ${place.row} (line ${place.line}) ${describeFault(fault, limits)}. Its cells were not read.`;
  const advice = 'Shorten or split it; a quote that was never closed can be the cause too.';
  return { code: fault, severity: 'error', ...place, column, message, advice };
}

export function guessedEncoding({
  encoding,
  encodingConfidence,
  encodingAlternatives,
}: EncodingChoice): Problem {
  const sure = Math.round((encodingConfidence ?? 0) * 100);
  const others = encodingAlternatives.slice(0, 3).map((other) => other.encoding);
  const hint = others.length === 0 ? 'another encoding' : `another encoding, such as ${others.join(', ')}`;
  const message = `The file is not UTF-8; it was read as ${encoding} (${sure} % sure). If letters look wrong, choose ${hint}.`;
  return { code: 'encoding_guessed', severity: 'warning', message };
}

/** @param lines numbers of the lines with text above the header */
export function skippedTitles(lines: readonly number[], headerRow: number): Problem {
  const shown = lines.slice(0, 5).join(', ') + (lines.length > 5 ? ` and ${lines.length - 5} more` : '');
  const message = `The column names were found in line ${headerRow}; ${lines.length === 1 ? 'line' : 'lines'} ${shown} above ${lines.length === 1 ? 'it was' : 'them were'} taken for a title and skipped. If that is wrong, say in which line the column names stand.`;
  return { code: 'title_lines_skipped', severity: 'warning', line: lines[0] ?? 1, message };
}

function format(count: number): string {
  return count.toLocaleString('en');
}
