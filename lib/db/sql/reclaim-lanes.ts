import type { Pool, PoolClient } from 'pg';
import { createMetricSums, type MetricSums } from '../../domain/metrics';
import { type Decision, decideLost } from '../../domain/retry-policy';
import { inTransaction } from '../transaction';
import { addMetrics } from './add-metrics';
import { freeHolds } from './batch-accounts';
import { finishBatchIfDone } from './finish-batch';
import { loseVerification } from './lose-verification';
import { parkLanes } from './park-lanes';
import { planVerificationSql } from './plan-verification';
import { stopOrphanedBatches } from './stop-orphaned-batches';

/** Silence after which a worker's lanes are taken from it: its lease (10 s) plus the commit permit (5 s). */
export const SILENT_SECONDS = 15;

interface LostLane {
  batch_id: string;
  lane_no: number;
  epoch: string;
  running_row: number | null;
}

const LOST = `
select l.batch_id, l.lane_no, l.epoch, l.running_row
  from lane l left join worker w on w.id = l.worker_id
 where l.worker_id is not null
   and (w.id is null or w.stopped_at is not null or w.seen_at < now() - make_interval(secs => $1))
 limit 1000`;

const FREE = `
update lane set worker_id = null, running_row = null, epoch = epoch + 1, available_at = now(),
       released_at = clock_timestamp(), low_water = 0
 where batch_id = $1 and lane_no = $2 and epoch = $3 and worker_id is not null
   and not exists (select from worker w where w.id = lane.worker_id and w.stopped_at is null
                    and w.seen_at >= now() - make_interval(secs => $4))`;

/**
 * Frees the lanes of workers that fell silent and moves their running rows on; ends batches that died with their
 * process. Any process may call it, any time.
 */
export async function reclaimLostLanes(
  pool: Pool,
  silentSeconds = SILENT_SECONDS,
): Promise<{ lanes: number; rows: number }> {
  const { rows: lost } = await pool.query<LostLane>({
    name: 'lost-lanes',
    text: LOST,
    values: [silentSeconds],
  });
  let lanes = 0;
  let moved = 0;
  const sums = createMetricSums();
  for (const lane of lost) {
    const answer = await inTransaction(pool, (client) => reclaim(client, lane, silentSeconds));
    if (answer.isFreed) lanes += 1;
    if (answer.movedTo) moved += 1;
    countReclaimed(sums, answer);
    if (answer.isFreed) await finishBatchIfDone(pool, lane.batch_id);
  }
  await stopOrphanedBatches(pool, silentSeconds);
  await parkLanes(pool);
  await addMetrics(pool, sums.take());
  return { lanes, rows: moved };
}

/** What became of a lost lane: whether it was freed, and where its row went. */
interface Reclaimed {
  readonly isFreed: boolean;
  readonly movedTo: Decision['state'] | 'asked again' | null;
}

function countReclaimed(sums: MetricSums, { isFreed, movedTo }: Reclaimed): void {
  if (isFreed) sums.count('lanes_reclaimed');
  if (movedTo) sums.count('rows_reclaimed');
  if (movedTo === null || movedTo === 'asked again') return;
  sums.count('attempts', { kind: 'run', state: movedTo === 'unconfirmed' ? 'unconfirmed' : 'lost' });
  sums.count('attempt_errors', { kind: 'worker_lost' });
  if (movedTo === 'pending') return;
  sums.count('rows_ended', { state: movedTo });
  sums.count('batch_jobs_executed');
  if (movedTo !== 'failed') return;
  sums.count('batch_jobs_failed');
  sums.count('job_errors', { kind: 'worker_lost' });
}

async function reclaim(client: PoolClient, lane: LostLane, silentSeconds: number): Promise<Reclaimed> {
  const freed = await client.query(FREE, [lane.batch_id, lane.lane_no, lane.epoch, silentSeconds]);
  if (freed.rowCount !== 1) return { isFreed: false, movedTo: null };
  const { running_row: row } = lane;
  const movedTo = row === null ? null : await moveLostRow(client, { ...lane, running_row: row });
  await freeHolds(client, lane.batch_id, lane.lane_no);
  return { isFreed: true, movedTo };
}

const WORKER_LOST = 'The worker that ran this row stopped answering. The row itself is not to blame.';

const LOST_ATTEMPT = `
update attempt a
   set state = case when a.commit_started_at is null then 'lost' else 'unconfirmed' end::attempt_state,
       ended_at = now(), duration_ms = extract(epoch from now() - a.started_at) * 1000,
       failure_kind = 'worker_lost', failure_code = 'worker_lost', failure_message = $3
  from job j
 where j.batch_id = $1 and j.row_index = $2 and j.state = 'running'
   and a.batch_id = $1 and a.row_index = $2 and a.attempt_no = j.attempt_count and a.state = 'running'
   and a.lane_no = $4 and a.epoch = $5
returning a.commit_started_at is not null as is_committed, j.lost_count`;

const MOVE = `
with moved as (
  update job set state = $3::job_state, run_at = case when $3 = 'pending' then now() end,
         ended_at = case when $3 <> 'pending' then now() end, lost_count = lost_count + 1,
         fingerprint = case when $3 <> 'pending' then 'worker_lost' end
   where batch_id = $1 and row_index = $2 and state = 'running'
  returning row_index, automation_no
), planned as (${planVerificationSql("$3 = 'unconfirmed'")}
)
update batch_bucket k
   set running = k.running - 1, pending = k.pending + ($3 = 'pending')::int,
       failed = k.failed + ($3 = 'failed')::int, unconfirmed = k.unconfirmed + ($3 = 'unconfirmed')::int
  from moved, batch b
 where b.id = $1 and k.batch_id = $1 and k.bucket_no = moved.row_index / b.bucket_size`;

async function moveLostRow(
  client: PoolClient,
  lane: LostLane & { running_row: number },
): Promise<Reclaimed['movedTo']> {
  const { batch_id: batchId, running_row: rowIndex } = lane;
  const attemptOf = [batchId, rowIndex, WORKER_LOST, lane.lane_no, lane.epoch];
  if (await loseVerification(client, attemptOf)) return 'asked again';
  const { rows } = await client.query<{ is_committed: boolean; lost_count: number }>(LOST_ATTEMPT, attemptOf);
  const attempt = rows[0];
  if (!attempt) return null;
  const decision = decideLost({ isCommitted: attempt.is_committed, lostBefore: attempt.lost_count });
  await client.query(MOVE, [batchId, rowIndex, decision.state]);
  await client.query(`select pg_notify('furrow_batch', $1)`, [batchId]);
  return decision.state;
}
