import type { ScheduleJson } from '@/lib/domain/wire/schedule';

/** A batch to run again. */
export interface BatchChoice {
  readonly id: string;
  readonly name: string;
  readonly filename: string;
}

/** What the dialog is open for: a new schedule, or one that is there. */
export type ScheduleChange = 'new' | ScheduleJson;
