import type { Queryable } from '../transaction';

/** A row that some worker runs now. */
export interface RunningRow {
  readonly workerId: string;
  readonly batchId: string;
  readonly batchName: string;
  readonly rowIndex: number;
  readonly isTry: boolean;
  readonly startedAt: Date | null;
}

const SQL = `
select l.worker_id as "workerId", l.batch_id as "batchId", b.name as "batchName", l.running_row as "rowIndex",
       b.kind = 'try' as "isTry",       j.started_at as "startedAt"
  from lane l join batch b on b.id = l.batch_id
  left join job j on j.batch_id = l.batch_id and j.row_index = l.running_row
 where l.worker_id is not null and l.running_row is not null
 order by j.started_at`;

/** All rows that run now, the oldest first. */
export async function readRunningRows(db: Queryable): Promise<RunningRow[]> {
  const { rows } = await db.query<RunningRow>({ name: 'read-running-rows', text: SQL });
  return rows;
}
