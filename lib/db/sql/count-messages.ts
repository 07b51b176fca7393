import type { Queryable } from '../transaction';

/** What waits in a queue of background work. */
export interface WaitingMessages {
  readonly queue: string;
  readonly count: number;
  /** How long the oldest of them could have been handled. */
  readonly oldestSeconds: number;
}

// The condition is that of pg-boss's index of waiting messages (job_i11): those that are done, which are kept for days, cost nothing.
const SQL = `
select name as queue, count(*)::int as count, extract(epoch from now() - min(start_after))::float8 as "oldestSeconds"
  from pgboss.job where state < 'active' and not blocked and start_after <= now()
 group by name`;

/** Messages that a worker could take now; not those that are to wait, for a retry for example. Queues without any are left out. */
export async function countMessages(db: Queryable): Promise<readonly WaitingMessages[]> {
  return (await db.query<WaitingMessages>(SQL)).rows;
}
