import { CharFinder } from './char-finder';
import type { Syntax } from './dialect';

/** Why the text of a record was not kept. In this order the graver one wins, however the chunks fell. */
export type RecordFault = 'cell_too_long' | 'too_many_columns' | 'row_too_long';

/** One record of the file without its line end; `text` is empty when `fault` is set. `line` is where it starts. */
export type ScannedRecord = { text: string; line: number; fault: RecordFault | null; faultColumn: number };

/** A quote that is still open at the end of the file; line and column (1-based) of where it opened. */
export type OpenQuote = { line: number; column: number };

export type ScanLimits = { columns: number; cellLength: number; rowLength: number };

type Mode = 'field' | 'plain' | 'quoted' | 'quote' | 'after';

const FAULT_RANK: Record<RecordFault, number> = { cell_too_long: 1, too_many_columns: 2, row_too_long: 3 };

/**
 * Splits text into whole records by the same quote rules as papaparse. Every mode can stop and go on at any
 * character, so chunk borders never matter and nothing is read twice: time is linear in any input.
 */
export class RecordScanner {
  records: ScannedRecord[] = [];
  readonly newlines = { lf: 0, crlf: 0, cr: 0 };
  private readonly delimiter: string;
  private readonly quote: string;
  private readonly limits: ScanLimits;
  private readonly fastLength: number;

  private buffer = '';
  private pos = 0;
  private readonly quotes: CharFinder;
  private readonly lineFeeds = new CharFinder('\n');
  private readonly returns = new CharFinder('\r');
  private readonly delimiters: CharFinder;

  private mode: Mode = 'field';
  private skipsLf = false;
  private line: number;
  private parts: string[] = [];
  private partsLength = 0;
  private partStart = 0;
  private breaks = 0;
  private endsInCr = false;
  private fieldOffset = 0;
  private columns = 0;
  private fault: RecordFault | null = null;
  private faultColumn = 0;
  private quoteAt = -1;
  private quoteLine = 1;

  /** @param firstLine number of the line on which the text begins */
  constructor({ delimiter, quote }: Syntax, limits: ScanLimits, firstLine = 1) {
    this.delimiter = delimiter;
    this.quote = quote;
    this.quotes = new CharFinder(quote);
    this.delimiters = new CharFinder(delimiter);
    this.line = firstLine;
    this.limits = limits;
    this.fastLength = Math.min(limits.cellLength, limits.rowLength);
  }

  /** Reads more text; whole records are appended to `records`, which the caller may empty. */
  push(text: string): void {
    if (text === '') return;
    this.buffer = text;
    this.pos = 0;
    this.partStart = 0;
    for (const finder of [this.quotes, this.lineFeeds, this.returns, this.delimiters]) finder.start(text);
    if (this.skipsLf) this.skipLf();
    while (this.pos < text.length) this.step();
    this.savePart(text.length);
    this.buffer = '';
  }

  /** Ends the input. Returns the quote that never closed, whose record is not emitted; else null. */
  end(): OpenQuote | null {
    if (this.skipsLf) this.newlines.cr += 1;
    if (this.mode === 'quoted') return { line: this.quoteLine, column: this.columns + 1 };
    if (this.mode !== 'field' || this.columns > 0) this.finishRecord(0);
    return null;
  }

  private skipLf(): void {
    this.skipsLf = false;
    const isCrlf = this.buffer.startsWith('\n');
    this.newlines[isCrlf ? 'crlf' : 'cr'] += 1;
    if (isCrlf) this.pos = this.partStart = 1;
  }

  private step(): void {
    if (this.mode === 'field') this.startRecordOrField();
    else if (this.mode === 'plain') this.readPlain();
    else if (this.mode === 'quoted') this.readQuoted();
    else if (this.mode === 'quote') this.readSecondQuote();
    else this.readAfterQuote();
  }

  /** The common case, a whole line without quotes, costs two look-ups. */
  private startRecordOrField(): void {
    const end = this.columns === 0 ? this.nextNewline() : -1;
    const quote = this.quotes.find(this.pos);
    const isSimple = end !== -1 && (quote === -1 || end < quote) && end - this.pos <= this.fastLength;
    if (!isSimple) {
      this.startField();
      return;
    }
    const text = this.buffer.slice(this.pos, end);
    this.records.push({ text, line: this.line, fault: null, faultColumn: 0 });
    this.line += 1;
    this.passNewline(end);
  }

