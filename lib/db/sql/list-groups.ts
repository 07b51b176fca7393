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
  /** Of all failed and unconfirmed rows of the batch: 0..1. */
  readonly share: number;
  readonly firstRow: number;
  readonly lastRow: number;
  /** When the first and the last of them ended. */
  readonly firstAt: Date;
  readonly lastAt: Date;
  /** What the first row ran; null when a function of a program handles the rows. */
  readonly automation: { readonly name: string; readonly version: number } | null;
  /** The newest picture of the first row's last attempt. */
  readonly screenshotId: string | null;
}

/** Groups are counted in `job_group_idx` alone; the rest is read for the few that are shown. */
const SQL = `
select g.fingerprint, a.failure_kind as kind, a.failure_code as code, a.failure_message as message,
       a.failure_step as step, g.count, g.failed_count as "failedCount",
       g.count::float8 / greatest(g.count, t.problems) as share,
       g.first_row as "firstRow", g.last_row as "lastRow", coalesce(g.first_at, a.started_at) as "firstAt", coalesce(g.last_at, a.started_at) as "lastAt",
       case when u.name is not null
            then jsonb_build_object('name', u.name, 'version', a.automation_version) end as automation,
       (select f.id from artifact f
         where f.batch_id = $1 and f.row_index = g.first_row and f.attempt_no = a.attempt_no
           and f.type = 'screenshot'
         order by f.created_at desc, f.id desc limit 1) as "screenshotId"
  from (
    select fingerprint, count(*)::int as count, count(*) filter (where state = 'failed')::int as failed_count,
           min(row_index) as first_row, max(row_index) as last_row, min(ended_at) as first_at, max(ended_at) as last_at
      from job
     where batch_id = $1 and state in ('failed', 'unconfirmed') and fingerprint is not null
     group by fingerprint order by count(*) desc, min(row_index) limit $2
  ) g
  cross join (select sum(failed + unconfirmed)::int as problems from batch_bucket where batch_id = $1) t
  join batch b on b.id = $1
  join job j on j.batch_id = $1 and j.row_index = g.first_row
  join attempt a on a.batch_id = $1 and a.row_index = g.first_row and a.attempt_no = j.attempt_count
  left join batch_automation c on c.batch_id = $1 and c.no = j.automation_no
  left join automation u on u.id = coalesce(b.automation_id, c.automation_id)
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
