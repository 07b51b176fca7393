import type { Claim, LaneHold } from '../../lib/domain/lane';
import type { AttemptResult } from '../../lib/domain/retry-policy';
import { createRedactor, NO_SECRETS, type Redactor } from '../../lib/secrets/redactor';
import type { ArtifactStore } from '../../lib/storage/artifact-store';
import type { BrowserHost, OpenContext } from '../browser/browser-host';
import type { EgressGuard } from '../browser/egress-guard';
import type { AttemptOutcome } from '../lanes/attempt-outcome';
import type { AttemptRunner } from '../lanes/lane-store';
import { pause } from '../lanes/pause';
import { abortCause } from '../lanes/row-abort';
import { noteStep, type RowProgress } from '../lanes/row-progress';
import { type ArtifactWriter, createArtifactWriter } from './artifact-writer';
import { classifyStep } from './classify-step';
import { type CommitGate, createCommitGate } from './commit';
import { type Deadline, startDeadline } from './deadline';
import { createDialogs } from './dialogs';
import { NO_PAGE, storableFault } from './evidence';
import { createEvidenceStore } from './evidence-store';
import { createHostVisits } from './host-visits';
import { keepEvidence } from './keep-evidence';
import { limitRow } from './limit-row';
import { type LiveBoard, openLiveView } from './live-view';
import { firstLine, openContext } from './open-context';
import { watchErrors } from './page-errors';
import { limitPages } from './page-limits';
import { type PageWatch, watchPage } from './page-watch';
import type { PrepareRow, ReadyRow } from './prepare-row';
import { redactOutcome } from './redact-outcome';
import { startOver } from './start-over';
import { StepFailure, type StepFault } from './step-failure';
import { runSteps, type StepLoopResult } from './step-loop';
import { openTabs } from './tabs';
import { startTrace } from './trace';
import { type TryBoard, watchTry } from './watch-try';

export interface AttemptParts {
  readonly host: BrowserHost;
  /** Null when FURROW_EGRESS is off. */
  readonly guard: EgressGuard | null;
  readonly storage: Pick<ArtifactStore, 'put'>;
  readonly prepareRow: PrepareRow;
  /** Where a try is shown while it runs. */
  readonly tryBoard?: TryBoard;
  /** Where any row is shown while it runs and somebody looks. */
  readonly liveBoard?: LiveBoard;
  /** False: Playwright does every step. */
  readonly isLean?: boolean;
  /** How long after its mark a commit's action may still be sent. */
  readonly permitMs?: number;
  readonly markCommit: (hold: LaneHold, rowIndex: number, attemptNo: number) => Promise<boolean>;
  /** Asks the limits of a host other than the claim's; gives the seconds to wait, 0 when the row may go there. */
  readonly visitHost?: (hold: LaneHold, host: string) => Promise<number>;
  /** Told of failures that no rule explains; a defect of ours, as a rule. */
  readonly onUnexpected?: (error: unknown, hold: LaneHold, claim: Claim) => void;
}

const LOGIN_LOST = 'The site had forgotten the login: Furrow signed in again and started the row over.';

/** Runs claimed rows in a browser, each in a fresh context. */
export function createAttemptRunner(parts: AttemptParts): AttemptRunner {
  const storage = createEvidenceStore(parts.storage);
  return {
    async run(hold, claim, signal, progress) {
      const startedAtMs = performance.now();
      const gate = createCommitGate(
        () => parts.markCommit(hold, claim.rowIndex, claim.attemptNo),
        parts.permitMs,
      );
      const writer = createArtifactWriter(storage, hold, claim, signal);
      const secrets = collectSecrets();
      const guarded: AttemptParts = {
        ...parts,
        onUnexpected: (error) => parts.onUnexpected?.(secrets.redactor().redactError(error), hold, claim),
      };
      const attempt = { hold, claim, signal, progress, gate, writer, noteSecrets: secrets.note };
      const ended = await runPrepared(guarded, attempt).catch((error: unknown) =>
        endedEarly(guarded, { hold, claim, signal, error }),
      );
      const outcome = {
        ...ended,
        isCommitted: gate.isPassed,
        artifacts: writer.records,
        warnings: [...ended.warnings, ...writer.problems],
        durationMs: performance.now() - startedAtMs,
      };
      return redactOutcome(outcome, secrets.redactor());
    },
  };
}

