import type { Queryable } from '../transaction';

/** Marks a locked batch as stopping: no lane is taken any more, and workers abort its running rows. */
export async function setStopping(db: Queryable, batchId: string): Promise<void> {
  await db.query(
    `update batch set state = 'stopping', reason = null, reason_text = null, is_stopped = true where id = $1`,
    [batchId],
  );
}
