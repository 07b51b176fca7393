import type { BatchState } from '../../domain/batch-state';
import type { Queryable } from '../transaction';

export interface OpenRun {
  readonly batchId: string;
  readonly batchName: string | null;
  /** Null while the batch is being made. */
  readonly batchState: BatchState | null;
}

const SQL = `
select r.batch_id as "batchId", null as "batchName", null as "batchState"
  from schedule_run r where r.schedule_id = $1 and r.state = 'creating'
union all
select b.id, b.name, b.state::text
  from batch b join schedule_run r on r.batch_id = b.id
 where r.schedule_id = $1 and r.state <> 'creating'
   and b.state in ('importing', 'ready', 'running', 'paused', 'waiting', 'stopping')
 limit 1`;

/** A batch of the schedule that has not ended, or is being made; null when there is none. */
export async function findOpenRun(db: Queryable, scheduleId: string): Promise<OpenRun | null> {
  const { rows } = await db.query<OpenRun>(SQL, [scheduleId]);
  return rows[0] ?? null;
}
