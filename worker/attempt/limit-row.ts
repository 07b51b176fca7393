import { type Deadline, PhaseTimeout, runWithin } from './deadline';
import { StepFailure } from './step-failure';

/** Evidence has limits of its own, which are shorter. */
const ENDING_MS = 30_000;

/**
 * Each step and each look at the page has its limit; this one is for a browser that answers nothing any more.
 * @throws StepFailure of kind `timeout`
 */
export async function limitRow<T>(work: Promise<T>, deadline: Deadline): Promise<T> {
  const timeoutMs = deadline.remainingMs() + ENDING_MS;
  // Whoever ends the row from outside closes its context, which ends what runs in it.
  const limit = { timeoutMs, phase: 'row', signal: new AbortController().signal };
  try {
    return await runWithin(work, limit);
  } catch (error) {
    if (!(error instanceof PhaseTimeout)) throw error;
    const message = 'The time limit of the row passed, and the browser did not answer any more.';
    throw new StepFailure({ kind: 'timeout', code: 'row_timeout', message });
  }
}
