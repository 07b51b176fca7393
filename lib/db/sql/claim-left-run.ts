import type { Queryable } from '../transaction';

export interface LeftRun {
  readonly scheduleId: string;
  readonly dueAt: Date;
  readonly batchId: string;
  /** How often somebody has begun with it, this time included. */
  readonly claimCount: number;
}

const SQL = `
update schedule_run set claimed_at = clock_timestamp(), claim_count = claim_count + 1
 where (schedule_id, due_at) in (
   select schedule_id, due_at from schedule_run
    where state = 'creating' and claimed_at < now() - make_interval(secs => $1)
    order by claimed_at limit 1 for update skip locked)
returning schedule_id as "scheduleId", due_at as "dueAt", batch_id as "batchId", claim_count as "claimCount"`;

/** Takes over a run whose batch somebody began to make so many seconds ago and never finished; null when there is none. */
export async function claimLeftRun(db: Queryable, afterSeconds: number): Promise<LeftRun | null> {
  const { rows } = await db.query<LeftRun>(SQL, [afterSeconds]);
  return rows[0] ?? null;
}
