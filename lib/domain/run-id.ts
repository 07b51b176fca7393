/** `YYYYMMDDHHMMSS-` in UTC and 6 hex digits; one per batch. */
export function makeRunId(now: Date, randomHex: string): string {
  return `${now.toISOString().replace(/\D/g, '').slice(0, 14)}-${randomHex.slice(0, 6)}`;
}

/** `<run_id>_<NNNN>`, 1-based, padded to at least four digits. */
export function makeJobId(runId: string, rowIndex: number): string {
  return `${runId}_${String(rowIndex + 1).padStart(4, '0')}`;
}

/** The parts of a job id, or null when the text is none. */
export function parseJobId(jobId: string): { runId: string; rowIndex: number } | null {
  const match = /^(\d{14}-[0-9a-f]{6})_(\d{4,})$/.exec(jobId);
  if (!match?.[1] || !match[2] || Number(match[2]) < 1) return null;
  return { runId: match[1], rowIndex: Number(match[2]) - 1 };
}