/** Collects what must not be seen of one row, as it becomes known. */
function collectSecrets(): { note(redactor: Redactor): void; redactor(): Redactor } {
  let all = NO_SECRETS;
  return {
    note: (redactor) => {
      all = all === NO_SECRETS ? redactor : createRedactor([...all.values, ...redactor.values]);
    },
    redactor: () => all,
  };
}

interface Attempt {
  readonly hold: LaneHold;
  readonly claim: Claim;
  readonly signal: AbortSignal;
  readonly progress: RowProgress;
  readonly gate: CommitGate;
  readonly writer: ArtifactWriter;
  readonly noteSecrets: (redactor: Redactor) => void;
}

interface ReadyAttempt extends Attempt {
  readonly prepared: ReadyRow;
  readonly deadline: Deadline;
}

type EndedAttempt = Omit<AttemptOutcome, 'isCommitted' | 'artifacts' | 'durationMs'>;

async function runPrepared(parts: AttemptParts, attempt: Attempt): Promise<EndedAttempt> {
  const { hold, claim, signal } = attempt;
  const prepared = await parts.prepareRow(hold, claim, signal);
  if (prepared.kind === 'unusable') return withoutPage(prepared.effect, failedWith(prepared.fault));
  // Not before: the row waits for its login, it does not spend its own time on it.
  const deadline = startDeadline(claim.settings.row_timeout * 1000);
  const ended = await runReady(parts, { ...attempt, prepared, deadline });
  const again = deadline.isOver() ? null : await startOver(prepared, ended.result, attempt);
  if (!again) return ended;
  await ended.closed;
  const second = await runReady(parts, { ...attempt, prepared: again, deadline });
  return { ...second, warnings: [LOGIN_LOST, ...second.warnings] };
}

async function runReady(parts: AttemptParts, row: ReadyAttempt): Promise<EndedAttempt> {
  const { prepared, signal } = row;
  row.noteSecrets(prepared.redactor);
  const open = await openContext(parts.host, prepared.contextOptions, signal);
  row.gate.onPassing(() => open.sendOnce());
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= open.release();
    return closing;
  };
  // A row that is ended from outside must not act a moment longer, whatever it waits for.
  signal.addEventListener('abort', close, { once: true });
  try {
    const ended = await limitRow(runInContext(parts, { ...row, open }), row.deadline);
    return { ...ended, closed: close() };
  } catch (error) {
    if (open.isAlive() || signal.aborted) throw error;
    throw new StepFailure({
      kind: 'browser_crash',
      code: 'browser_died',
      message: 'The browser ended early.',
    });
  } finally {
    signal.removeEventListener('abort', close);
    void close();
  }
}

interface OpenAttempt extends ReadyAttempt {
  readonly open: OpenContext;
}

