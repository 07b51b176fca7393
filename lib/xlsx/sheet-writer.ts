import { cellXml, columnName, type SheetLink, type SheetValue, STYLE, textXml } from './cell';
import { SHEET_START } from './parts';

/** What one sheet of a workbook can hold, its header line included. */
export const MAX_SHEET_ROWS = 1_048_576;
/** The most links that a spreadsheet accepts in one sheet; later ones stay plain text. */
const MAX_LINKS = 65_530;
const MIN_WIDTH = 8;
const MAX_WIDTH = 60;
const MEASURED_ROWS = 200;

export interface SheetColumn {
  readonly header: string;
}

type Row = readonly SheetValue[];

/** Writes the XML of one sheet and collects where its links lead, for the part that follows it. */
export class SheetWriter {
  readonly hrefs: string[] = [];
  private readonly columns: readonly SheetColumn[];
  private readonly names: readonly string[];
  private readonly links: string[] = [];
  private rowNo = 1;

  constructor(columns: readonly SheetColumn[]) {
    this.columns = columns;
    this.names = columns.map((_, index) => columnName(index));
  }

  /** Up to the first row of data. @param sample rows that the widths of the columns are taken from */
  start(sample: readonly Row[]): string {
    const widths = this.columns.map((column, index) => widthOf(column.header, index, sample));
    const cols = widths.map(
      (width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`,
    );
    const header = this.columns.map((column, i) => textXml(`${this.names[i]}1`, column.header, STYLE.header));
    const around = cols.length === 0 ? '' : `<cols>${cols.join('')}</cols>`;
    return `${SHEET_START}${around}<sheetData><row r="1">${header.join('')}</row>`;
  }

  rows(rows: readonly Row[]): string {
    let xml = '';
    for (const row of rows) {
      this.rowNo += 1;
      let cells = '';
      for (const [index, value] of row.entries())
        cells += this.cell(`${this.names[index]}${this.rowNo}`, value);
      xml += `<row r="${this.rowNo}">${cells}</row>`;
    }
    return xml;
  }

  end(): string {
    const links = this.links.length === 0 ? '' : `<hyperlinks>${this.links.join('')}</hyperlinks>`;
    return `</sheetData>${links}</worksheet>`;
  }

  private cell(ref: string, value: SheetValue): string {
    if (!isLink(value)) return cellXml(ref, value);
    if (this.hrefs.length >= MAX_LINKS) return cellXml(ref, value.text);
    this.hrefs.push(value.href);
    this.links.push(`<hyperlink ref="${ref}" r:id="rId${this.hrefs.length}"/>`);
    return cellXml(ref, value);
  }
}

function isLink(value: SheetValue): value is SheetLink {
  return typeof value === 'object' && value !== null && 'href' in value;
}

function widthOf(header: string, index: number, sample: readonly Row[]): number {
  let longest = header.length;
  for (const row of sample.slice(0, MEASURED_ROWS))
    longest = Math.max(longest, shownLength(row[index] ?? null));
  return Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, longest + 2));
}

function shownLength(value: SheetValue): number {
  if (value instanceof Date) return 'yyyy-mm-dd hh:mm:ss'.length;
  return isLink(value) ? value.text.length : String(value ?? '').length;
}
