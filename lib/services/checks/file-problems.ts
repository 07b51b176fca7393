import type { RowProblem } from './row-checker';

const WORDS: Readonly<Record<string, { message: string; advice: string }>> = {
  too_many_cells: {
    message: 'the row has more cells than the file has columns',
    advice: 'Put cells that contain the delimiter in quotes, correct the row here, or drop it.',
  },
  too_few_cells: {
    message: 'the row has fewer cells than the file has columns; the missing ones are empty',
    advice: 'Look whether a cell is missing in the middle of the row.',
  },
  nul_character: {
    message: 'a cell contains a NUL character',
    advice: 'Correct the cell here, or remove the character from the file.',
  },
  control_character: {
    message: 'a cell contains an invisible control character',
    advice: 'Remove it if the site should not receive it.',
  },
  quote_malformed: {
    message: 'a quote stands inside a quoted cell',
    advice: 'Double the quotes inside the cell, correct the row here, or drop it.',
  },
  cell_too_long: {
    message: 'a cell is too long and was not read',
    advice: 'Look for a quote that is not closed.',
  },
  row_too_long: {
    message: 'the row is too long and was not read',
    advice: 'Look for a quote that is not closed.',
  },
  too_many_columns: {
    message: 'the row has too many cells and was not read',
    advice: 'Look for a quote that is not closed.',
  },
};

/** A fault that reading the file found in a row, in the words that all rows with it share. */
export function fileProblem(
  code: string,
  severity: RowProblem['severity'],
  column: number | null = null,
): RowProblem {
  const words = WORDS[code] ?? {
    message: `the row has a fault of the file (${code})`,
    advice: 'The list of problems of the file says more.',
  };
  return { code, severity, column, input: null, ...words };
}
