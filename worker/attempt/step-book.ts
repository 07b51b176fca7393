import { failureText } from '../../lib/domain/failure';
import type { StepRecord } from '../../lib/domain/lane';
import type { StepFault } from './step-failure';

/** What a record says of the step itself. */
export interface BookedStep {
  /** 1-based. */
  readonly no: number;
  readonly verb: string;
  readonly title: string;
  readonly isCommit: boolean;
}

/** Where a list of steps stands. */
export interface StepLevel {
  /** Which round of each loop around it this is, the outermost first. */
  readonly rounds: readonly number[];
  /** How many steps hold it. */
  readonly depth: number;
}

export type BookedEnd =
  | { readonly kind: 'passed' | 'skipped' | 'stopped_before' | 'interrupted' }
  | { readonly kind: 'failed'; readonly step: { readonly no: number }; readonly fault: StepFault };

/** The records of one attempt, a step that holds others before them. */
export interface StepBook {
  /** Notes that a step begins; `finish` notes its end. */
  begin(
    step: BookedStep,
    level: StepLevel,
  ): { readonly record: StepRecord; finish(end: BookedEnd): StepRecord };
  records(): StepRecord[];
  droppedCount(): number;
}

/** A row keeps its steps in one value of the database: what passed in an early round of a long loop gives way. */
const MAX_RECORDS = 1000;

export function createStepBook(): StepBook {
  const entries: { record: StepRecord; isEnded: boolean }[] = [];
  const firstStart = performance.now();
  let droppedCount = 0;
  const makeRoom = () => {
    if (entries.length < MAX_RECORDS) return;
    const at = entries.findIndex(({ record, isEnded }) => isEnded && isDispensable(record));
    if (at < 0) return;
    entries.splice(at, 1);
    droppedCount += 1;
  };
  return {
    begin: (step, { rounds, depth }) => {
      makeRoom();
      const start = performance.now();
      const startedAtMs = Math.round(start - firstStart);
      const level = { ...(rounds.length > 0 && { rounds: [...rounds] }), ...(depth > 0 && { depth }) };
      const place = { no: step.no, verb: step.verb, ...level };
      const running = { ...place, title: step.title, state: 'passed' as const, startedAtMs, durationMs: 0 };
      const entry: { record: StepRecord; isEnded: boolean } = { record: running, isEnded: false };
      entries.push(entry);
      const finish = (end: BookedEnd) => {
        const durationMs = Math.round(performance.now() - start);
        const times = { startedAtMs, durationMs, ...(step.isCommit && { isCommit: true as const }) };
        entry.record = { ...place, title: step.title, ...times, ...stateOf(step, end) };
        entry.isEnded = true;
        return entry.record;
      };
      return { record: entry.record, finish };
    },
    records: () => entries.map(({ record }) => record),
    droppedCount: () => droppedCount,
  };
}

function isDispensable({ state, rounds, isCommit }: StepRecord): boolean {
  return rounds !== undefined && state !== 'failed' && !isCommit;
}

function stateOf({ no }: BookedStep, end: BookedEnd): Pick<StepRecord, 'state' | 'message'> {
  switch (end.kind) {
    case 'failed': {
      const isOwn = end.step.no === no;
      return { state: 'failed', message: isOwn ? failureText(end.fault) : `Step ${end.step.no} failed.` };
    }
    case 'interrupted':
      return { state: 'failed', message: 'Ended from outside.' };
    case 'stopped_before':
      return { state: 'passed' };
    default:
      return { state: end.kind };
  }
}
