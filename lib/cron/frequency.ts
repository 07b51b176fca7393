/** How often, as people say it; `time` is HH:MM, days count from 0 (Sunday) to 6. */
export type Frequency =
  | { readonly kind: 'hourly'; readonly minute: number }
  | { readonly kind: 'daily'; readonly time: string }
  | { readonly kind: 'weekdays'; readonly time: string }
  | { readonly kind: 'weekly'; readonly time: string; readonly days: readonly number[] }
  | { readonly kind: 'monthly'; readonly time: string; readonly day: number }
  | { readonly kind: 'custom'; readonly cron: string };

/** The cron expression of a frequency. */
export function toCron(frequency: Frequency): string {
  if (frequency.kind === 'custom') return frequency.cron;
  if (frequency.kind === 'hourly') return `${frequency.minute} * * * *`;
  const [hour = 0, minute = 0] = frequency.time.split(':').map(Number);
  const at = `${minute} ${hour}`;
  if (frequency.kind === 'daily') return `${at} * * *`;
  if (frequency.kind === 'weekdays') return `${at} * * 1-5`;
  if (frequency.kind === 'weekly') return `${at} * * ${[...frequency.days].sort().join(',')}`;
  return `${at} ${frequency.day} * *`;
}

const ONE = /^\d{1,2}$/;

/** The frequency that an expression says; `custom` when people have no short word for it. */
export function readFrequency(cron: string): Frequency {
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = cron.trim().split(/\s+/);
  const custom = { kind: 'custom', cron } as const;
  if (!ONE.test(minute) || month !== '*') return custom;
  if (hour === '*') {
    return day === '*' && weekday === '*' ? { kind: 'hourly', minute: Number(minute) } : custom;
  }
  if (!ONE.test(hour)) return custom;
  const time = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
  if (day !== '*') {
    return ONE.test(day) && weekday === '*' ? { kind: 'monthly', time, day: Number(day) } : custom;
  }
  if (weekday === '*') return { kind: 'daily', time };
  const days = readDays(weekday);
  if (days === null) return custom;
  return days.join() === '1,2,3,4,5' ? { kind: 'weekdays', time } : { kind: 'weekly', time, days };
}

const NAMES = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** `1-5`, `mon,thu` -> days in order; null for anything else. */
function readDays(text: string): number[] | null {
  const days = new Set<number>();
  for (const part of text.toLowerCase().split(',')) {
    const [from, to] = part.split('-').map(readDay);
    if (from === undefined || from === null || to === null || (to !== undefined && to < from)) return null;
    for (let day = from; day <= (to ?? from); day += 1) days.add(day % 7);
  }
  return [...days].sort();
}

function readDay(text: string): number | null {
  const named = NAMES.indexOf(text);
  if (named >= 0) return named;
  return /^[0-7]$/.test(text) ? Number(text) : null;
}
