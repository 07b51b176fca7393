import { setTimeout as sleep } from 'node:timers/promises';
import { reclaimLostLanes } from '../lib/db/sql/reclaim-lanes';
import { isWaitingForPerson } from '../lib/domain/batch-state';
import { ConflictError } from '../lib/domain/errors';
import type { BatchView } from '../lib/services/batches/batch-view';
import { getBatch } from '../lib/services/batches/get-batch';
import { stopBatch } from '../lib/services/batches/stop-batch';
import type { Context } from '../lib/services/context';
import { batchExitCode, batchOutput, howToGoOn } from './batch-output';
import { type Interrupt, listenForInterrupt } from './interrupt';
import { EXIT, type Output } from './output';
import type { WorkerKeeper } from './own-worker';
import { createProgress, type Progress } from './progress';
import type { Session } from './session';
import type { Terminal } from './terminal';

const POLL_MS = 300;
/** Long enough for the slowest start of a worker: finding and starting a browser on a busy machine. */
const NO_WORKER_PATIENCE_MS = 90_000;

export interface WaitOptions {
  readonly failOver?: number | undefined;
  readonly hasJobs?: boolean | undefined;
  /** What Ctrl-C does first: stop the batch, or only the watching. */
  readonly onInterrupt: 'stop' | 'leave';
}

/** Waits with progress until a batch ends, waits for a person, or Ctrl-C says to leave it; answers with its summary. */
export async function waitForBatch(
  terminal: Terminal,
  session: Session,
  batchId: string,
  options: WaitOptions,
): Promise<Output> {
  const { context } = session;
  const interrupt = listenForInterrupt();
  const progress = createProgress(terminal);
  const workers = session.workers();
  try {
    const batch = await follow({ terminal, context, batchId, interrupt, progress, workers }, options);
    progress.end();
    const isDone = batch.state === 'finished' || batch.state === 'failed';
    if (isWaitingForPerson(batch)) terminal.log(howToGoOn(batch));
    else if (!isDone) terminal.log(`Left as it is: ${batch.id}. Look again with "furrow watch ${batch.id}".`);
    const exitCode = batch.state === 'failed' ? EXIT.invalid : batchExitCode(batch, options.failOver);
    return await batchOutput(context, batch, { hasJobs: options.hasJobs, exitCode });
  } finally {
    interrupt.close();
  }
}

interface Watch {
  readonly terminal: Terminal;
  readonly context: Context;
  readonly batchId: string;
  readonly interrupt: Interrupt;
  readonly progress: Progress;
  readonly workers: WorkerKeeper;
}

async function follow(watch: Watch, options: WaitOptions): Promise<BatchView> {
  const { context, batchId, interrupt, progress } = watch;
  const patience = createPatience(watch.workers);
  let isStopAsked = false;
  for (;;) {
    const batch = await getBatch(context, { batchId });
    progress.show(batch);
    if (batch.state === 'finished' || batch.state === 'failed') return batch;
    // Rows that run while a batch is paused still end: wait for them.
    if (isWaitingForPerson(batch) && batch.counts.running === 0) return batch;
    const level = interrupt.level();
    if (level === 2 || (level === 1 && options.onInterrupt === 'leave')) return batch;
    if (level === 1 && !isStopAsked) isStopAsked = await askToStop(watch, batch);
    await watch.workers.keep();
    await patience.check();
    await sleep(POLL_MS);
  }
}

/** False while the batch cannot be stopped yet (it is importing); asked again on the next look. */
async function askToStop({ terminal, context }: Watch, batch: BatchView): Promise<boolean> {
  if (batch.state === 'importing') return false;
  terminal.log('Stopping: waiting for the rows that run. Ctrl-C again leaves the batch running.');
  if (batch.state === 'stopping') return true;
  try {
    await stopBatch(context, { batchId: batch.id });
  } catch (error) {
    // It ended by itself between the look and the request.
    if (!(error instanceof ConflictError)) throw error;
  }
  return true;
}

/** Throws when nobody has worked for long: waiting on would be for ever. */
export function createPatience(workers: WorkerKeeper): { check(): Promise<void> } {
  let seenAt = performance.now();
  let lookedAt = Number.NEGATIVE_INFINITY;
  return {
    check: async () => {
      const now = performance.now();
      if (now - lookedAt < 2000) return;
      lookedAt = now;
      if (await workers.isWorking()) seenAt = now;
      const complaint = workers.complaint();
      if (seenAt !== now && complaint !== null) throw new Error(`The worker does not start:\n${complaint}`);
      if (now - seenAt < NO_WORKER_PATIENCE_MS) return;
      throw new Error(`No worker has been seen for ${NO_WORKER_PATIENCE_MS / 1000} s.`);
    },
  };
}

/** Waits until a stopping batch has stopped, whoever ran its rows; gives up silently when that takes too long. */
export async function waitUntilStopped(
  context: Context,
  batchId: string,
  timeoutMs: number,
): Promise<BatchView> {
  const deadline = performance.now() + timeoutMs;
  let batch = await getBatch(context, { batchId });
  while (batch.state === 'stopping' && performance.now() < deadline) {
    // Without a worker nobody else would notice that the one that ran the rows is gone.
    await reclaimLostLanes(context.db.pool);
    await sleep(POLL_MS);
    batch = await getBatch(context, { batchId });
  }
  return batch;
}
