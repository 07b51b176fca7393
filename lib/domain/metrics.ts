/*
 * The series that are counted as things happen; what can be read from the tables as it is now is not among them
 * (lib/services/health). No label holds a cell, a row, a batch or a worker: their number of values is bounded.
 */

/** Name without prefix and `_total` -> meaning. */
export const COUNTERS = {
  batch_created: 'Batches created; tries are in no series',
  batches_deleted: 'Batches deleted, by cause (person, retention)',
  uploads_deleted: 'Files deleted, by cause (person, retention)',
  batch_retry_initiated: 'Retries of rows that somebody asked for',
  batch_jobs_executed: 'Rows that ended by a run: completed, failed or unconfirmed',
  batch_jobs_completed: 'Rows that completed',
  batch_jobs_failed: 'Rows that failed for good',
  batch_jobs_stopped: 'Rows that somebody stopped',
  rows_ended: 'Rows that ended, by outcome (state)',
  job_errors: 'Rows that failed for good, by kind of failure',
  attempts: 'Attempts that ended, by kind (run, verify) and state',
  attempt_errors: 'Attempts that failed, by kind of failure',
  failed_rows_exported: 'Rows written to files of failed rows',
  extraction_fields_success: 'Outputs of completed rows that have a value',
  extraction_fields_failure: 'Outputs of completed rows without a value, and extract steps that failed',
  claims: 'Questions of free lanes for a row, by answer (claimed, idle, refused, lost)',
  lanes_reclaimed: 'Lanes taken back from workers that fell silent',
  rows_reclaimed: 'Rows moved on because their worker fell silent',
  browser_recycles: 'Browsers replaced, by reason (contexts, age, memory, died, stuck)',
} as const;
export type CounterName = keyof typeof COUNTERS;

const SECONDS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 900, 3600];

/** Name without prefix -> meaning and upper bounds of its buckets. */
export const HISTOGRAMS = {
  batch_size: {
    help: 'Rows of imported batches',
    bounds: [1, 10, 100, 1000, 10_000, 100_000, 1_000_000],
  },
  job_duration_seconds: { help: 'Duration of the attempt that ended a row, by outcome', bounds: SECONDS },
  step_duration_seconds: { help: 'Duration of steps, by verb', bounds: [0.01, 0.05, ...SECONDS.slice(0, 9)] },
} as const satisfies Readonly<Record<string, { help: string; bounds: readonly number[] }>>;
export type HistogramName = keyof typeof HISTOGRAMS;

export type MetricLabels = Readonly<Record<string, string>>;

/** One stored number: a counter's, or of a histogram one bucket's own (label `le`) or the sum of all values. */
export interface MetricEntry {
  readonly name: CounterName | `${HistogramName}_bucket` | `${HistogramName}_sum`;
  readonly labels: MetricLabels;
  readonly value: number;
}

/** Adds up in memory, until it is taken to the database. */
export interface MetricSums {
  count(name: CounterName, labels?: MetricLabels, by?: number): void;
  observe(name: HistogramName, labels: MetricLabels, value: number): void;
  /** Everything since the last time. */
  take(): MetricEntry[];
}

export function createMetricSums(): MetricSums {
  let sums = new Map<string, MetricEntry>();
  const add = (name: MetricEntry['name'], labels: MetricLabels, by: number) => {
    const key = `${name} ${JSON.stringify(labels)}`;
    sums.set(key, { name, labels, value: (sums.get(key)?.value ?? 0) + by });
  };
  return {
    count: (name, labels = {}, by = 1) => add(name, labels, by),
    observe(name, labels, value) {
      const bound = HISTOGRAMS[name].bounds.find((limit) => value <= limit);
      add(`${name}_bucket`, { ...labels, le: bound === undefined ? '+Inf' : String(bound) }, 1);
      add(`${name}_sum`, labels, value);
    },
    take() {
      const taken = [...sums.values()];
      sums = new Map();
      return taken;
    },
  };
}
