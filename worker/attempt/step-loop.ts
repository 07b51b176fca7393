import { FAILURE_RULES } from '../../lib/domain/failure';
import type { StepRecord } from '../../lib/domain/lane';
import { pause } from '../lanes/pause';
import { type CommitGate, CommitRefused } from './commit';
import { type Deadline, PhaseTimeout, runWithin } from './deadline';
import { HostBusy } from './host-visits';
import { createStepBook, type StepBook, type StepLevel } from './step-book';
import type { StepFault } from './step-failure';

/** A step ready to run for one row; the loop knows neither the browser nor the automation behind it. */
export interface PlannedStep {
  /** 1-based. */
  readonly no: number;
  readonly verb: string;
  /** For people; of a step with variables in it, with their present values. */
  readonly title: string;
  readonly timeoutMs: number;
  readonly isOptional: boolean;
  readonly isCommit: boolean;
  /** It belongs to an automation that a step uses, and bears that step's number. */
  readonly isUsed?: boolean;
  /** It uses a secret. */
  readonly isSecret?: boolean;
  readonly retry: { readonly times: number; readonly delayMs: number };
  /** The address that the step leaves for, when it names one itself. */
  destination?(): string | null;
  /** Its `when` holds now. */
  isWanted(): Promise<boolean>;
  /** Waits until the action could be sent at once; only asked of commit steps. */
  prepare(timeoutMs: number): Promise<void>;
  run(timeoutMs: number): Promise<void>;
  /** Waits for what the action set off; only asked of commit steps. */
  settle(timeoutMs: number): Promise<void>;
  /**
   * Of a step that holds others: the rounds in which they run. Such a step is opened, never run.
   * @param isAgain it failed and is tried again: what its rounds have read is forgotten
   */
  open?(isAgain: boolean): StepBlock;
}

/** The steps inside a step, round by round. */
export interface StepBlock {
  /** Its rounds are counted: the same steps run any number of times. */
  readonly isLoop: boolean;
  /** What runs next; null after the last round. */
  next(timeoutMs: number): Promise<readonly PlannedStep[] | null>;
}

export interface StepLoopParts {
  readonly steps: readonly PlannedStep[];
  readonly deadline: Deadline;
  readonly signal: AbortSignal;
  /** Fires with the signal, and when the row must fail whatever its step waits for: with that failure as its reason. */
  readonly ending?: AbortSignal;
  readonly gate: CommitGate;
  /** Asks the limits of a host before a step goes there. @throws HostBusy when that takes too long to wait for */
  readonly visit?: (address: string) => Promise<void>;
  /** Looks at the page and says what an error means. */
  readonly classify: (error: unknown, step: PlannedStep) => Promise<StepFault>;
  /** This step (its number) and all after it are not run: the loop ends before it as after a last step. */
  readonly stopBefore?: number | null;
  /** Told of each step's begin. */
  readonly onBegin?: (step: PlannedStep) => void;
  /** Told of the first step of each round inside another step, before it begins. Must not reject. */
  readonly onEnter?: (record: StepRecord) => Promise<void>;
  /** Told of each step's end before `next` begins. Must not reject. */
  readonly onStep?: (record: StepRecord, next: PlannedStep | null) => Promise<void>;
}

export interface StepLoopResult {
  readonly records: readonly StepRecord[];
  /** Steps of loops that passed and are not among the records: there were too many. */
  readonly droppedCount: number;
  /** Null when every step passed or was allowed to fail. */
  readonly failed: { readonly step: PlannedStep; readonly error: unknown; readonly fault: StepFault } | null;
  /** Ended from outside: the signal fired, or the commit was refused. */
  readonly isInterrupted: boolean;
  /** The row ends here and is given back: so many seconds pass before a host may be visited again. */
  readonly busySeconds?: number;
}

/** A verb minds its own limit; this much later it is cut off from outside, whatever it waits for. */
const GRACE_MS = 1000;

/** One run of the whole list, with what all its levels share. */
interface Run extends StepLoopParts {
  readonly book: StepBook;
}

type StepEnd =
  | { readonly kind: 'passed' | 'skipped' | 'stopped_before' }
  | { readonly kind: 'interrupted'; readonly busySeconds?: number }
  | {
      readonly kind: 'failed';
      /** The step itself, or the one inside it that failed. */
      readonly step: PlannedStep;
      readonly error: unknown;
      readonly fault: StepFault;
    };

/** Runs the steps in order until one fails or the row is ended from outside. Never rejects. */
export async function runSteps(parts: StepLoopParts): Promise<StepLoopResult> {
  const book = createStepBook();
  const end = await runList({ ...parts, book }, parts.steps, OUTERMOST);
  const result = { records: book.records(), droppedCount: book.droppedCount() };
  if (end.kind === 'failed') {
    const { step, error, fault } = end;
    return { ...result, failed: { step, error, fault }, isInterrupted: false };
  }
  if (end.kind !== 'interrupted') return { ...result, failed: null, isInterrupted: false };
  const { busySeconds } = end;
  return {
    ...{ ...result, failed: null, isInterrupted: true },
    ...(busySeconds !== undefined && { busySeconds }),
  };
}

