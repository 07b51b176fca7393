import type { JobCounts } from '../../domain/job-state';
import type { Queryable } from '../transaction';

/** Counts of one stretch of rows; `from` and `to` are row indexes, both included. */
export interface Bucket extends JobCounts {
  readonly from: number;
  readonly to: number;
}

const SQL = `
select k.bucket_no * b.bucket_size as "from",
       least((k.bucket_no + 1) * b.bucket_size, b.file_rows - b.empty_rows) - 1 as "to",
       k.pending, k.running, k.completed, k.failed, k.stopped, k.unconfirmed
  from batch_bucket k join batch b on b.id = k.batch_id
 where k.batch_id = $1 order by k.bucket_no`;

/** The batch's buckets in file order, at most 512: what the field is painted from. */
export async function readBuckets(db: Queryable, batchId: string): Promise<Bucket[]> {
  const { rows } = await db.query<Bucket>({ name: 'read-buckets', text: SQL, values: [batchId] });
  return rows;
}
