import { describe, expect, it } from 'vitest';
import { latestDueTimes, nextDueTime, nextDueTimes } from '@/lib/cron/due-times';

const berlin = (cron: string) => ({ cron, timeZone: 'Europe/Berlin' });
const next = (cron: string, after: string, count: number, timeZone = 'Europe/Berlin') =>
  nextDueTimes({ cron, timeZone }, new Date(after), count).map((time) => time.toISOString());

describe('due times', () => {
  it('are local: 06:30 stays 06:30 when the clock changes', () => {
    expect(next('30 6 * * *', '2026-03-28T00:00:00Z', 3)).toEqual([
      '2026-03-28T05:30:00.000Z',
      '2026-03-29T04:30:00.000Z',
      '2026-03-30T04:30:00.000Z',
    ]);
    expect(next('30 6 * * 1-5', '2026-07-03T12:00:00Z', 1)).toEqual(['2026-07-06T04:30:00.000Z']);
  });

  it('that do not exist come when the clock has jumped, that day too', () => {
    expect(next('30 2 * * *', '2026-03-28T12:00:00Z', 2)).toEqual([
      '2026-03-29T01:00:00.000Z',
      '2026-03-30T00:30:00.000Z',
    ]);
    // Lord Howe jumps half an hour, from 02:00 to 02:30.
    expect(next('15 2 * * *', '2026-10-03T00:00:00Z', 1, 'Australia/Lord_Howe')).toEqual([
      '2026-10-03T15:30:00.000Z',
    ]);
  });

  it('that come twice count once, the first time', () => {
    expect(next('30 2 * * *', '2026-10-24T12:00:00Z', 2)).toEqual([
      '2026-10-25T00:30:00.000Z',
      '2026-10-26T01:30:00.000Z',
    ]);
  });

  it('of every hour come in both of two equal hours', () => {
    const hours = ['00', '01', '02'].map((hour) => `2026-10-25T${hour}:00:00.000Z`);
    expect(next('0 * * * *', '2026-10-24T23:30:00Z', 3)).toEqual(hours);
  });

  it('of a leap day skip the years between', () => {
    expect(nextDueTime(berlin('0 0 29 2 *'), new Date('2026-01-01'))?.toISOString()).toBe(
      '2028-02-28T23:00:00.000Z',
    );
  });

  it.each(['30 2 * * *', '*/30 * * * *', '15 1-3 * * *', '0 0 * * 0,3'])(
    'looking back are those that looking forward gave: %s',
    (cron) => {
      for (const [from, timeZone] of [
        ['2026-03-27T00:00:00Z', 'Europe/Berlin'],
        ['2026-10-23T00:00:00Z', 'Europe/Berlin'],
        ['2026-10-02T00:00:00Z', 'Australia/Lord_Howe'],
      ] as const) {
        const timetable = { cron, timeZone };
        const forward = nextDueTimes(timetable, new Date(from), 100);
        const last = forward.at(-1) ?? new Date();
        expect(latestDueTimes(timetable, last, 100).reverse()).toEqual(forward);
      }
    },
  );

  it('up to a moment include that moment, and nothing after it', () => {
    const at = new Date('2026-07-06T04:30:00.000Z');
    expect(latestDueTimes(berlin('30 6 * * *'), at, 1)).toEqual([at]);
    const before = latestDueTimes(berlin('30 6 * * *'), new Date(at.getTime() - 1), 1);
    expect(before).toEqual([new Date('2026-07-05T04:30:00.000Z')]);
  });
});
