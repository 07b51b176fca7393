import type { Pool } from 'pg';
import type { BatchState } from '../../domain/batch-state';

export interface HeldLane {
  readonly batchId: string;
  readonly laneNo: number;
  readonly epoch: bigint;
  readonly state: BatchState;
}

const SQL = `
select l.batch_id, l.lane_no, l.epoch, b.state
  from lane l join batch b on b.id = l.batch_id where l.worker_id = $1`;

/** The lanes that a worker holds, with their batch's state: `stopping` means abort the row; a missing lane is lost. */
export async function heldBatches(pool: Pool, workerId: string): Promise<HeldLane[]> {
  const { rows } = await pool.query<{ batch_id: string; lane_no: number; epoch: string; state: BatchState }>({
    name: 'held-batches',
    text: SQL,
    values: [workerId],
  });
  return rows.map((row) => ({
    batchId: row.batch_id,
    laneNo: row.lane_no,
    epoch: BigInt(row.epoch),
    state: row.state,
  }));
}
