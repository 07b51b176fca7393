import { Cron } from 'croner';

/** When something is due: five cron fields in the local time of an IANA zone; both checked before. */
export interface Timetable {
  readonly cron: string;
  readonly timeZone: string;
}

/**
 * The next due times after a moment, in order. A local time that a clock change skips is due when the clock has jumped;
 * one that comes twice is due the first time, unless the hour is a range or a list: then every hour counts, also the repeated one.
 */
export function nextDueTimes(timetable: Timetable, after: Date, count: number): Date[] {
  return cronOf(timetable).nextRuns(count, after);
}

/** The next due time after a moment; null when there is none, which a checked expression does not have. */
export function nextDueTime(timetable: Timetable, after: Date): Date | null {
  return cronOf(timetable).nextRun(after);
}

/** At most `count` due times up to a moment, that moment included, the latest first. */
export function latestDueTimes(timetable: Timetable, upTo: Date, count: number): Date[] {
  // The library looks before its reference, in whole seconds.
  const reference = new Date(Math.floor(upTo.getTime() / 1000) * 1000 + 1000);
  return cronOf(timetable).previousRuns(count, reference);
}

function cronOf({ cron, timeZone }: Timetable): Cron {
  return new Cron(cron, { mode: '5-part', timezone: timeZone });
}
