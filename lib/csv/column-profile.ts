import type { ColumnJson } from '../domain/wire/upload';
import { isBlank } from './blank-cell';
import { CELL_KINDS, type CellKind, classifyCell } from './classify-cell';

/** A column has a type when so many of its filled cells have it: single bad cells do not hide what it is. */
const ENOUGH = 0.95;
/** Of a column's filled cells all of the first and one in so many of the rest tell the type; all are counted. */
const SURE_CELLS = 4096;
/** A number that no table repeats itself by. */
const STRIDE = 11;
const DATE_KINDS = CELL_KINDS.slice(CELL_KINDS.indexOf('yyyy-MM-dd'));

type Counts = Readonly<Record<CellKind, number>>;
type Guess = Pick<ColumnJson, 'type' | 'format'>;

/** Watches rows go by and tells what each column holds. A few counters a column, whatever the number of rows. */
export class ColumnProfiler {
  private readonly headers: readonly string[];
  private readonly filled: Uint32Array;
  /** How many cells of each kind were looked at, column after column. */
  private readonly counts: Uint32Array;

  constructor(headers: readonly string[]) {
    this.headers = headers;
    this.filled = new Uint32Array(headers.length);
    this.counts = new Uint32Array(headers.length * CELL_KINDS.length);
  }

  add(cells: readonly string[]): void {
    const { filled } = this;
    for (let column = 0; column < filled.length; column += 1) {
      const cell = cells[column];
      if (cell === undefined || isBlank(cell)) continue;
      const before = filled[column] as number;
      filled[column] = before + 1;
      if (before < SURE_CELLS || before % STRIDE === 0) this.classify(column, cell);
    }
  }

  private classify(column: number, cell: string): void {
    const slot = column * CELL_KINDS.length + classifyCell(cell);
    this.counts[slot] = (this.counts[slot] as number) + 1;
  }

  result(): ColumnJson[] {
    return this.headers.map((header, column) => {
      const from = column * CELL_KINDS.length;
      const counts = Object.fromEntries(
        CELL_KINDS.map((kind, index) => [kind, this.counts[from + index] ?? 0]),
      ) as Record<CellKind, number>;
      const seen = CELL_KINDS.reduce((sum, kind) => sum + counts[kind], 0);
      return { header, ...guess(counts, seen), filled_count: this.filled[column] ?? 0 };
    });
  }
}

function guess(counts: Counts, seen: number): Guess {
  if (seen === 0) return { type: 'empty', format: null };
  const enough = seen * ENOUGH;
  for (const type of ['boolean', 'email', 'url'] as const) {
    if (counts[type] >= enough) return { type, format: null };
  }
  return dateGuess(counts, enough) ?? numberGuess(counts, enough) ?? { type: 'string', format: null };
}

function dateGuess(counts: Counts, enough: number): Guess | null {
  if (DATE_KINDS.reduce((sum, kind) => sum + counts[kind], 0) < enough) return null;
  // Days above 12 tell the order of the others.
  const dayFirst = counts['dd/MM/yyyy'];
  const monthFirst = counts['MM/dd/yyyy'];
  const slashed = dayFirst + monthFirst + counts['either/yyyy'];
  const order = dayFirst > monthFirst ? 'dd/MM/yyyy' : 'MM/dd/yyyy';
  const format = dayFirst === monthFirst ? 'dd/MM/yyyy or MM/dd/yyyy' : order;
  const others = (['yyyy-MM-dd', 'yyyy/MM/dd', 'dd.MM.yyyy', 'dd-MM-yyyy'] as const).map(
    (kind) => [kind, counts[kind]] as const,
  );
  const [best] = [...others, [format, slashed] as const].sort(([, a], [, b]) => b - a);
  return { type: 'date', format: best?.[0] ?? null };
}

/** Which sign is the decimal one is told by the cells that leave no choice. */
function numberGuess(counts: Counts, enough: number): Guess | null {
  const comma = counts['decimal-comma'] + counts['grouped-point'];
  const point = counts['decimal-point'] + counts['grouped-comma'];
  const isComma = comma > point;
  const decided = isComma ? comma : point;
  const open = counts['point-or-group'] + counts['comma-or-group'];
  const fitting = counts.integer + counts['grouped-space'] + decided + open;
  if (fitting < enough) return null;
  if (decided > 0) {
    const decimals = isComma
      ? counts['decimal-comma'] + counts['comma-or-group']
      : counts['decimal-point'] + counts['point-or-group'];
    if (decimals > 0) return { type: 'number', format: isComma ? 'decimal comma' : 'decimal point' };
    return { type: 'integer', format: isComma ? 'thousands point' : 'thousands comma' };
  }
  if (open === 0) {
    return { type: 'integer', format: counts['grouped-space'] > 0 ? 'thousands space' : null };
  }
  const mark = counts['comma-or-group'] >= counts['point-or-group'] ? 'comma' : 'point';
  return { type: 'number', format: `thousands or decimal ${mark}` };
}
