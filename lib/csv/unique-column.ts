import { isBlank } from './blank-cell';
import { ValueSet } from './value-set';

/** Column names that usually hold a key, best first. */
const KEY_NAMES = [
  'id',
  'ID',
  'Id',
  'email',
  'email_address',
  'emailAddress',
  'uuid',
  'user_id',
  'username',
  'user',
];
/** All sets together; over it the least likely columns are given up. Two columns of five million values fit. */
const MEMORY_BYTES = 96 * 1024 * 1024;
const MEMORY_CHECK_ROWS = 1024;

/** Watches all rows of a file and tells which column can serve as the key of a row. */
export class UniqueColumnFinder {
  private rows = 0;
  private candidates: { column: number; seen: ValueSet }[];

  constructor(headers: readonly string[]) {
    const columns = headers.map((_, column) => column);
    const rank = (column: number): number => {
      const named = KEY_NAMES.indexOf((headers[column] ?? '').trim());
      return named === -1 ? KEY_NAMES.length + column : named;
    };
    columns.sort((a, b) => rank(a) - rank(b));
    this.candidates = columns.map((column) => ({ column, seen: new ValueSet() }));
  }

  /** A blank cell identifies no row, so a column with one is no key. */
  add(cells: readonly string[]): void {
    let lostAny = false;
    for (const candidate of this.candidates) {
      const value = cells[candidate.column] ?? '';
      if (!isBlank(value) && candidate.seen.add(value)) continue;
      candidate.column = -1;
      lostAny = true;
    }
    if (lostAny) this.candidates = this.candidates.filter((candidate) => candidate.column >= 0);
    this.rows += 1;
    if (this.rows % MEMORY_CHECK_ROWS === 0) this.limitMemory();
  }

  /** The index of the best column whose values all differ, or null. */
  result(): number | null {
    return this.candidates[0]?.column ?? null;
  }

  private limitMemory(): void {
    let bytes = 0;
    for (const candidate of this.candidates) bytes += candidate.seen.bytes;
    while (bytes > MEMORY_BYTES && this.candidates.length > 1)
      bytes -= this.candidates.pop()?.seen.bytes ?? 0;
  }
}
