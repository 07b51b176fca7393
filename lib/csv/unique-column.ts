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
/** All hash tables together; over it the least likely columns are given up. */
const MEMORY_BYTES = 256 * 1024 * 1024;

/** A set of 53-bit hashes in a flat table: 8 to 20 bytes per value, where a Set of strings keeps the whole file. */
export class HashSet {
  private table = new Float64Array(1024);
  private size = 0;

  get bytes(): number {
    return this.table.byteLength;
  }

  /** False when the value was there already (or, once in some ten billion pairs, another with the same hash). */
  add(value: string): boolean {
    if (this.size * 2 >= this.table.length) this.grow();
    const isNew = insert(this.table, hash53(value));
    if (isNew) this.size += 1;
    return isNew;
  }

  private grow(): void {
    const larger = new Float64Array(this.table.length * 2);
    for (const hash of this.table) if (hash !== 0) insert(larger, hash);
    this.table = larger;
  }
}

/** Watches all rows of a file and tells which column can serve as the key of a row. */
export class UniqueColumnFinder {
  private candidates: { column: number; seen: HashSet }[];

  constructor(headers: readonly string[]) {
    const columns = headers.map((_, column) => column);
    const rank = (column: number): number => {
      const named = KEY_NAMES.indexOf((headers[column] ?? '').trim());
      return named === -1 ? KEY_NAMES.length + column : named;
    };
    columns.sort((a, b) => rank(a) - rank(b));
    this.candidates = columns.map((column) => ({ column, seen: new HashSet() }));
  }

  /** A blank cell identifies no row, so a column with one is no key. */
  add(cells: readonly string[]): void {
    let lostAny = false;
    for (const candidate of this.candidates) {
      const value = cells[candidate.column] ?? '';
      if (value.trim() !== '' && candidate.seen.add(value)) continue;
      candidate.column = -1;
      lostAny = true;
    }
    if (lostAny) this.candidates = this.candidates.filter((candidate) => candidate.column >= 0);
    this.limitMemory();
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

function insert(table: Float64Array, hash: number): boolean {
  const mask = table.length - 1;
  let at = (hash % 0x7fffffff) & mask;
  while (table[at] !== 0) {
    if (table[at] === hash) return false;
    at = (at + 1) & mask;
  }
  table[at] = hash;
  return true;
}

/** Two multiplicative hashes of 32 bits, joined to 53; never 0, which marks a free place. */
function hash53(text: string): number {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x9e3779b1);
    b = Math.imul(b ^ code, 0x5f356495);
  }
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
  b = Math.imul(b ^ (b >>> 16), 0x85ebca6b) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
  return (b & 0x1fffff) * 0x100000000 + (a >>> 0) || 1;
}
