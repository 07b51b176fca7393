import type { Queryable } from '../transaction';

/** Notes that a person decided about rows of a batch: its age counts anew, so that they can still look at what they decided. */
export async function noteDecision(db: Queryable, batchId: string): Promise<void> {
  await db.query('update batch set decided_at = now() where id = $1', [batchId]);
}
