import type { Pool } from 'pg';
import type { BatchState } from '../../domain/batch-state';

export interface HeldLane {
  readonly batchId: string;
  readonly laneNo: number;
  readonly epoch: bigint;
  readonly state: BatchState;
  /** The batch was paused without waiting for its running rows. */
  readonly givesBack: boolean;
  /** The row that runs in it is past its commit mark. */
  readonly isCommitted: boolean;
  /** Somebody looks at the row that runs in it. */
  readonly isWatched: boolean;
}

const SQL = `
select l.batch_id, l.lane_no, l.epoch, b.state, b.gives_back,
       (b.state = 'stopping' or b.gives_back) and exists (
         select from job j join attempt a on a.batch_id = j.batch_id and a.row_index = j.row_index
                                         and a.attempt_no = j.attempt_count
          where j.batch_id = l.batch_id and j.row_index = l.running_row and a.commit_started_at is not null
       ) as is_committed,
       exists (
         select from live_view v
          where v.batch_id = l.batch_id and v.row_index = l.running_row and v.asked_at > now() - interval '5 seconds'
       ) as is_watched
  from lane l join batch b on b.id = l.batch_id where l.worker_id = $1`;

/** The lanes that a worker holds, with their batch's state: `stopping` means abort the row, unless it is committed; a missing lane is lost. */
export async function heldBatches(pool: Pool, workerId: string): Promise<HeldLane[]> {
  const { rows } = await pool.query<{
    batch_id: string;
    lane_no: number;
    epoch: string;
    state: BatchState;
    gives_back: boolean;
    is_committed: boolean;
    is_watched: boolean;
  }>({
    name: 'held-batches',
    text: SQL,
    values: [workerId],
  });
  return rows.map((row) => ({
    batchId: row.batch_id,
    laneNo: row.lane_no,
    epoch: BigInt(row.epoch),
    state: row.state,
    givesBack: row.state === 'paused' && row.gives_back,
    isCommitted: row.is_committed,
    isWatched: row.is_watched,
  }));
}
