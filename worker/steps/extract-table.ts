import { StepFailure } from '../attempt/step-failure';
import type { StepVerb } from './step-context';

const LIMITS = { rows: 10_000, columns: 200, cellLength: 10_000 };

/** Reads a table as people see it, in one trip: a record for each row, by the words at the head of its columns. */
export const extractTable: StepVerb<'extract_table'> = {
  async run({ locator, into }, context, timeoutMs) {
    const element = await context.find(locator, timeoutMs);
    const read = await element.evaluate(readTable, LIMITS, { timeout: timeoutMs });
    if (read === null) throw unreadable('not_a_table', 'The element is no table.', context.page.url());
    if (read.isTooLarge) {
      const message = `The table has more than ${LIMITS.rows} rows or ${LIMITS.columns} columns.`;
      throw unreadable('table_too_large', message, context.page.url());
    }
    context.addOutput(into, toRecords(read.head, read.rows));
  },
};

function unreadable(code: string, message: string, url: string): StepFailure {
  return new StepFailure({ kind: 'page_mismatch', code, message, url });
}

/** Columns without a word are called by their number, equal words get one after them. */
export function toRecords(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): Record<string, string>[] {
  const width = Math.max(head.length, ...rows.map((row) => row.length));
  const names: string[] = [];
  for (let at = 0; at < width; at += 1) {
    const word = head[at] || `column ${at + 1}`;
    let name = word;
    for (let no = 2; names.includes(name); no += 1) name = `${word} ${no}`;
    names.push(name);
  }
  return rows.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at] ?? ''])));
}

/** Runs in the page: nothing outside of it can be used. Rows and cells that are not shown are left out. */
function readTable(
  table: Element,
  limits: { readonly rows: number; readonly columns: number; readonly cellLength: number },
): { head: string[]; rows: string[][]; isTooLarge: boolean } | null {
  const isTable = table instanceof HTMLTableElement;
  if (!isTable && !['table', 'grid', 'treegrid'].includes(table.getAttribute('role') ?? '')) return null;
  const rows = [...(isTable ? table.rows : table.querySelectorAll('[role=row]'))];
  const shown = rows.filter((row) => row.getClientRects().length > 0);
  const roles = '[role=cell],[role=gridcell],[role=columnheader],[role=rowheader]';
  const cellsOf = (row: Element) => [
    ...(row instanceof HTMLTableRowElement ? row.cells : row.querySelectorAll(roles)),
  ];
  const isHead = (cell: Element) => cell.matches('th:not([scope=row]),[role=columnheader]');
  const open: { left: number; text: string }[] = [];
  let isTooLarge = shown.length > limits.rows + 1;
  const texts = shown.slice(0, limits.rows + 1).map((row) => {
    const line: string[] = [];
    const takeOpen = () => {
      for (let from = open[line.length]; from && from.left > 0; from = open[line.length]) {
        from.left -= 1;
        line.push(from.text);
      }
    };
    for (const cell of cellsOf(row)) {
      takeOpen();
      // biome-ignore lint/performance/useDomNodeTextContent: a value is read as a person sees it.
      const text = (cell as HTMLElement).innerText.trim().slice(0, limits.cellLength);
      const { colSpan = 1, rowSpan = 1 } = cell as Partial<HTMLTableCellElement>;
      for (let at = 0; at < colSpan && line.length <= limits.columns; at += 1) {
        open[line.length] = { left: Math.min(rowSpan, limits.rows) - 1, text };
        line.push(text);
      }
    }
    takeOpen();
    isTooLarge ||= line.length > limits.columns;
    return line;
  });
  const [first] = shown;
  const cells = first ? cellsOf(first) : [];
  const hasHead = cells.length > 0 && (first?.closest('thead') !== null || cells.every(isHead));
  return { head: hasHead ? (texts[0] ?? []) : [], rows: hasHead ? texts.slice(1) : texts, isTooLarge };
}
