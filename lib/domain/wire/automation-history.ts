import { z } from 'zod';
import { type AutomationHistory, HISTORY_UNITS, type HistoryPeriod } from '../automation-history';
import { timeZone } from './schedule-change';
import { successRate } from './summary';

export const historyQuerySchema = z.object({
  unit: z.enum(HISTORY_UNITS).default('day').describe('a week begins on Monday'),
  count: z.coerce
    .number()
    .int()
    .min(1)
    .max(90)
    .default(30)
    .describe('days or weeks, the present one included'),
  time_zone: timeZone.default('UTC').describe('in which days begin'),
});

const periodSchema = z.object({
  start: z.iso.date().describe('its first day'),
  batches: z.int().describe('that were started in it'),
  completed: z.int().describe('rows of these batches, by the state that they are in now'),
  failed: z.int(),
  stopped: z.int(),
  unconfirmed: z.int(),
  success_rate: z
    .number()
    .nullable()
    .describe('completed / (completed + failed) * 100, two decimals; null when none of either'),
  median_ms: z
    .int()
    .nullable()
    .describe('how long rows that completed took: up to 50 of each batch, the last'),
});

export const historySchema = z.object({
  periods: z.array(periodSchema).describe('oldest first, without gaps'),
  is_cut: z.boolean().describe('there were too many batches in this time: the older ones are not counted'),
});
export type HistoryJson = z.infer<typeof historySchema>;
export type HistoryPeriodJson = HistoryJson['periods'][number];

export function toHistoryJson({ periods, isCut }: AutomationHistory): HistoryJson {
  return { periods: periods.map(toPeriodJson), is_cut: isCut };
}

function toPeriodJson({ medianMs, ...period }: HistoryPeriod): HistoryPeriodJson {
  const isKnown = period.completed + period.failed > 0;
  return {
    ...period,
    success_rate: isKnown ? Math.round(successRate(period) * 10_000) / 100 : null,
    median_ms: medianMs,
  };
}
