import type { Context } from '../../lib/services/context';
import { runDueSchedules } from '../../lib/services/schedules/run-due-schedules';
import { pause } from '../lanes/pause';

/** Schedules that are made or changed meanwhile are seen this soon. */
const LOOK_EVERY_MS = 5000;
/** A timer may fire a little early. */
const AFTER_DUE_MS = 50;

/**
 * Runs schedules as they come due, until the signal fires. Every worker does so: a due time is claimed in the database.
 * It looks at the moment when the next one is due, else every few seconds.
 */
export async function keepSchedules(
  context: Context,
  signal: AbortSignal,
  onError: (error: unknown, scheduleId?: string) => void,
): Promise<void> {
  while (!signal.aborted) {
    const dueSeconds = await runDueSchedules(context, onError).catch((error: unknown) => {
      onError(error);
      return null;
    });
    const dueMs = dueSeconds === null ? LOOK_EVERY_MS : dueSeconds * 1000 + AFTER_DUE_MS;
    await pause(Math.min(LOOK_EVERY_MS, Math.max(AFTER_DUE_MS, dueMs)), signal);
  }
}
