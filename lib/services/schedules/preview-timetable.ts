import { checkCron } from '../../cron/check-cron';
import { checkTimeZone } from '../../cron/check-time-zone';
import { describeCron } from '../../cron/describe-cron';
import { nextDueTimes } from '../../cron/due-times';
import { readNow } from '../../db/sql/read-now';
import type { Context } from '../context';

const SHOWN = 5;

/** When a schedule would run. @throws ValidationError `cron_invalid`, `cron_never_due`, `time_zone_unknown` */
export async function previewTimetable(
  context: Pick<Context, 'db'>,
  input: { readonly cron: string; readonly timeZone: string },
): Promise<{
  readonly cron: string;
  readonly timeZone: string;
  readonly words: string;
  readonly nextRunTimes: readonly Date[];
}> {
  const timetable = { cron: checkCron(input.cron), timeZone: checkTimeZone(input.timeZone) };
  const nextRunTimes = nextDueTimes(timetable, await readNow(context.db.pool), SHOWN);
  return { ...timetable, words: describeCron(timetable.cron), nextRunTimes };
}
