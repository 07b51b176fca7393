import type { Context } from '@/lib/services/context';
import { listJobs } from '@/lib/services/jobs/list-jobs';

export interface Neighbours {
  /** 1-based numbers of the rows before and after that have a job. */
  readonly previous: number | null;
  readonly next: number | null;
}

/** The rows beside one row; rows that were left out of the batch are skipped. */
export async function findNeighbours(
  context: Context,
  batchId: string,
  rowIndex: number,
): Promise<Neighbours> {
  const [before, after] = await Promise.all([
    listJobs(context, { batchId, filter: { toRow: rowIndex - 1 }, sort: '-row', limit: 1 }),
    listJobs(context, { batchId, filter: { fromRow: rowIndex + 1 }, limit: 1 }),
  ]);
  return { previous: rowNumber(before.items[0]), next: rowNumber(after.items[0]) };
}

function rowNumber(job: { rowIndex: number } | undefined): number | null {
  return job ? job.rowIndex + 1 : null;
}
