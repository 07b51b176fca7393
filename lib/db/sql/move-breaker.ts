import type { Pool } from 'pg';
import type { BatchReason } from '../../domain/batch-state';
import { FAILURE_RULES, type Failure } from '../../domain/failure';
import type { AttemptRecord } from '../../domain/lane';

/** When the breaker pauses a batch: 0 turns it off; some kinds of failure pause earlier whatever it says. */
export interface Brake {
  readonly breakAtEqualFailures: number;
}

const COUNT = `
update batch
   set streak = case when streak_fingerprint = $2 then streak + 1 else 1 end, streak_fingerprint = $2
 where id = $1
returning streak`;

const PAUSE = `
update batch set state = 'paused', reason = $2::batch_reason, reason_text = $3
 where id = $1 and state = 'running'`;

const RESET = 'update batch set streak = 0, streak_fingerprint = null where id = $1 and streak > 0';

/** Counts equal final failures in a row, and pauses the batch when there are too many; a completed row starts over. */
export async function moveBreaker(
  pool: Pool,
  batchId: string,
  record: AttemptRecord,
  brake: Brake,
): Promise<void> {
  const { failure, decision } = record;
  if (decision.state === 'completed') {
    await pool.query({ name: 'reset-streak', text: RESET, values: [batchId] });
    return;
  }
  if (!failure || decision.state !== 'failed' || !FAILURE_RULES[failure.kind].countsForBreaker) return;
  const { rows } = await pool.query<{ streak: number }>({
    name: 'count-streak',
    text: COUNT,
    values: [batchId, record.fingerprint],
  });
  const streak = rows[0]?.streak ?? 0;
  if (streak < pauseLimit(failure, brake)) return;
  const reason: BatchReason = failure.kind === 'needs_person' ? 'login' : 'breaker';
  await pool.query({
    name: 'pause-by-brake',
    text: PAUSE,
    values: [batchId, reason, pauseText(failure, streak)],
  });
  await pool.query(`select pg_notify('furrow_batch', $1)`, [batchId]);
}

function pauseLimit(failure: Failure, brake: Brake): number {
  const ofKind = FAILURE_RULES[failure.kind].pausesBatchAfter ?? Number.POSITIVE_INFINITY;
  return Math.min(ofKind, brake.breakAtEqualFailures || Number.POSITIVE_INFINITY);
}

function pauseText(failure: Failure, streak: number): string {
  return streak === 1
    ? `Every row would fail alike: ${failure.message}`
    : `${streak} rows in a row failed alike: ${failure.message}`;
}
