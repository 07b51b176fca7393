import { describeCron } from '../../cron/describe-cron';
import type { BatchOutcome, BatchState } from '../../domain/batch-state';
import type {
  SchedulePause,
  SchedulePauseCode,
  SchedulePlan,
  ScheduleRunCause,
  ScheduleRunState,
} from '../../domain/schedule';
import type { ScheduleRecord, ScheduleRunRecord } from './find-schedule';

/** What became of one due time. */
export interface ScheduleRunView {
  readonly dueAt: Date;
  readonly cause: ScheduleRunCause;
  readonly state: ScheduleRunState;
  /** Why it gave no batch: a stable code, and a sentence. */
  readonly code: string | null;
  readonly message: string | null;
  /** Null when there is none, also when it was deleted. */
  readonly batch: {
    readonly id: string;
    readonly name: string;
    readonly state: BatchState;
    readonly outcome: BatchOutcome | null;
    readonly reasonText: string | null;
  } | null;
  /** Of a skipped run: the batch that had not ended. */
  readonly blockedByBatchId: string | null;
}

/** A schedule as every screen and API shows it. */
export interface ScheduleView {
  readonly id: string;
  readonly name: string;
  readonly cron: string;
  /** The expression in words, without the time zone. */
  readonly words: string;
  readonly timeZone: string;
  readonly nextRunAt: Date | null;
  /** Null while it is on. */
  readonly pause: SchedulePause | null;
  /** Null when the file was deleted. */
  readonly upload: { readonly id: string; readonly filename: string } | null;
  /** Null when each row chooses; its version is null when each run takes the newest. */
  readonly automation: { readonly name: string; readonly version: number | null } | null;
  readonly plan: SchedulePlan;
  readonly ownerName: string;
  readonly lastRun: ScheduleRunView | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export function toScheduleView(schedule: ScheduleRecord): ScheduleView {
  const { id, name, cron, timeZone, upload, uploadId, automationName, ownerName } = schedule;
  const [last] = schedule.runs;
  return {
    ...{ id, name, cron, timeZone, ownerName },
    words: describeCron(cron),
    nextRunAt: schedule.nextDueAt,
    pause: pauseOf(schedule),
    upload: upload && uploadId ? { id: uploadId, filename: upload.filename } : null,
    automation:
      automationName === null ? null : { name: automationName, version: schedule.automationVersion },
    plan: schedule.plan as SchedulePlan,
    lastRun: last ? toRunView(last) : null,
    createdAt: schedule.createdAt,
    updatedAt: schedule.updatedAt,
  };
}

function pauseOf({ pauseCode, pauseText }: ScheduleRecord): SchedulePause | null {
  if (pauseCode === null) return null;
  return { code: pauseCode as SchedulePauseCode, text: pauseText ?? '' };
}

export function toRunView(run: ScheduleRunRecord): ScheduleRunView {
  const { dueAt, cause, state, code, message, batch, blockedByBatchId } = run;
  return { dueAt, cause, state, code, message, batch, blockedByBatchId };
}
