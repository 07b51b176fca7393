import { describe, expect, it } from 'vitest';
import { checkCron } from '@/lib/cron/check-cron';
import { checkTimeZone } from '@/lib/cron/check-time-zone';
import { describeCron } from '@/lib/cron/describe-cron';
import { readFrequency, toCron } from '@/lib/cron/frequency';

describe('a cron expression', () => {
  it.each([
    ['* * * * * *', /6 fields, not five\. Seconds are not possible/],
    ['*/5 * * * * * 2026', /7 fields, not five/],
    ['', /0 fields/],
    ['0 0 * *', /4 fields/],
    ['@daily', /1 field,/],
    ['60 * * * *', /minute: 60/],
    ['*/0 * * * *', /stepping: 0/],
    ['5-1 * * * *', /larger/],
    ['H * * * *', /illegal/],
    ['? * * * *', /"\?" is no field/],
    ['1,2,3 1 1 1 1-', /range/],
    ['* * * * ; drop', /6 fields/],
    ['2026-01-01T00:00 * * * *', /no field/],
    [`${'1,'.repeat(200)}1 * * * *`, /too long/],
  ])('%j is refused, and told why', (text, why) => {
    expect(() => checkCron(text)).toThrow(expect.objectContaining({ code: 'cron_invalid' }));
    expect(() => checkCron(text)).toThrow(why);
    expect(() => checkCron(text)).toThrow('such as 30 6 * * 1-5');
  });

  it.each(['0 0 31 2 *', '0 0 30 2 *', '0 0 31 4,6 *'])('%s never comes, so it is refused', (text) => {
    expect(() => checkCron(text)).toThrow(expect.objectContaining({ code: 'cron_never_due' }));
  });

  it.each([
    ['  30   6 * *  1-5 ', '30 6 * * 1-5', 'every weekday at 06:30'],
    ['0 7 * * *', '0 7 * * *', 'every day at 07:00'],
    ['0 * * * *', '0 * * * *', 'every hour, on the hour'],
    ['15 * * * *', '15 * * * *', 'every hour at minute 15'],
    ['0 22 * * MON,thu', '0 22 * * MON,thu', 'every Monday and Thursday at 22:00'],
    ['5 0 1 * *', '5 0 1 * *', 'on day 1 of every month at 00:05'],
    ['0 0 L * *', '0 0 L * *', 'at 00:00, on the last day of the month'],
    [
      '*/15 8-17 * * 1-5',
      '*/15 8-17 * * 1-5',
      'every 15 minutes, between 08:00 and 17:59, Monday through Friday',
    ],
  ])('%j is %s: %s', (text, cron, words) => {
    expect(checkCron(text)).toBe(cron);
    expect(describeCron(cron)).toBe(words);
  });

  it.each(['15 * * * *', '30 6 * * *', '30 6 * * 1-5', '0 22 * * 1,4', '5 0 1 * *', '*/15 8-17 * * *'])(
    '%s survives the fields that people fill',
    (cron) => expect(toCron(readFrequency(cron))).toBe(cron),
  );
});

describe('a time zone', () => {
  it.each([
    ['europe/berlin', 'Europe/Berlin'],
    ['UTC', 'UTC'],
    ['utc', 'UTC'],
    ['America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
  ])('%s is %s', (text, zone) => expect(checkTimeZone(text)).toBe(zone));

  it.each(['', '+02:00', 'GMT+25', 'Mars/Olympus', 'Europe/Berlin; x', 'Europe/'])('%j is none', (text) => {
    expect(() => checkTimeZone(text)).toThrow(expect.objectContaining({ code: 'time_zone_unknown' }));
  });
});
