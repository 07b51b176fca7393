import type { Queryable } from '../transaction';

// Questions start anew; what was not found before stays noted. A row that is asked about just now is left alone.
const SQL = `
with chosen as materialized (
  select j.row_index, j.ended_at, v.settle_seconds
    from job j
    join batch b on b.id = j.batch_id
    left join batch_automation p on p.batch_id = j.batch_id and p.no = j.automation_no
    left join automation_version v on v.automation_id = coalesce(b.automation_id, p.automation_id)
                                  and v.version = coalesce(b.automation_version, p.version)
   where j.batch_id = $1 and j.state = 'unconfirmed' and ($2::int[] is null or j.row_index = any($2))
), planned as (
  insert into job_verification (batch_id, row_index, due_at, no_counts_from)
  select $1, row_index, now(), coalesce(ended_at, now()) + make_interval(secs => settle_seconds)
    from chosen where settle_seconds is not null
      on conflict (batch_id, row_index) do update set due_at = now(), unanswered_count = 0
   where job_verification.asking_attempt is null
)
select count(*)::int as unconfirmed, count(settle_seconds)::int as asked from chosen`;

/**
 * Lets the site be asked at once about unconfirmed rows whose automation says how. A "not found" that comes before the
 * settling time still counts for nothing.
 * @param rowIndexes null: all unconfirmed rows of the batch
 */
export async function verifyNow(
  db: Queryable,
  batchId: string,
  rowIndexes: readonly number[] | null,
): Promise<{ unconfirmed: number; asked: number }> {
  const { rows } = await db.query<{ unconfirmed: number; asked: number }>(SQL, [batchId, rowIndexes]);
  return rows[0] ?? { unconfirmed: 0, asked: 0 };
}
