/** Rows that somebody pasted, as a file-to-be. */
export interface PastedTable {
  readonly text: string;
  /** Tab when it came from a spreadsheet; null for other text, whose delimiter is found like a file's. */
  readonly delimiter: '\t' | null;
  readonly headers: readonly string[];
  /** Without the header line and without blank lines. */
  readonly rowCount: number;
  /** Null when the delimiter is not known yet. */
  readonly columnCount: number | null;
}

/** Understands pasted text as a header line and rows; null when there is not even one row below a header. */
export function readPastedTable(text: string): PastedTable | null {
  const delimiter = text.includes('\t') ? '\t' : null;
  const { headers, recordCount } = countRecords(text, delimiter);
  if (recordCount < 2) return null;
  return {
    ...{ text, delimiter, headers },
    rowCount: recordCount - 1,
    columnCount: delimiter === null ? null : headers.length,
  };
}

/** The pasted text as a file that is sent like any other. */
export function toFile(table: PastedTable): File {
  return new File([table.text], `pasted rows.${table.delimiter === null ? 'csv' : 'tsv'}`, {
    type: table.delimiter === null ? 'text/csv' : 'text/tab-separated-values',
  });
}

/** Spreadsheets quote a cell that holds a tab, a line end or a quote: line ends inside quotes are no rows. */
function countRecords(text: string, delimiter: string | null): { headers: string[]; recordCount: number } {
  let recordCount = 0;
  let headers: string[] = [];
  for (let at = 0; at < text.length; ) {
    const { cells, isBlank, next } = readRecord(text, at, delimiter, recordCount === 0);
    at = next;
    if (isBlank) continue;
    if (recordCount === 0) headers = cells;
    recordCount += 1;
  }
  return { headers, recordCount };
}

interface PastedRecord {
  /** Empty unless they were wanted. */
  readonly cells: string[];
  readonly isBlank: boolean;
  /** Where the next record begins. */
  readonly next: number;
}

function readRecord(text: string, from: number, delimiter: string | null, isWanted: boolean): PastedRecord {
  const cells: string[] = [];
  let isBlank = true;
  let at = from;
  for (;;) {
    const end = cellEnd(text, at, delimiter);
    const cell = text.slice(at, end);
    if (cell.trim() !== '') isBlank = false;
    if (isWanted) cells.push(unquote(cell));
    if (end >= text.length || text[end] !== delimiter)
      return { cells, isBlank, next: afterLineEnd(text, end) };
    at = end + 1;
  }
}

/** Where the cell that begins at `from` ends: at a delimiter, a line end, or the end of the text. */
function cellEnd(text: string, from: number, delimiter: string | null): number {
  let at = from;
  if (text[from] === '"') at = afterQuotes(text, from);
  while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at += 1;
  return at;
}

/** Behind the closing quote; a quote that nothing closes is just a character. */
function afterQuotes(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at !== -1; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at + 1;
  }
  return from + 1;
}

function afterLineEnd(text: string, at: number): number {
  return text[at] === '\r' && text[at + 1] === '\n' ? at + 2 : at + 1;
}

function unquote(cell: string): string {
  const isQuoted = cell.length > 1 && cell.startsWith('"') && cell.endsWith('"');
  return isQuoted ? cell.slice(1, -1).replaceAll('""', '"') : cell;
}
