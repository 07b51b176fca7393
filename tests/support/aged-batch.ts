import { insertJobKeys } from '@/lib/db/sql/job-keys';
import { makeJobId } from '@/lib/domain/run-id';
import { addRowArtifact } from '@/lib/services/artifacts/add-row-artifact';
import type { Context } from '@/lib/services/context';
import { seedBatch } from './seed-batch';

export interface AgedBatchOptions {
  readonly rows?: number;
  /** How long ago it ended. */
  readonly days: number;
  /** SQL of the cells, which are the rows' keys too; by row number n from 1. */
  readonly keySql?: string;
  /** Rows of whose outcome nobody knows; the others are completed. */
  readonly unconfirmed?: readonly number[];
  /** Rows with a stored file. */
  readonly files?: readonly number[];
}

/** A batch whose rows ended so many days ago, with their keys; gives its id. Its file is a day older. */
export async function agedBatch(context: Context, options: AgedBatchOptions): Promise<string> {
  const { rows = 3, days, unconfirmed = [], files = [] } = options;
  const { db } = context;
  const cellSql = options.keySql ?? `'key ' || n`;
  const id = await seedBatch(db, { rows, cellSql, isStarted: false, settings: { key_column: 'name' } });
  await insertJobKeys(db.pool, id);
  const sql = (text: string, ...values: unknown[]) => db.pool.query(text, [id, ...values]);
  await sql(
    `update job set state = case when row_index = any($2) then 'unconfirmed' else 'completed' end::job_state,
            ended_at = now() - $3 * interval '24 hours' where batch_id = $1`,
    unconfirmed,
    days,
  );
  await sql(`update batch_bucket k set pending = 0, completed = s.completed, unconfirmed = s.unconfirmed
    from (select row_index / b.bucket_size as no, count(*) filter (where j.state = 'completed') as completed,
                 count(*) filter (where j.state = 'unconfirmed') as unconfirmed
            from job j join batch b on b.id = j.batch_id where j.batch_id = $1 group by 1) s
   where k.batch_id = $1 and k.bucket_no = s.no`);
  await sql(
    `update batch set state = 'finished', outcome = 'completed', finished_at = now() - $2 * interval '24 hours'
      where id = $1`,
    days,
  );
  await sql(
    `update upload set created_at = now() - ($2 + 1) * interval '24 hours'
      where id = (select upload_id from batch where id = $1)`,
    days,
  );
  const { runId } = await db.prisma.batch.findUniqueOrThrow({ where: { id } });
  for (const row of files) {
    await addRowArtifact(context, { jobId: makeJobId(runId, row), type: 'note', content: `of row ${row}` });
  }
  return id;
}
