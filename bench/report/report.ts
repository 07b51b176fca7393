import type { PairedRatio } from '../measure/ratio';

export interface ReportTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A figure that has an aim: always a ratio against something measured in the same run. */
export interface Verdict {
  readonly name: string;
  readonly ratio: PairedRatio;
  readonly aim: { readonly atLeast: number } | { readonly atMost: number };
}

/** What a benchmark found, for people (tables) and programs (`measured`, with every round). */
export interface BenchReport {
  readonly name: string;
  readonly title: string;
  readonly tables: readonly ReportTable[];
  readonly verdicts: readonly Verdict[];
  readonly notes: readonly string[];
  readonly measured: unknown;
}

export interface BenchOptions {
  readonly rounds: number;
  /** Only of `run`: which part of its matrix, as on the command line. */
  readonly run: Readonly<Record<'pages' | 'latency' | 'concurrency' | 'peers' | 'rows', string>>;
  readonly claims: Readonly<Record<'pending' | 'batches', string>>;
  readonly bloat: Readonly<Record<'minutes' | 'lanes' | 'pace', string>>;
  readonly dashboard: Readonly<Record<'sizes' | 'viewers' | 'parts', string>>;
  readonly log: (line: string) => void;
}

export function isMet({ aim, ratio }: Verdict): boolean {
  return 'atLeast' in aim ? ratio.median >= aim.atLeast : ratio.median <= aim.atMost;
}
