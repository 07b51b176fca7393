import type { Bindings, Reading } from '../domain/bindings';
import { dayOrderEvidence } from './date-text';
import type { InputSpec } from './input-spec';
import { decimalEvidence } from './number-text';

/** A cell that can be read in one way only. */
export interface Evidence {
  readonly rowIndex: number;
  readonly text: string;
}

/** How an input's column is read, as all of its cells together tell it. */
export interface ColumnReading {
  readonly input: string;
  /** 0-based. */
  readonly column: number;
  /** Null when no cell tells, or when they contradict one another. */
  readonly reading: Reading | null;
  readonly because: Evidence | null;
  /** The first cell that tells otherwise. */
  readonly against: Evidence | null;
}

/** A few cells that contradict all others are wrong cells; more are a column that cannot be trusted. */
const CLEAR_SHARE = 0.95;

type Pair = readonly [Reading, Reading];
const DECIMALS: Pair = ['decimal_point', 'decimal_comma'];
const ORDERS: Pair = ['day_first', 'month_first'];

interface Watched {
  readonly input: string;
  readonly column: number;
  readonly pair: Pair;
  readonly found: Map<Reading, { count: number; first: Evidence }>;
}

const SHOWN_CHARACTERS = 40;

/** Watches a file's rows and tells how numbers and dates of its columns are written. A few counters a column. */
export class ReadingFinder {
  private readonly watched: readonly Watched[];

  /** Columns are watched whose input names no locale itself, unless a person has chosen the reading. */
  constructor(inputs: Readonly<Record<string, InputSpec>>, bindings: Bindings) {
    this.watched = Object.entries(inputs).flatMap(([input, spec]) => {
      const binding = bindings[input];
      const pair = openReadings(spec);
      if (!pair || !binding || !('column' in binding) || binding.reading) return [];
      return [{ input, column: binding.column, pair, found: new Map() }];
    });
  }

  /** Positions of the columns that have to be looked at. */
  get columns(): number[] {
    return [...new Set(this.watched.map(({ column }) => column))];
  }

  add(rowIndex: number, cells: readonly string[]): void {
    for (const { column, pair, found } of this.watched) {
      const text = cells[column] ?? '';
      const reading = text === '' ? null : readingEvidence(text, pair);
      if (reading === null) continue;
      const seen = found.get(reading);
      if (seen) seen.count += 1;
      else
        found.set(reading, { count: 1, first: { rowIndex, text: text.trim().slice(0, SHOWN_CHARACTERS) } });
    }
  }

  /** The columns of which some cell tells how they are read. */
  result(): ColumnReading[] {
    return this.watched.flatMap((watched) => (watched.found.size === 0 ? [] : [decide(watched)]));
  }
}

/** The two ways in which an input's column may be written; null when the input says it, or has no such type. */
function openReadings({ type, decimal, format }: InputSpec): Pair | null {
  if (type === 'date') return format === undefined ? ORDERS : null;
  return (type === 'number' || type === 'integer') && decimal === undefined ? DECIMALS : null;
}

function readingEvidence(text: string, pair: Pair): Reading | null {
  if (pair === DECIMALS) {
    const sign = decimalEvidence(text);
    return sign && (sign === ',' ? 'decimal_comma' : 'decimal_point');
  }
  const order = dayOrderEvidence(text);
  return order === 'day_first' || order === 'month_first' ? order : null;
}

function decide({ input, column, pair, found }: Watched): ColumnReading {
  const [one, other] = pair;
  const counts = pair.map((reading) => found.get(reading)?.count ?? 0);
  const [most, least] = (counts[0] ?? 0) >= (counts[1] ?? 0) ? [one, other] : [other, one];
  const because = found.get(most);
  const against = found.get(least);
  const all = (because?.count ?? 0) + (against?.count ?? 0);
  const isClear = (because?.count ?? 0) >= all * CLEAR_SHARE;
  return {
    ...{ input, column, reading: isClear ? most : null },
    because: because?.first ?? null,
    against: against?.first ?? null,
  };
}

/** A row before and after an edit; without cells where it is left out. */
export interface RowChange {
  readonly rowIndex: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Whether an edit may change how a column is read: it touches what told the reading, or tells something new. */
export function mayChangeReadings(
  inputs: Readonly<Record<string, InputSpec>>,
  bindings: Bindings,
  readings: readonly ColumnReading[],
  { rowIndex, before, after }: RowChange,
): boolean {
  return Object.entries(inputs).some(([input, spec]) => {
    const binding = bindings[input];
    const pair = openReadings(spec);
    if (!pair || !binding || !('column' in binding) || binding.reading) return false;
    const cells = [before[binding.column] ?? '', after[binding.column] ?? ''];
    if (cells[0] === cells[1]) return false;
    const found = readings.find((one) => one.input === input);
    if ([found?.because, found?.against].some((evidence) => evidence?.rowIndex === rowIndex)) return true;
    const told = cells.map((cell) => readingEvidence(cell, pair)).filter((reading) => reading !== null);
    return told.some((reading) => reading !== found?.reading);
  });
}

/** The bindings with the readings that were found; one that a person has chosen stays. */
export function withReadings(bindings: Bindings, readings: readonly ColumnReading[]): Bindings {
  const found = new Map(readings.map(({ input, reading }) => [input, reading]));
  return Object.fromEntries(
    Object.entries(bindings).map(([input, binding]) => {
      const reading = found.get(input);
      if (!reading || !('column' in binding) || binding.reading) return [input, binding];
      return [input, { ...binding, reading }];
    }),
  );
}

const WORDS: Readonly<Record<Reading, string>> = {
  decimal_point: 'with a decimal point',
  decimal_comma: 'with a decimal comma',
  day_first: 'as day/month/year',
  month_first: 'as month/day/year',
};

/** A sentence for people: which reading was taken, and which row says so. */
export function describeReading({ input, reading, because, against }: ColumnReading): string {
  if (reading === null) {
    return `${input} is written in two ways: row ${row(because)} says ${quoted(because)}, row ${row(against)} says ${quoted(against)}.`;
  }
  return `${input} is read ${WORDS[reading]} because row ${row(because)} says ${quoted(because)}.`;
}

function row(evidence: Evidence | null): number {
  return (evidence?.rowIndex ?? 0) + 1;
}

function quoted(evidence: Evidence | null): string {
  return `"${evidence?.text ?? ''}"`;
}
