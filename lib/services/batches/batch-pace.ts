import type { Database } from '../../db/connect';
import { type RecentPace, readPaces } from '../../db/sql/read-pace';
import type { JobCounts } from '../../domain/job-state';
import { PACE_MINUTES } from '../../domain/pace';
import type { BatchRecord } from './find-batch';

/** How fast a batch goes; null where nothing can be said. */
export interface BatchPace {
  /** While it runs, rows ended a minute in the last minutes; afterwards, over the whole of its last run. */
  readonly rowsPerMinute: number | null;
  /** Seconds until the end at that rate. */
  readonly secondsLeft: number | null;
}

/** The recent pace of each batch that runs. */
export function readRecentPaces(
  { pool }: Database,
  batches: readonly Pick<BatchRecord, 'id' | 'state'>[],
): Promise<Map<string, RecentPace>> {
  const running = batches.filter(({ state }) => state === 'running');
  return readPaces(
    pool,
    running.map(({ id }) => id),
  );
}

type Run = Pick<BatchRecord, 'state' | 'runningSince' | 'finishedAt' | 'brakeBaseEnded'>;

/** @param recent of a batch that runs */
export function batchPace(run: Run, counts: JobCounts, recent: RecentPace | undefined): BatchPace {
  if (run.state === 'finished') return { rowsPerMinute: lastRun(run, counts), secondsLeft: null };
  // A run that has just begun: no row had the time to end.
  const isKnown = recent && (recent.rowsPerMinute > 0 || recent.seconds >= PACE_MINUTES * 60);
  if (run.state !== 'running' || !isKnown) return { rowsPerMinute: null, secondsLeft: null };
  const { rowsPerMinute } = recent;
  const left = counts.pending + counts.running;
  return { rowsPerMinute, secondsLeft: rowsPerMinute > 0 ? (left / rowsPerMinute) * 60 : null };
}

/** The brakes' counts tell what had ended before the run; what a person stopped was not run. */
function lastRun({ runningSince, finishedAt, brakeBaseEnded }: Run, counts: JobCounts): number | null {
  const ended = counts.completed + counts.failed + counts.unconfirmed - brakeBaseEnded;
  if (!runningSince || !finishedAt || ended <= 0) return null;
  return (ended * 60_000) / Math.max(1, finishedAt.getTime() - runningSince.getTime());
}
