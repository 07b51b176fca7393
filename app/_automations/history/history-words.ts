import { countText, durationText, rowsText } from '@/app/_batches/format';
import type { HistoryUnit } from '@/lib/domain/automation-history';
import type { HistoryPeriodJson } from '@/lib/domain/wire/automation-history';
import { successRate } from '@/lib/domain/wire/summary';

// A day has no time: read as UTC, so that it is the same one everywhere.
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const percent = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });

/** "24 Nov". */
export function dayText(start: string): string {
  return day.format(new Date(start));
}

export function rowsOf({ completed, failed, stopped, unconfirmed }: HistoryPeriodJson): number {
  return completed + failed + stopped + unconfirmed;
}

/** "97.2 %", of rows that completed or failed; null when there are none. */
export function rateText(counts: Pick<HistoryPeriodJson, 'completed' | 'failed'>): string | null {
  if (counts.completed + counts.failed === 0) return null;
  return `${percent.format(Math.floor(successRate(counts) * 1000) / 10)} %`;
}

/** One period in a sentence. */
export function periodText(period: HistoryPeriodJson, unit: HistoryUnit): string {
  const when = unit === 'day' ? dayText(period.start) : `Week of ${dayText(period.start)}`;
  if (period.batches === 0) return `${when}: no batch`;
  const batches = period.batches === 1 ? '1 batch' : `${countText(period.batches)} batches`;
  const rate = rateText(period);
  const parts = [
    batches,
    rowsText(rowsOf(period)),
    ...(period.failed > 0 ? [`${countText(period.failed)} failed`] : []),
    ...(period.unconfirmed > 0 ? [`${countText(period.unconfirmed)} unconfirmed`] : []),
    ...(period.stopped > 0 ? [`${countText(period.stopped)} stopped`] : []),
    ...(rate === null ? [] : [`${rate} succeeded`]),
    ...(period.median_ms === null ? [] : [`${durationText(period.median_ms)} a row`]),
  ];
  return `${when}: ${parts.join(' · ')}`;
}

/** All periods together, for the line above the picture. */
export function totalText(periods: readonly HistoryPeriodJson[]): string {
  const sum = (pick: (period: HistoryPeriodJson) => number) =>
    periods.reduce((total, period) => total + pick(period), 0);
  const total = { completed: sum((one) => one.completed), failed: sum((one) => one.failed) };
  const rate = rateText(total);
  const lately = periods.findLast(({ median_ms }) => median_ms !== null)?.median_ms ?? null;
  return [
    rowsText(sum(rowsOf)),
    ...(rate === null ? [] : [`${rate} succeeded`]),
    `${countText(total.failed)} failed`,
    ...(lately === null ? [] : [`lately ${durationText(lately)} a row`]),
  ].join(' · ');
}
