/** The part of a file that may be seen: headers with the positions of their columns. */
export interface ShownColumns {
  readonly headers: readonly string[];
  readonly columns: readonly number[];
}

/** The chosen headers in the order of the file. */
export function shownColumns(headers: readonly string[], chosen: readonly string[]): ShownColumns {
  const columns = headers.flatMap((header, column) => (chosen.includes(header) ? [column] : []));
  return { headers: columns.map((column) => headers[column] ?? ''), columns };
}

/** What of a row may be seen: the shown cells, and a message in which hidden cells are blotted out. */
export function showRow<
  T extends { readonly cells: readonly string[]; readonly errorMessage: string | null },
>(row: T, columns: readonly number[]): T {
  const hidden = row.cells.filter((cell, column) => cell.trim() !== '' && !columns.includes(column));
  const cells = columns.map((column) => row.cells[column] ?? '');
  return { ...row, cells, errorMessage: row.errorMessage && blotOut(row.errorMessage, hidden) };
}

/** Longest first, so that no part of a longer value is left over. */
function blotOut(text: string, values: readonly string[]): string {
  const longestFirst = [...values].sort((a, b) => b.length - a.length);
  return longestFirst.reduce((left, value) => left.replaceAll(value, '•••'), text);
}
