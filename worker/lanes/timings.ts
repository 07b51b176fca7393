import { SILENT_SECONDS } from '../../lib/db/sql/reclaim-lanes';
import { PERMIT_MS } from '../attempt/commit';

/** The clockwork of a worker, all in milliseconds. Tests shorten it; production uses the defaults. */
export interface Timings {
  /** A lane is kept this long, or for one row, whichever is longer. */
  readonly sliceMs: number;
  readonly pollMinMs: number;
  readonly pollMaxMs: number;
  readonly renewMs: number;
  /** From just before a renewal was sent. */
  readonly leaseMs: number;
  /** From just before a commit mark was sent: how long its action may still be sent. */
  readonly permitMs: number;
  /** Others take a worker's lanes after this much silence: never sooner than lease + permit. */
  readonly silenceMs: number;
  readonly reclaimMs: number;
  readonly stopWatchMs: number;
  /** Running rows get this long to end by themselves when the worker drains. */
  readonly drainMs: number;
  /** And this long to close after they were told to stop. */
  readonly abortMs: number;
}

export const DEFAULT_TIMINGS: Timings = {
  sliceMs: 5000,
  pollMinMs: 100,
  pollMaxMs: 1000,
  renewMs: 5000,
  leaseMs: 10_000,
  permitMs: PERMIT_MS,
  silenceMs: SILENT_SECONDS * 1000,
  reclaimMs: 5000,
  stopWatchMs: 1000,
  drainMs: 10_000,
  abortMs: 10_000,
};
