import type { Queryable } from '../transaction';

/** A batch with unconfirmed rows. */
export interface UnconfirmedBatch {
  readonly batchId: string;
  readonly unconfirmedCount: number;
  /** Of them, those about which the site is still to be asked; the others wait for a person. */
  readonly askedCount: number;
  /** Since when its oldest unconfirmed row waits. */
  readonly oldestAt: Date;
  /** The same as PostgreSQL reads it, with all its digits. */
  readonly oldestKey: string;
}

export interface UnconfirmedRequest {
  /** Null: of all batches. */
  readonly batchId: string | null;
  readonly after: { readonly oldestKey: string; readonly batchId: string } | null;
  readonly limit: number;
}

// Found and counted in the buckets that hold such rows, whatever else there is; the oldest is the first entry of an index.
// The state stands in a subquery so that only the index in the order of ends fits, whatever the planner believes of the batch.
const PAGE = `
select page.*,
       (select count(*)::int from job_verification v
         where v.batch_id = page."batchId" and v.due_at is not null) as "askedCount"
  from (
    select w.batch_id as "batchId", w.unconfirmed as "unconfirmedCount", o.ended_at as "oldestAt",
           o.ended_at::text as "oldestKey"
      from (select k.batch_id, sum(k.unconfirmed)::int as unconfirmed from batch_bucket k
             where k.unconfirmed > 0 and ($1::uuid is null or k.batch_id = $1) group by k.batch_id) w
      join batch b on b.id = w.batch_id and b.kind = 'run'
     cross join lateral (
       select j.ended_at from job j
        where j.batch_id = w.batch_id and j.state = (select 'unconfirmed'::job_state) and j.ended_at is not null
        order by j.ended_at, j.row_index limit 1) o
     where $2::timestamptz is null or (o.ended_at, w.batch_id) > ($2, $3::uuid)
     order by o.ended_at, w.batch_id limit $4
  ) page
 order by "oldestAt", "batchId"`;

/** Batches with unconfirmed rows, the one whose oldest row waits longest first. */
export async function listUnconfirmed(
  db: Queryable,
  { batchId, after, limit }: UnconfirmedRequest,
): Promise<UnconfirmedBatch[]> {
  const values = [batchId, after?.oldestKey ?? null, after?.batchId ?? null, limit];
  const { rows } = await db.query<UnconfirmedBatch>(PAGE, values);
  return rows;
}

export interface UnconfirmedTotals {
  readonly batchCount: number;
  readonly unconfirmedCount: number;
  readonly askedCount: number;
}

const TOTALS = `
select count(distinct k.batch_id)::int as "batchCount", coalesce(sum(k.unconfirmed), 0)::int as "unconfirmedCount",
       (select count(*)::int from job_verification v join batch b on b.id = v.batch_id and b.kind = 'run'
         where v.due_at is not null) as "askedCount"
  from batch_bucket k join batch b on b.id = k.batch_id and b.kind = 'run' where k.unconfirmed > 0`;

/** Over all batches; a try has no verification, and does not count. */
export async function countUnconfirmed(db: Queryable): Promise<UnconfirmedTotals> {
  const { rows } = await db.query<UnconfirmedTotals>({ name: 'count-unconfirmed', text: TOTALS });
  return rows[0] as UnconfirmedTotals;
}
