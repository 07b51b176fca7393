import type { FailureKind } from '../../domain/failure';
import type { Queryable } from '../transaction';
import type { GroupCount } from './count-groups';

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
  /** The newest picture of the first row's last run. */
  readonly screenshotId: string | null;
}

/** What they have in common is the failure of a run: what the site was asked about a row afterwards says nothing of its cause. */
const SQL = `
select g.fingerprint, a.failure_kind as kind, a.failure_code as code, a.failure_message as message,
       a.failure_step as step, g.count, g."failedCount", g.count::float8 / greatest(g.count, t.problems) as share,
       g."firstRow", g."lastRow", coalesce(g."firstAt", a.started_at) as "firstAt", coalesce(g."lastAt", a.started_at) as "lastAt",
       case when u.name is not null
            then jsonb_build_object('name', u.name, 'version', a.automation_version) end as automation,
       (select f.id from artifact f
         where f.batch_id = $1 and f.row_index = g."firstRow" and f.attempt_no = a.attempt_no
           and f.type = 'screenshot'
         order by f.created_at desc, f.id desc limit 1) as "screenshotId"
  from jsonb_to_recordset($2::jsonb) g (fingerprint text, count int, "failedCount" int, "firstRow" int, "lastRow" int,
                                        "firstAt" timestamptz, "lastAt" timestamptz)
  cross join (select sum(failed + unconfirmed)::int as problems from batch_bucket where batch_id = $1) t
  join batch b on b.id = $1
  join job j on j.batch_id = $1 and j.row_index = g."firstRow"
  join lateral (
    select * from attempt
     where batch_id = $1 and row_index = g."firstRow" and kind <> 'verify' and failure_kind is not null
     order by attempt_no desc limit 1
  ) a on true
  left join batch_automation c on c.batch_id = $1 and c.no = j.automation_no
  left join automation u on u.id = coalesce(b.automation_id, c.automation_id)
 order by g.count desc, g."firstRow"`;

/** The failure groups that were counted, each described by its first row. */
export async function describeGroups(
  db: Queryable,
  batchId: string,
  counts: readonly GroupCount[],
): Promise<FailureGroup[]> {
  if (counts.length === 0) return [];
  const { rows } = await db.query<FailureGroup>(SQL, [batchId, JSON.stringify(counts)]);
  return rows;
}
