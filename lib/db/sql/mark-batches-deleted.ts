import type { BatchState } from '../../domain/batch-state';
import type { Queryable } from '../transaction';

/** A batch that nothing shows any more; its rows and files are still to be removed. */
export interface MarkedBatch {
  readonly id: string;
  readonly name: string;
  readonly fileRows: number;
  readonly finishedAt: Date | null;
}

// No verb leads out of `failed`: whoever read the batch a moment before starts, resumes or retries nothing of it.
const MARK = `update batch b set kind = 'deleted', state = 'failed', outcome = null, reason = null, reason_text = null`;
const MARKED = 'b.id, b.name, b.file_rows as "fileRows", b.finished_at as "finishedAt"';

/** Deletes a batch in one of these states, unless a row of it runs. Null: it stays as it is. Runs inside the caller's transaction. */
export async function markBatchDeleted(
  db: Queryable,
  batchId: string,
  states: readonly BatchState[],
): Promise<MarkedBatch | null> {
  const { rows } = await db.query<MarkedBatch>(
    `${MARK} where b.id = $1 and b.kind = 'run' and b.state::text = any($2)
       and not exists (select from lane l where l.batch_id = b.id and l.running_row is not null) returning ${MARKED}`,
    [batchId, states],
  );
  return rows[0] ?? null;
}

/** `$1`: days. The age of a batch counts from its end, or from the last decision about a row of it. */
const IS_OLD = `b.kind = 'run' and b.state = 'finished'
   and greatest(b.finished_at, b.decided_at) < now() - $1 * interval '24 hours'`;
const IS_OPEN = `exists (select from batch_bucket k
                          where k.batch_id = b.id and k.unconfirmed + k.pending + k.running > 0)`;
const IS_DUE = `${IS_OLD} and b.kept_at is null and not ${IS_OPEN}
   and not exists (select from batch_operation o where o.batch_id = b.id and o.ended_at is null)`;

// A batch that is retried, kept or decided about at this moment is locked, or its row has changed when it is looked at again.
const MARK_OLD = `
with old as (
  select b.id from batch b
   where ${IS_DUE}
   order by b.id limit $2 for update of b skip locked
)
${MARK} from old where b.id = old.id returning ${MARKED}`;

/**
 * Deletes finished batches that ended more than `days` days ago; never one that somebody keeps, or of which a
 * row is unconfirmed. Runs inside the caller's transaction.
 */
export async function markOldBatches(
  db: Queryable,
  input: { readonly days: number; readonly limit: number },
): Promise<MarkedBatch[]> {
  const { rows } = await db.query<MarkedBatch>(MARK_OLD, [input.days, input.limit]);
  return rows;
}

/** Batches that are old enough and stay all the same. */
export interface SparedBatches {
  /** Because nobody has decided about unconfirmed rows of theirs. */
  readonly unconfirmed: number;
  /** Because somebody keeps them. */
  readonly kept: number;
}

export async function countSparedBatches(db: Queryable, days: number): Promise<SparedBatches> {
  const { rows } = await db.query<SparedBatches>(
    `select count(*) filter (where b.kept_at is null and ${IS_OPEN})::int as unconfirmed,
            count(*) filter (where b.kept_at is not null)::int as kept from batch b where ${IS_OLD}`,
    [days],
  );
  return rows[0] as SparedBatches;
}

/** How many batches `markOldBatches` would delete now. */
export async function countOldBatches(db: Queryable, days: number): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `select count(*)::int as count from batch b where ${IS_DUE}`,
    [days],
  );
  return rows[0]?.count ?? 0;
}
