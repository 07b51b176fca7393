import type { LimitKind } from '../../domain/lane';
import type { Queryable } from '../transaction';

/** What is to be seen of a batch whose rows could run, and of who could run them. */
export interface WaitingFacts {
  readonly liveWorkers: number;
  /** Of them, those that an administrator told to take no rows. */
  readonly drainingWorkers: number;
  /** Lanes that a worker holds. */
  readonly heldLanes: number;
  /** Lanes that could be taken now. */
  readonly freeLanes: number;
  /** When the first lane looks again, and what it waits for; null when none will by itself. */
  readonly nextAt: Date | null;
  readonly nextReason: LimitKind | null;
}

// At most 100 lanes a batch.
const SQL = `
with l as materialized (
  select l.worker_id, l.available_at, l.waiting_reason from lane l join batch b on b.id = l.batch_id
   where l.batch_id = $1 and l.lane_no < b.concurrency
), alive as materialized (
  select is_draining from worker where stopped_at is null and seen_at > now() - interval '15 seconds'
), next as materialized (
  select available_at, waiting_reason from l
   where worker_id is null and available_at > now() and available_at < 'infinity'
   order by available_at limit 1
)
select (select count(*)::int from alive) as "liveWorkers",
       (select count(*)::int from alive where is_draining) as "drainingWorkers",
       (select count(*)::int from l where worker_id is not null) as "heldLanes",
       (select count(*)::int from l where worker_id is null and available_at <= now()) as "freeLanes",
       (select available_at from next) as "nextAt", (select waiting_reason from next) as "nextReason"`;

export async function readWaiting(db: Queryable, batchId: string): Promise<WaitingFacts> {
  const { rows } = await db.query<WaitingFacts>({ name: 'read-waiting', text: SQL, values: [batchId] });
  return rows[0] as WaitingFacts;
}
