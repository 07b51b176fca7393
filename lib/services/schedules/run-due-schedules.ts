import { claimLeftRun } from '../../db/sql/claim-left-run';
import { noteRunFailed } from '../../db/sql/end-schedule-run';
import { readDueSeconds } from '../../db/sql/read-due-seconds';
import { BatchEngineError } from '../../domain/errors';
import type { Context } from '../context';
import { type ClaimedRun, claimDueRun } from './claim-due-run';
import { fulfilRun } from './fulfil-run';

/** Making a batch waits at most a minute for its file. Two workers over one run do no harm, only double work. */
const LEFT_AFTER_SECONDS = 120;
const MOST_CLAIMS = 5;

/**
 * Runs all schedules that are due, and finishes runs that somebody died over. Any number of processes may do so at
 * once: a due time is claimed in the database and gives one batch.
 * @param context whose actor is noted as the one who made the batches
 * @param onError told of what is not the schedule's own fault; that run is tried again later
 * @returns seconds until the next schedule is due, or null when none is
 */
export async function runDueSchedules(
  context: Context,
  onError: (error: unknown, scheduleId: string) => void,
): Promise<number | null> {
  for (;;) {
    const claimed = await claimDueRun(context);
    if (!claimed) break;
    if (claimed.run) await make(context, claimed.run, onError);
  }
  for (;;) {
    const left = await claimLeftRun(context.db.pool, LEFT_AFTER_SECONDS);
    if (!left) break;
    if (left.claimCount <= MOST_CLAIMS) await make(context, left, onError);
    else await noteRunFailed(context.db.pool, left, GIVEN_UP);
  }
  return readDueSeconds(context.db.pool);
}

const GIVEN_UP = {
  code: 'internal_error',
  message: `The batch could not be made in ${MOST_CLAIMS} tries. The log of the workers says why.`,
};

async function make(
  context: Context,
  run: ClaimedRun,
  onError: (error: unknown, scheduleId: string) => void,
): Promise<void> {
  try {
    await fulfilRun(context, run);
  } catch (error) {
    // A refusal is noted with the run, where people look for it.
    if (!(error instanceof BatchEngineError)) onError(error, run.scheduleId);
  }
}
