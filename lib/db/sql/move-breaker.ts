import type { Pool } from 'pg';
import type { BatchReason } from '../../domain/batch-state';
import { FAILURE_RULES, type Failure } from '../../domain/failure';
import type { AttemptRecord } from '../../domain/lane';
import { notifyBatch } from './notify-batch';

/** When the breaker pauses a batch: 0 turns it off; some kinds of failure pause earlier whatever it says. */
export interface Brake {
  readonly breakAtEqualFailures: number;
  /** 0..1; 0 or absent turns it off. */
  readonly breakAtFailureRate?: number;
}

interface BrakeThen extends Brake {
  /** Whether rows had failed in a row when this one was recorded: most rows find nothing to start over, and ask nothing. */
  readonly isAfterFailure: boolean;
}

/** So many rows must have ended before a share of them says anything. */
const LEAST_ENDED = 10;

const COUNT = `
update batch
   set streak = case when streak_fingerprint = $2 then streak + 1 else 1 end, streak_fingerprint = $2
 where id = $1
returning streak`;

const PAUSE = `
update batch set state = 'paused', reason = $2::batch_reason, reason_text = $3
 where id = $1 and state = 'running'`;

const RESET = 'update batch set streak = 0, streak_fingerprint = null where id = $1 and streak > 0';

// Counted where the screens count: from the buckets, at most 512 rows whatever the batch's size.
const PAUSE_AT_RATE = `
with c as materialized (
  select sum(completed + failed + unconfirmed) as ended, sum(failed + unconfirmed) as wrong
    from batch_bucket where batch_id = $1
)
update batch b
   set state = 'paused', reason = 'breaker',
       reason_text = (c.wrong - b.brake_base_wrong) || ' of ' || (c.ended - b.brake_base_ended)
                     || ' rows failed or are unconfirmed: the batch pauses at ' || round($2::numeric * 100, 1)::float8 || ' %'
  from c
 where b.id = $1 and b.state = 'running' and c.ended - b.brake_base_ended >= ${LEAST_ENDED}
   and c.wrong - b.brake_base_wrong >= (c.ended - b.brake_base_ended) * $2::numeric`;

/** Moves both brakes after a row's attempt was recorded: equal failures in a row, and the share of rows that failed. */
export async function moveBreaker(
  pool: Pool,
  batchId: string,
  record: AttemptRecord,
  brake: BrakeThen,
): Promise<void> {
  await moveStreak(pool, batchId, record, brake);
  const { state } = record.decision;
  if (!brake.breakAtFailureRate || (state !== 'failed' && state !== 'unconfirmed')) return;
  const { rowCount } = await pool.query({
    name: 'pause-at-rate',
    text: PAUSE_AT_RATE,
    values: [batchId, brake.breakAtFailureRate],
  });
  if (rowCount === 1) await notifyBatch(pool, batchId);
}

/** Counts equal final failures in a row, and pauses the batch when there are too many; a completed row starts over. */
async function moveStreak(
  pool: Pool,
  batchId: string,
  record: AttemptRecord,
  brake: BrakeThen,
): Promise<void> {
  const { failure, decision } = record;
  if (decision.state === 'completed') {
    if (!brake.isAfterFailure) return;
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
  await notifyBatch(pool, batchId);
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
