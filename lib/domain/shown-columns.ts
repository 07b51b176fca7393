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

interface Row {
  readonly cells: readonly string[];
  readonly errorMessage: string | null;
  readonly output: Readonly<Record<string, unknown>> | null;
}

/**
 * What of a row may be seen: the shown cells; in the message and the outputs hidden cells are blotted out, those of
 * earlier versions of the row too.
 */
export function showRow<T extends Row>(
  row: T,
  columns: readonly number[],
  earlier: readonly (readonly string[])[] = [],
): T {
  const hidden = hiddenValues([row.cells, ...earlier], columns);
  return {
    ...row,
    cells: columns.map((column) => row.cells[column] ?? ''),
    errorMessage: row.errorMessage && blotOut(row.errorMessage, hidden),
    output: row.output && (blotOutput(row.output, hidden) as T['output']),
  };
}

/** As they are, and as they stand in an address. */
function hiddenValues(versions: readonly (readonly string[])[], columns: readonly number[]): string[] {
  const cells = versions.flatMap((version) => version.filter((_, column) => !columns.includes(column)));
  // Sites and steps trim what they are given, and a message quotes that.
  const values = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const escaped = values.flatMap((value) => {
    const encoded = encodeURIComponent(value.toWellFormed());
    return [encoded, encoded.replaceAll('%20', '+')];
  });
  // Longest first, so that no part of a longer value is left over.
  return [...new Set([...values, ...escaped])].sort((a, b) => b.length - a.length);
}

const BLOT = '•••';
/** Shorter cells ("4", "no") stand in unrelated outputs too; they are blotted out only where they are all of it. */
const MIN_PART_LENGTH = 3;

/** In any case of letters: an e-mail address that was typed with capitals is shown without. */
function blotOut(text: string, values: readonly string[]): string {
  return values
    .filter((value) => value.length <= text.length)
    .reduce((left, value) => left.replace(new RegExp(escapePattern(value), 'giu'), BLOT), text);
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/** An output often repeats a cell: the site shows what was looked up. */
function blotOutput(value: unknown, hidden: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((one) => blotOutput(one, hidden));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, blotOutput(one, hidden)]));
  }
  if (value === null || value === undefined) return value;
  const text = String(value);
  if (hidden.some((cell) => cell.toLowerCase() === text.trim().toLowerCase())) return BLOT;
  const parts = hidden.filter((cell) => cell.length >= MIN_PART_LENGTH);
  return typeof value === 'string' ? blotOut(value, parts) : value;
}
