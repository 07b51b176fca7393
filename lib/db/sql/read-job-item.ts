import type { Queryable } from '../transaction';
import { JOB_COLUMNS_SQL, JOB_SOURCES_SQL, type JobItem } from './job-row';

const SQL = `
select ${JOB_COLUMNS_SQL} from job j ${JOB_SOURCES_SQL}
 where j.batch_id = $1 and j.row_index = $2`;

/** One job as lists show it. */
export async function readJobItem(
  db: Queryable,
  batchId: string,
  rowIndex: number,
): Promise<JobItem | undefined> {
  const { rows } = await db.query<JobItem>(SQL, [batchId, rowIndex]);
  return rows[0];
}
