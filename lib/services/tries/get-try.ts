import type { TryStep } from '../../db/records';
import { countTakingWorkers } from '../../db/sql/count-live-workers';
import { NotFoundError } from '../../domain/errors';
import type { FailureKind } from '../../domain/failure';
import type { JobState } from '../../domain/job-state';
import type { StepState } from '../../domain/lane';
import { isId } from '../batches/find-batch';
import type { Context } from '../context';

type TryState = 'waiting' | Exclude<JobState, 'pending'>;

interface TryStepView {
  /** 1-based. */
  readonly no: number;
  readonly verb: string;
  readonly title: string;
  readonly state: 'pending' | 'running' | StepState;
  readonly startedAtMs: number | null;
  readonly durationMs: number | null;
  readonly message: string | null;
  /** Id of the picture taken after the step. */
  readonly screenshot: string | null;
}

export interface TryView {
  readonly id: string;
  readonly automation: {
    readonly name: string;
    readonly version: number;
    readonly effect: 'read' | 'submit';
  };
  readonly uploadId: string;
  readonly rowIndex: number;
  readonly state: TryState;
  /** While it waits: for a worker, when none is alive, else for a free place. */
  readonly waitingFor: 'worker' | 'slot' | null;
  /** The step that a completed try did not run any more. */
  readonly stoppedBefore: { readonly no: number; readonly title: string } | null;
  readonly steps: readonly TryStepView[];
  /** What the steps that ran have read. */
  readonly output: Readonly<Record<string, unknown>>;
  readonly failure: {
    readonly kind: FailureKind;
    readonly code: string | null;
    readonly message: string | null;
    readonly step: number | null;
  } | null;
  readonly warnings: readonly string[];
  /** Where a failed try ended. */
  readonly pageUrl: string | null;
  readonly artifacts: readonly TryArtifact[];
  readonly createdAt: Date;
  readonly endedAt: Date | null;
}

interface TryArtifact {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly contentType: string;
  readonly size: number;
  readonly attemptNo: number;
  readonly createdAt: string;
  readonly meta: Readonly<Record<string, unknown>>;
}

/** How far a try has come. @throws NotFoundError `try_not_found` */
export async function getTry(context: Pick<Context, 'db'>, input: { tryId: string }): Promise<TryView> {
  const batch = await findTry(context, input.tryId);
  const { version, trySteps } = batch;
  const [job] = batch.jobs;
  if (!version || !job) throw tryNotFound(input.tryId);
  const state = job.state === 'pending' ? 'waiting' : job.state;
  const steps = trySteps.map((step) => toStep(step, state));
  const stop = state === 'completed' ? steps.find((step) => step.no === batch.tryStopBefore) : undefined;
  const { id, uploadId, createdAt } = batch;
  return {
    ...{ id, uploadId, createdAt, state, steps },
    automation: { name: version.automation.name, version: version.version, effect: version.effect },
    rowIndex: job.rowIndex,
    waitingFor: state === 'waiting' ? await whatIsMissing(context) : null,
    stoppedBefore: stop ? { no: stop.no, title: stop.title } : null,
    ...(await readAttempt(context, id, job.rowIndex)),
    endedAt: job.endedAt,
  };
}

async function findTry({ db }: Pick<Context, 'db'>, tryId: string) {
  const batch = isId(tryId)
    ? await db.prisma.batch.findUnique({
        where: { id: tryId, kind: 'try' },
        include: {
          version: { select: { effect: true, version: true, automation: { select: { name: true } } } },
          jobs: true,
          trySteps: { orderBy: { no: 'asc' } },
        },
      })
    : null;
  if (!batch) throw tryNotFound(tryId);
  return batch;
}

function tryNotFound(tryId: string): NotFoundError {
  const message = `There is no try ${tryId}. Tries are removed a day after they were made.`;
  return new NotFoundError('try_not_found', message);
}

/** A step that was on its way when the attempt ended without it was not finished: nobody works on it any more. */
function toStep({ batchId: _batch, screenshotId, ...step }: TryStep, state: TryState): TryStepView {
  const stepState = step.state as TryStepView['state'];
  const isLeft = stepState === 'running' && state !== 'running';
  return { ...step, state: isLeft ? 'pending' : stepState, screenshot: screenshotId };
}

type AttemptPart = Pick<TryView, 'output' | 'failure' | 'warnings' | 'pageUrl' | 'artifacts'>;

/** Its last attempt; there are several only when workers were lost. */
async function readAttempt(
  { db }: Pick<Context, 'db'>,
  batchId: string,
  rowIndex: number,
): Promise<AttemptPart> {
  const attempt = await db.prisma.attempt.findFirst({
    where: { batchId, rowIndex },
    orderBy: { attemptNo: 'desc' },
    include: { detail: true, artifacts: { orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] } },
  });
  if (!attempt) return { output: {}, failure: null, warnings: [], pageUrl: null, artifacts: [] };
  const { failureKind: kind, failureCode: code, failureMessage: message, failureStep: step } = attempt;
  return {
    output: (attempt.output ?? {}) as Record<string, unknown>,
    failure: kind === null ? null : { kind, code, message, step },
    warnings: (attempt.detail?.warnings ?? []) as string[],
    pageUrl: attempt.detail?.pageUrl ?? null,
    artifacts: attempt.artifacts.map(({ id, type, name, contentType, size, attemptNo, createdAt, meta }) => ({
      ...{ id, type, name, contentType, attemptNo },
      size: Number(size),
      createdAt: createdAt.toISOString(),
      meta: meta as Record<string, unknown>,
    })),
  };
}

async function whatIsMissing({ db }: Pick<Context, 'db'>): Promise<'worker' | 'slot'> {
  return (await countTakingWorkers(db.pool)) === 0 ? 'worker' : 'slot';
}
