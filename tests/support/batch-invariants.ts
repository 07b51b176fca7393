import { expect } from 'vitest';
import type { Database } from '@/lib/db/connect';
import { readCounts } from '@/lib/db/sql/read-counts';

/** What must hold of a batch at any moment: every row accounted for, and the buckets equal to a recount. */
export async function expectCountsHold(db: Database, batchId: string): Promise<void> {
  const { rows } = await db.pool.query<{ bucket_no: number; state: string; counted: number }>(
    `select j.row_index / b.bucket_size as bucket_no, j.state, count(*)::int as counted
       from job j join batch b on b.id = j.batch_id where b.id = $1 group by 1, 2`,
    [batchId],
  );
  const buckets = await db.prisma.batchBucket.findMany({ where: { batchId } });
  for (const bucket of buckets) {
    for (const state of ['pending', 'running', 'completed', 'failed', 'stopped', 'unconfirmed'] as const) {
      const recount =
        rows.find((row) => row.bucket_no === bucket.bucketNo && row.state === state)?.counted ?? 0;
      expect(bucket[state], `bucket ${bucket.bucketNo}, ${state}`).toBe(recount);
    }
  }
  const batch = await db.prisma.batch.findUniqueOrThrow({ where: { id: batchId } });
  const counts = await readCounts(db.pool, batchId);
  const total = Object.values(counts).reduce((sum, n) => sum + n, 0);
  expect(total).toBe(batch.totalJobs);
  expect(batch.fileRows).toBe(batch.totalJobs + batch.excludedRows + batch.emptyRows);
}
