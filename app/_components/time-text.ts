const UNITS = [
  { seconds: 86_400, name: 'day' },
  { seconds: 3_600, name: 'hour' },
  { seconds: 60, name: 'minute' },
] as const;

const words = new Intl.RelativeTimeFormat('en-GB', { numeric: 'auto', style: 'short' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'long' });

const WEEK_SECONDS = 7 * 86_400;

/** "just now", "12 min ago", "in 3 hr", "yesterday"; a date beyond a week. */
export function relativeTime(at: string, now: number): string {
  const seconds = (Date.parse(at) - now) / 1000;
  if (Math.abs(seconds) > WEEK_SECONDS) return day.format(new Date(at));
  const unit = UNITS.find((candidate) => Math.abs(seconds) >= candidate.seconds);
  return unit ? words.format(Math.trunc(seconds / unit.seconds), unit.name) : 'just now';
}

/** "Tuesday, 24 November 2026 at 14:02:11 CET" in the reader's zone. */
export function exactTime(at: string): string {
  return exact.format(new Date(at));
}

/** "24 Nov 2026" in the reader's zone. */
export function exactDay(at: string): string {
  return day.format(new Date(at));
}
