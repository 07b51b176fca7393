import { FAILURE_RULES, failureText } from '../../lib/domain/failure';
import type { StepRecord } from '../../lib/domain/lane';
import { pause } from '../lanes/pause';
import { type CommitGate, CommitRefused } from './commit';
import { type Deadline, PhaseTimeout, runWithin } from './deadline';
import { HostBusy } from './host-visits';
import type { StepFault } from './step-failure';

/** A step ready to run for one row; the loop knows neither the browser nor the automation behind it. */
export interface PlannedStep {
  /** 1-based. */
  readonly no: number;
  readonly verb: string;
  readonly title: string;
  readonly timeoutMs: number;
  readonly isOptional: boolean;
  readonly isCommit: boolean;
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
  /** Told of each step's end before `next` begins. Must not reject. */
  readonly onStep?: (record: StepRecord, next: PlannedStep | null) => Promise<void>;
}

export interface StepLoopResult {
  readonly records: readonly StepRecord[];
  /** Null when every step passed or was allowed to fail. */
  readonly failed: { readonly step: PlannedStep; readonly error: unknown; readonly fault: StepFault } | null;
  /** Ended from outside: the signal fired, or the commit was refused. */
  readonly isInterrupted: boolean;
  /** The row ends here and is given back: so many seconds pass before a host may be visited again. */
  readonly busySeconds?: number;
}

/** A verb minds its own limit; this much later it is cut off from outside, whatever it waits for. */
const GRACE_MS = 1000;

/** Runs the steps in order until one fails or the row is ended from outside. Never rejects. */
export async function runSteps(parts: StepLoopParts): Promise<StepLoopResult> {
  const records: StepRecord[] = [];
  const firstStart = performance.now();
  const steps = parts.steps.filter((step) => !parts.stopBefore || step.no < parts.stopBefore);
  for (const [index, step] of steps.entries()) {
    const start = performance.now();
    parts.onBegin?.(step);
    const startedAtMs = Math.round(start - firstStart);
    const end = await runStep(parts, step);
    const durationMs = Math.round(performance.now() - start);
    const record = recordOf(step, end, { startedAtMs, durationMs });
    records.push(record);
    const mayGoOn = end.kind !== 'failed' || (step.isOptional && !parts.gate.isPassed);
    const next = mayGoOn && end.kind !== 'interrupted' ? steps[index + 1] : undefined;
    await parts.onStep?.(record, next ?? null);
    if (end.kind === 'interrupted') {
      const { busySeconds } = end;
      return {
        records,
        failed: null,
        isInterrupted: true,
        ...(busySeconds !== undefined && { busySeconds }),
      };
    }
    if (!mayGoOn) return { records, failed: { step, ...end }, isInterrupted: false };
  }
  return { records, failed: null, isInterrupted: false };
}

type StepEnd =
  | { readonly kind: 'passed' | 'skipped' }
  | { readonly kind: 'interrupted'; readonly busySeconds?: number }
  | { readonly kind: 'failed'; readonly error: unknown; readonly fault: StepFault };

function recordOf(
  { no, verb, title, isCommit }: PlannedStep,
  end: StepEnd,
  times: Pick<StepRecord, 'startedAtMs' | 'durationMs'>,
): StepRecord {
  const step = { no, verb, title, ...times, ...(isCommit && { isCommit }) };
  if (end.kind === 'failed') return { ...step, state: 'failed', message: failureText(end.fault) };
  if (end.kind === 'interrupted') return { ...step, state: 'failed', message: 'Ended from outside.' };
  return { ...step, state: end.kind };
}

async function runStep(parts: StepLoopParts, step: PlannedStep): Promise<StepEnd> {
  for (let tryNo = 0; ; tryNo += 1) {
    try {
      if (!(await within(parts, step, step.timeoutMs, () => step.isWanted()))) return { kind: 'skipped' };
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
      if (tryNo >= step.retry.times || !mayTryAgain(parts, fault)) return { kind: 'failed', error, fault };
      await pause(Math.min(step.retry.delayMs, parts.deadline.remainingMs()), parts.signal);
    }
  }
}

function mayTryAgain({ gate, deadline, ending }: StepLoopParts, { kind }: StepFault): boolean {
  const isOver = deadline.isOver() || ending?.aborted;
  return FAILURE_RULES[kind].isRetried && kind !== 'browser_crash' && !gate.isPassed && !isOver;
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
