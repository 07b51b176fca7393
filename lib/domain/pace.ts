/** How far back the pace of a batch that runs is taken from. */
export const PACE_MINUTES = 5;

/** Rows that the pace was taken from, about: fewer of them say less about the rest. */
export function measuredRows(rowsPerMinute: number, endedRows: number): number {
  return Math.min(endedRows, Math.round(rowsPerMinute * PACE_MINUTES));
}
