import { streamZip, type ZipEntry } from '../zip/stream-zip';
import type { SheetValue } from './cell';
import { sheetPath, sheetRelations, sheetRelationsPath, workbookParts } from './parts';
import { MAX_SHEET_ROWS, type SheetColumn, SheetWriter } from './sheet-writer';
import { STYLES_XML } from './styles';

export interface WorkbookInput {
  readonly columns: readonly SheetColumn[];
  /** How many rows will come at most; more than a sheet holds go on in a second one, and so on. */
  readonly maxRows: number;
  /** Rows page by page, each with one value a column. Read once. */
  readonly pages: AsyncIterable<readonly (readonly SheetValue[])[]>;
  /** Rows of one sheet, header line included. Tests make it small. */
  readonly sheetRows?: number;
}

/** A workbook (XLSX) as it is written: memory does not grow with the rows, but with the links of one sheet. */
export async function* writeWorkbook(input: WorkbookInput): AsyncGenerator<Uint8Array> {
  const source = new RowSource(input.pages);
  try {
    yield* streamZip(workbookEntries(input, source));
  } finally {
    await source.close();
  }
}

async function* workbookEntries(input: WorkbookInput, source: RowSource): AsyncGenerator<ZipEntry> {
  const { columns, maxRows, sheetRows = MAX_SHEET_ROWS } = input;
  const count = Math.max(1, Math.ceil(maxRows / (sheetRows - 1)));
  const names = Array.from({ length: count }, (_, i) => (i === 0 ? 'Results' : `Results ${i + 1}`));
  for (const [path, xml] of workbookParts(names)) yield { path, open: () => whole(xml) };
  yield { path: 'xl/styles.xml', open: () => whole(STYLES_XML) };
  for (let no = 1; no <= count; no += 1) {
    const writer = new SheetWriter(columns);
    yield { path: sheetPath(no), open: () => sheetXml(writer, source, sheetRows - 1) };
    // Only after the sheet its links are known.
    yield { path: sheetRelationsPath(no), open: () => whole(sheetRelations(writer.hrefs)) };
  }
}

async function* whole(text: string): AsyncGenerator<string> {
  yield text;
}

async function* sheetXml(writer: SheetWriter, source: RowSource, limit: number): AsyncGenerator<string> {
  let left = limit;
  let rows = await source.take(left);
  yield writer.start(rows);
  while (rows.length > 0) {
    yield writer.rows(rows);
    left -= rows.length;
    rows = await source.take(left);
  }
  yield writer.end();
}

/** Hands out pages of rows, cut where a sheet is full. */
class RowSource {
  private readonly pages: AsyncIterator<readonly (readonly SheetValue[])[]>;
  private rest: readonly (readonly SheetValue[])[] = [];

  constructor(pages: AsyncIterable<readonly (readonly SheetValue[])[]>) {
    this.pages = pages[Symbol.asyncIterator]();
  }

  /** The next rows, at most `limit`; none when there are no more or the limit is 0. */
  async take(limit: number): Promise<readonly (readonly SheetValue[])[]> {
    while (this.rest.length === 0 && limit > 0) {
      const next = await this.pages.next();
      if (next.done === true) return [];
      this.rest = next.value;
    }
    const rows = this.rest.slice(0, limit);
    this.rest = this.rest.slice(rows.length);
    return rows;
  }

  async close(): Promise<void> {
    await this.pages.return?.();
  }
}
