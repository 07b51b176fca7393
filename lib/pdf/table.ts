import { PAGE, type Paper, type TextStyle } from './paper';

export interface TableColumn {
  readonly header: string;
  /** Points. */
  readonly width: number;
  readonly align?: 'left' | 'right';
  /** Default 1. */
  readonly maxLines?: number;
}

const HEADER: TextStyle = { size: 7.5, color: '#57534e' };
const CELL: TextStyle = { size: 8.5, color: '#1c1917' };
const GAP = 10;
const PADDING = 3;
const LINE_COLOR = '#e4e0db';

/** Draws a table over as many pages as it takes, with its header on each. */
export function drawTable(
  paper: Paper,
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
): void {
  drawHeader(paper, columns);
  for (const row of rows) {
    const cells = columns.map((column, index) =>
      paper.wrap(row[index] ?? '', column.width - GAP, CELL, column.maxLines ?? 1),
    );
    const height = Math.max(1, ...cells.map((lines) => lines.length)) * paper.lineHeight(CELL) + 2 * PADDING;
    if (paper.makeRoom(height)) drawHeader(paper, columns);
    const top = paper.y;
    eachColumn(columns, (column, x, index) => {
      cells[index]?.forEach((line, no) => {
        paper.y = top + PADDING + no * paper.lineHeight(CELL);
        paper.draw(line, x, column.width - GAP, CELL, column.align);
      });
    });
    paper.y = top + height;
    rule(paper);
  }
}

function drawHeader(paper: Paper, columns: readonly TableColumn[]): void {
  paper.makeRoom(4 * paper.lineHeight(HEADER));
  eachColumn(columns, (column, x) => paper.draw(column.header, x, column.width - GAP, HEADER, column.align));
  paper.y += paper.lineHeight(HEADER) + PADDING;
  rule(paper);
}

function eachColumn(
  columns: readonly TableColumn[],
  visit: (column: TableColumn, x: number, index: number) => void,
): void {
  let x: number = PAGE.margin;
  columns.forEach((column, index) => {
    visit(column, x, index);
    x += column.width;
  });
}

function rule({ document, y }: Paper): void {
  document
    .moveTo(PAGE.margin, y)
    .lineTo(PAGE.width - PAGE.margin, y)
    .lineWidth(0.5)
    .strokeColor(LINE_COLOR)
    .stroke();
}
