import type { BatchState } from '../../domain/batch-state';
import { NotFoundError } from '../../domain/errors';
import type { Queryable } from '../transaction';

export interface LockedBatch {
  readonly id: string;
  readonly runId: string;
  readonly state: BatchState;
  readonly totalJobs: number;
  readonly automationId: string;
  readonly automationVersion: number;
}

/**
 * Locks the batch row until the transaction ends: finishing, stopping and retrying all begin with it.
 * @throws NotFoundError `batch_not_found`.
 */
export async function lockBatch(
  db: Queryable,
  batchId: string,
  kind: 'run' | 'try' = 'run',
): Promise<LockedBatch> {
  const { rows } = await db.query<{
    id: string;
    run_id: string;
    state: BatchState;
    total_jobs: number;
    automation_id: string;
    automation_version: number;
  }>(
    `select id, run_id, state, total_jobs, automation_id, automation_version
       from batch where id::text = $1 and kind::text = $2 for update`,
    [batchId, kind],
  );
  const row = rows[0];
  if (!row) throw new NotFoundError('batch_not_found', 'Batch not found');
  return {
    id: row.id,
    runId: row.run_id,
    state: row.state,
    totalJobs: row.total_jobs,
    automationId: row.automation_id,
    automationVersion: row.automation_version,
  };
}