  private startField(): void {
    this.fieldOffset = this.offset(this.pos);
    this.mode = this.buffer[this.pos] === this.quote ? 'quoted' : 'plain';
    if (this.mode === 'plain') return;
    this.quoteAt = this.pos;
    this.pos += 1;
  }

  private readPlain(): void {
    const newline = this.nextNewline();
    const delimiter = this.delimiters.find(this.pos);
    if (delimiter !== -1 && (newline === -1 || delimiter < newline)) this.endField(delimiter);
    else if (newline !== -1) this.endRecord(newline);
    else this.pos = this.buffer.length;
  }

  private readQuoted(): void {
    const quote = this.quotes.find(this.pos);
    if (quote === -1) {
      this.pos = this.buffer.length;
      return;
    }
    this.pos = quote + 1;
    this.mode = 'quote';
  }

  private readSecondQuote(): void {
    this.mode = this.buffer[this.pos] === this.quote ? 'quoted' : 'after';
    if (this.mode === 'quoted') this.pos += 1;
  }

  /** A quote closes a cell only when nothing but blanks lies between it and a delimiter or a line end. */
  private readAfterQuote(): void {
    const char = this.buffer[this.pos] as string;
    if (char === this.delimiter) this.endField(this.pos);
    else if (char === '\n' || char === '\r') this.endRecord(this.pos);
    else if (char.trim() === '') this.pos += 1;
    else this.mode = 'quoted';
  }

  private endField(at: number): void {
    this.checkLengths(at);
    this.columns += 1;
    if (this.columns >= this.limits.columns) this.raise('too_many_columns');
    this.pos = at + 1;
    this.fieldOffset = this.offset(this.pos);
    this.mode = 'field';
    this.quoteAt = -1;
  }

  private endRecord(at: number): void {
    this.savePart(at);
    this.finishRecord(1);
    this.passNewline(at);
    this.partStart = this.pos;
  }

  private finishRecord(ownBreak: 0 | 1): void {
    const { fault, faultColumn, line } = this;
    const text = fault === null ? this.parts.join('') : '';
    this.records.push({ text, line, fault, faultColumn });
    this.line += this.breaks + ownBreak;
    this.parts = [];
    this.partsLength = this.breaks = this.fieldOffset = this.columns = this.faultColumn = 0;
    this.fault = null;
    this.endsInCr = false;
    this.mode = 'field';
    this.quoteAt = -1;
  }

  private passNewline(at: number): void {
    this.pos = at + 1;
    if (this.buffer[at] === '\n') this.newlines.lf += 1;
    else if (this.pos === this.buffer.length) this.skipsLf = true;
    else if (this.buffer[this.pos] === '\n') {
      this.newlines.crlf += 1;
      this.pos += 1;
    } else this.newlines.cr += 1;
    this.partStart = this.pos;
  }

  /** Keeps the piece of the unfinished record that lies in this chunk, or only its length once it is over a limit. */
  private savePart(end: number): void {
    if (end <= this.partStart) return;
    const part = this.buffer.slice(this.partStart, end);
    if (this.quoteAt >= this.partStart) {
      this.quoteLine =
        this.line + this.breaks + this.countBreaks(part.slice(0, this.quoteAt - this.partStart));
    }
    this.quoteAt = -1;
    this.checkLengths(end);
    if (this.fault === null) this.parts.push(part);
    this.breaks += this.countBreaks(part);
    this.endsInCr = part.endsWith('\r');
    this.partsLength += part.length;
    this.partStart = end;
  }

  private countBreaks(text: string): number {
    const count = text.match(/\r\n|\r|\n/g)?.length ?? 0;
    return this.endsInCr && text.startsWith('\n') ? count - 1 : count;
  }

  private checkLengths(at: number): void {
    const offset = this.offset(at);
    if (offset - this.fieldOffset > this.limits.cellLength) this.raise('cell_too_long');
    if (offset > this.limits.rowLength) this.raise('row_too_long');
  }

  private raise(fault: RecordFault): void {
    if (this.fault !== null && FAULT_RANK[this.fault] >= FAULT_RANK[fault]) return;
    this.fault = fault;
    this.faultColumn = this.columns + 1;
    this.parts = [];
  }

  private offset(at: number): number {
    return this.partsLength + at - this.partStart;
  }

  private nextNewline(): number {
    const lf = this.lineFeeds.find(this.pos);
    const cr = this.returns.find(this.pos);
    if (lf === -1) return cr;
    return cr === -1 ? lf : Math.min(lf, cr);
  }
}