async function runInContext(
  parts: AttemptParts,
  attempt: OpenAttempt,
): Promise<Omit<EndedAttempt, 'closed'>> {
  const { claim, prepared, open, signal, gate, deadline } = attempt;
  const { evidence } = claim.settings;
  const { redactor } = prepared;
  const dialogs = createDialogs();
  const tooMuch = limitPages(open.context, prepared.isFunction ? null : dialogs);
  const tabs = await openTabs(open.context, prepared.blockedTypes);
  const watch = watchPage(open.context, tabs, parts.guard, prepared.baseUrl);
  const readErrors = watchErrors(open.context, redactor);
  const tracePolicy = prepared.hasSecrets ? 'never' : evidence.trace;
  const trace = await startTrace(open.context, tracePolicy, claim.roundAttemptNo);
  const run = prepared.bind({
    tabs,
    dialogs,
    watch,
    writer: attempt.writer,
    redactor,
    guard: parts.guard,
    gate,
    signal,
    // A trace shows what Playwright does.
    isLean: parts.isLean !== false && !trace.isRunning,
  });
  attempt.progress.steps = run.stepCount;
  const shown = {
    ...{ ...attempt, findMasks: run.findMasks },
    /** The window that steps run in when it is asked for. */
    get page() {
      return tabs.current();
    },
  };
  const live = parts.liveBoard && openLiveView(parts.liveBoard, shown);
  const loop = await runSteps({
    steps: run.steps,
    onBegin: (step) => {
      noteStep(attempt.progress, step);
      live?.begin(step);
    },
    ...(await watchTry(parts.tryBoard, shown)),
    ...{ deadline, signal, gate },
    ending: AbortSignal.any([signal, tooMuch]),
    visit: createHostVisits({
      ...{ claim, gate, deadline, signal },
      ask: async (host) => parts.visitHost?.(attempt.hold, host) ?? 0,
    }),
    classify: (error, step) =>
      classifyStep(error, step, { open, page: tabs.current(), watch, deadline, redactor, run }),
  });
  noteStep(attempt.progress, null);
  live?.end();
  const fault = loop.failed?.fault;
  if (fault?.kind === 'unexpected') parts.onUnexpected?.(loop.failed?.error, attempt.hold, claim);
  const pageEvidence = await keepEvidence({ ...shown, isEndless: tooMuch.aborted }, trace, loop);
  return {
    result: loop.isInterrupted ? await interruption(loop, signal) : resultOf(loop),
    effect: prepared.effect,
    output: loop.failed || loop.isInterrupted ? null : run.output(),
    steps: loop.records,
    page: watch.document
      ? { status: watch.document.status, hasBrokenCalls: watch.hasBrokenCalls }
      : undefined,
    warnings: [
      ...warningsOf(prepared.effect, watch),
      ...(run.warnings?.() ?? []),
      ...dialogs.warnings(),
      ...droppedSteps(loop),
    ],
    ...pageEvidence,
    pageErrors: readErrors(),
  };
}

/** Longer than the stop watcher takes to look. */
const REFUSED_MS = 5000;

async function interruption({ busySeconds }: StepLoopResult, signal: AbortSignal): Promise<AttemptResult> {
  if (busySeconds !== undefined) return { kind: 'given_back', inSeconds: busySeconds };
  // A refused commit does not say whether the batch stops or pauses; the signal does, within a moment.
  await pause(REFUSED_MS, signal);
  return interrupted(signal);
}

function resultOf(loop: StepLoopResult): AttemptResult {
  if (!loop.failed) return { kind: 'completed' };
  const { step, error, fault } = loop.failed;
  const isClear = error instanceof StepFailure && error.isClear;
  return failedWith({ ...fault, step: step.no, stepTitle: step.title }, isClear);
}

function failedWith(
  fault: StepFault & { step?: number; stepTitle?: string },
  isClear = false,
): AttemptResult {
  return { kind: 'failed', failure: storableFault(fault), isClear };
}

function warningsOf(effect: 'read' | 'submit', watch: PageWatch): string[] {
  const writes = effect === 'read' ? watch.writes : [];
  return [
    ...writes.map((write) => `The automation says effect: read, but sent ${write}.`),
    ...watch.refusedHosts.map(
      (host) => `A request to ${host} was refused: it is not on the public internet.`,
    ),
  ];
}

function droppedSteps({ droppedCount }: StepLoopResult): string[] {
  return droppedCount === 0 ? [] : [`${droppedCount} further steps in loops passed and are not listed.`];
}

/** There was no page to run the steps in, or it went away outside of any step. */
function endedEarly(
  parts: AttemptParts,
  { hold, claim, signal, error }: Pick<Attempt, 'hold' | 'claim' | 'signal'> & { error: unknown },
): EndedAttempt {
  if (signal.aborted) return withoutPage('submit', interrupted(signal));
  if (error instanceof StepFailure) return withoutPage('submit', failedWith(error.fault));
  parts.onUnexpected?.(error, hold, claim);
  return withoutPage(
    'submit',
    failedWith({ kind: 'unexpected', code: 'unexpected', message: firstLine(error) }),
  );
}

/** What is lost is judged by the lane, which writes nothing. */
function interrupted(signal: AbortSignal): AttemptResult {
  return { kind: abortCause(signal) === 'given_back' ? 'given_back' : 'stopped' };
}

function withoutPage(effect: 'read' | 'submit', result: AttemptResult): EndedAttempt {
  return { result, effect, output: null, steps: [], warnings: [], ...NO_PAGE, closed: Promise.resolve() };
}