const OUTERMOST: StepLevel = { rounds: [], depth: 0 };

async function runList(run: Run, steps: readonly PlannedStep[], level: StepLevel): Promise<StepEnd> {
  for (const [index, step] of steps.entries()) {
    // Also when a branch that was not taken holds the very step: nothing after it in the document is run.
    if (run.stopBefore && step.no >= run.stopBefore) return { kind: 'stopped_before' };
    const { record, finish } = run.book.begin(step, level);
    run.onBegin?.(step);
    if (level.depth > 0 && index === 0 && !step.isUsed) await run.onEnter?.(record);
    const end = await runStep(run, step, level);
    const mayGoOn =
      end.kind === 'passed' ||
      end.kind === 'skipped' ||
      (end.kind === 'failed' && step.isOptional && !run.gate.isPassed);
    const ended = finish(end);
    if (!step.isUsed) await run.onStep?.(ended, (mayGoOn && steps[index + 1]) || null);
    if (!mayGoOn) return end;
  }
  return { kind: 'passed' };
}

async function runStep(parts: Run, step: PlannedStep, level: StepLevel): Promise<StepEnd> {
  for (let tryNo = 0; ; tryNo += 1) {
    try {
      if (!(await within(parts, step, step.timeoutMs, () => step.isWanted()))) return { kind: 'skipped' };
      if (step.open) {
        const end = await runBlock(parts, step, step.open(tryNo > 0), level);
        if (end.kind !== 'failed' || !isTriedAgain(parts, step, tryNo, end.fault)) return end;
        await pauseBetween(parts, step);
        continue;
      }
      const address = step.destination?.();
      if (address) await parts.visit?.(address);
      await (step.isCommit
        ? commitStep(parts, step)
        : within(parts, step, step.timeoutMs, (ms) => step.run(ms)));
      return { kind: 'passed' };
    } catch (error) {
      if (error instanceof HostBusy) return { kind: 'interrupted', busySeconds: error.waitSeconds };
      if (parts.signal.aborted || error instanceof CommitRefused) return { kind: 'interrupted' };
      const fault = await parts.classify(error, step);
      if (!isTriedAgain(parts, step, tryNo, fault)) return { kind: 'failed', step, error, fault };
      await pauseBetween(parts, step);
    }
  }
}

/** Each round of a step that holds others, until one of them ends the row. */
async function runBlock(run: Run, step: PlannedStep, block: StepBlock, level: StepLevel): Promise<StepEnd> {
  const depth = level.depth + 1;
  for (let round = 1; ; round += 1) {
    const steps = await within(run, step, step.timeoutMs, (ms) => block.next(ms));
    if (!steps) return { kind: 'passed' };
    const rounds = block.isLoop ? [...level.rounds, round] : level.rounds;
    const end = await runList(run, steps, { rounds, depth });
    if (end.kind !== 'passed') return end;
  }
}

function isTriedAgain(parts: Run, step: PlannedStep, tryNo: number, { kind }: StepFault): boolean {
  const isOver = parts.deadline.isOver() || parts.ending?.aborted;
  const isRetried = FAILURE_RULES[kind].isRetried && kind !== 'browser_crash';
  return tryNo < step.retry.times && isRetried && !parts.gate.isPassed && !isOver;
}

function pauseBetween({ deadline, signal }: Run, { retry }: PlannedStep): Promise<void> {
  return pause(Math.min(retry.delayMs, deadline.remainingMs()), signal);
}

/** Everything slow happens before the mark, so that the permit is spent on the action alone. */
async function commitStep(parts: StepLoopParts, step: PlannedStep): Promise<void> {
  await within(parts, step, step.timeoutMs, (ms) => step.prepare(ms));
  await parts.gate.pass((permit) => within(parts, step, permit.remainingMs(), (ms) => step.run(ms)));
  await within(parts, step, step.timeoutMs, (ms) => step.settle(ms));
}

async function within<T>(
  parts: StepLoopParts,
  step: PlannedStep,
  limitMs: number,
  work: (timeoutMs: number) => Promise<T>,
): Promise<T> {
  const { deadline, ending: signal = parts.signal } = parts;
  signal.throwIfAborted();
  if (deadline.isOver()) throw new PhaseTimeout('row', 0);
  const timeoutMs = Math.max(1, Math.min(limitMs, deadline.remainingMs()));
  return runWithin(work(timeoutMs), { timeoutMs: timeoutMs + GRACE_MS, phase: step.verb, signal });
}
