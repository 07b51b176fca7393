import type { Queryable } from '../transaction';
import type { Bucket } from './read-buckets';

const SQL = `
select k.batch_id, k.bucket_no * b.bucket_size as "from",
       least((k.bucket_no + 1) * b.bucket_size, b.file_rows - b.empty_rows) - 1 as "to",
       k.pending, k.running, k.completed, k.failed, k.stopped, k.unconfirmed
  from batch_bucket k join batch b on b.id = k.batch_id
 where k.batch_id = any($1) order by k.batch_id, k.bucket_no`;

/** The buckets of several batches at once, for lists: batch id -> its buckets in file order. */
export async function readManyBuckets(
  db: Queryable,
  batchIds: readonly string[],
): Promise<Map<string, Bucket[]>> {
  const { rows } = await db.query<Bucket & { batch_id: string }>(SQL, [batchIds]);
  const byBatch = new Map<string, Bucket[]>();
  for (const { batch_id: batchId, ...bucket } of rows) {
    const list = byBatch.get(batchId);
    if (list) list.push(bucket);
    else byBatch.set(batchId, [bucket]);
  }
  return byBatch;
}
