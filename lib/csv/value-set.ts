const FIRST_SIZE = 1 << 10;
/** From here on tables only double: a larger step would take memory that is never used. */
const LARGE_SIZE = 1 << 16;
const FULL = 0.6;

/** Open addressing; `marks` and `checks` are 40 bits of a hash, at a place that other bits choose. 0: free. */
type Table = { marks: Uint32Array; checks: Uint8Array; size: number };

/**
 * A set of values in about 8 bytes each, where a Set of strings keeps the whole file. A full table stays and a larger
 * one is begun, so nothing is ever moved.
 */
export class ValueSet {
  private readonly tables: Table[] = [newTable(FIRST_SIZE)];
  private highest = '';
  private place = 0;
  private mark = 0;
  private check = 0;

  get bytes(): number {
    return this.tables.reduce((sum, { marks, checks }) => sum + marks.byteLength + checks.byteLength, 0);
  }

  /** False when the value was there already; or, for one in some ten billion values, seemed to be. */
  add(value: string): boolean {
    this.hash(value);
    // Keys mostly ascend: what lies above all others need not be looked for.
    if (isAbove(value, this.highest)) this.highest = value;
    else for (const table of this.tables) if (this.isIn(table)) return false;
    let last = this.tables.at(-1) as Table;
    if (last.size >= last.marks.length * FULL) {
      last = newTable(last.marks.length * (last.marks.length < LARGE_SIZE ? 4 : 2));
      this.tables.push(last);
    }
    this.put(last);
    return true;
  }

  /** Two multiplicative hashes of 32 bits, mixed into three. */
  private hash(text: string): void {
    let a = 0xdeadbeef;
    let b = 0x41c6ce57;
    for (let i = 0; i < text.length; i += 1) {
      const code = text.charCodeAt(i);
      a = Math.imul(a ^ code, 0x9e3779b1);
      b = Math.imul(b ^ code, 0x5f356495);
    }
    const place = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
    const mark = Math.imul(b ^ (b >>> 16), 0x85ebca6b) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
    this.place = place & 0xffffff;
    this.check = place >>> 24;
    this.mark = mark >>> 0 || 1;
  }

  private isIn({ marks, checks }: Table): boolean {
    const mask = marks.length - 1;
    let at = this.place & mask;
    for (let found = marks[at]; found !== 0; found = marks[at]) {
      if (found === this.mark && checks[at] === this.check) return true;
      at = (at + 1) & mask;
    }
    return false;
  }

  private put(table: Table): void {
    const { marks, checks } = table;
    const mask = marks.length - 1;
    let at = this.place & mask;
    while (marks[at] !== 0) at = (at + 1) & mask;
    marks[at] = this.mark;
    checks[at] = this.check;
    table.size += 1;
  }
}

/** Any order will do in which no value stands above itself; by length first, numbers ascend as they count. */
function isAbove(value: string, other: string): boolean {
  return value.length === other.length ? value > other : value.length > other.length;
}

function newTable(length: number): Table {
  return { marks: new Uint32Array(length), checks: new Uint8Array(length), size: 0 };
}
