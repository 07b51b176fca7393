import type { Queryable } from '../transaction';

/**
 * A `with` part that plans the verification of rows that became unconfirmed just now, for a statement whose $1 is the
 * batch and in which `moved` holds (row_index, automation_no). A batch that is being stopped asks nothing by itself.
 * @param condition SQL that is true when the moved rows are unconfirmed
 */
export function planVerificationSql(condition: string): string {
  return `
  insert into job_verification (batch_id, row_index, due_at, no_counts_from)
  select $1, m.row_index, case when b.state <> 'stopping' then settled.at end, settled.at
    from moved m
    join batch b on b.id = $1 and b.kind = 'run'
    left join batch_automation p on p.batch_id = $1 and p.no = m.automation_no
    join automation_version v on v.automation_id = coalesce(b.automation_id, p.automation_id)
                             and v.version = coalesce(b.automation_version, p.version)
   cross join lateral (select now() + make_interval(secs => v.settle_seconds) as at) settled
   where ${condition} and v.settle_seconds is not null
      on conflict (batch_id, row_index) do update
     set due_at = excluded.due_at, no_counts_from = excluded.no_counts_from, asking_attempt = null,
         not_found_count = 0, unanswered_count = 0, answer = null, answered_at = null`;
}

const DROP = `
update job_verification set due_at = null, asking_attempt = null
 where batch_id = $1 and row_index = any($2)`;

/** A person decided these rows: nobody asks the site any more, and an answer that is under way counts for nothing. */
export async function dropVerifications(
  db: Queryable,
  batchId: string,
  rowIndexes: readonly number[],
): Promise<void> {
  await db.query(DROP, [batchId, rowIndexes]);
}

/** A batch that stops asks no more; what asks just now is aborted by its worker. */
export async function stopVerifications(db: Queryable, batchId: string): Promise<void> {
  await db.query(
    'update job_verification set due_at = null where batch_id = $1 and due_at is not null and asking_attempt is null',
    [batchId],
  );
}

/** Whether the site is still to be asked about some row of the batch, or is asked now. */
export async function hasOpenVerification(db: Queryable, batchId: string): Promise<boolean> {
  const { rowCount } = await db.query(
    'select 1 from job_verification where batch_id = $1 and due_at is not null limit 1',
    [batchId],
  );
  return rowCount === 1;
}
