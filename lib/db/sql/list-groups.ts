import type { FailureKind } from '../../domain/failure';
import type { Queryable } from '../transaction';

/** Failures that look alike. `firstRow` and `lastRow` are row indexes. */
export interface FailureGroup {
  readonly fingerprint: string;
  readonly kind: FailureKind;
  readonly code: string;
  readonly message: string;
  readonly step: number | null;
  readonly count: number;
  /** How many of them are failed and not unconfirmed: these can be retried. */
  readonly failedCount: number;
  readonly firstRow: number;
  readonly lastRow: number;
}

const SQL = `
select g.fingerprint, a.failure_kind as kind, a.failure_code as code, a.failure_message as message,
       a.failure_step as step, g.count, g.failed_count as "failedCount",
       g.first_row as "firstRow", g.last_row as "lastRow"
  from (
    select fingerprint, count(*)::int as count,
           count(*) filter (where state = 'failed')::int as failed_count, min(row_index) as first_row, max(row_index) as last_row
      from job
     where batch_id = $1 and state in ('failed', 'unconfirmed') and fingerprint is not null
     group by fingerprint order by count(*) desc, min(row_index) limit $2
  ) g
  join job j on j.batch_id = $1 and j.row_index = g.first_row
  join attempt a on a.batch_id = $1 and a.row_index = g.first_row and a.attempt_no = j.attempt_count
 where a.failure_kind is not null
 order by g.count desc, g.first_row`;

/** The largest failure groups of a batch, each described by its first row. */
export async function listFailureGroups(
  db: Queryable,
  batchId: string,
  limit = 100,
): Promise<FailureGroup[]> {
  const { rows } = await db.query<FailureGroup>(SQL, [batchId, limit]);
  return rows;
}
