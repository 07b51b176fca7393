export const HISTORY_UNITS = ['day', 'week'] as const;
export type HistoryUnit = (typeof HISTORY_UNITS)[number];

/** What became of the batches that were started in one day or week; a week begins on Monday. */
export interface HistoryPeriod {
  /** Its first day where it was asked, as 2026-11-25. */
  readonly start: string;
  readonly batches: number;
  /** Rows, by the state that they are in now. */
  readonly completed: number;
  readonly failed: number;
  readonly stopped: number;
  readonly unconfirmed: number;
  /** Of rows that completed; null when none did. */
  readonly medianMs: number | null;
}

export interface AutomationHistory {
  /** Oldest first, without gaps; the last is the present one. */
  readonly periods: readonly HistoryPeriod[];
  /** Older batches of this time were left out, as there were too many. */
  readonly isCut: boolean;
}
