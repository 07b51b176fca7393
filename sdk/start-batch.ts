import { getBatch } from '../lib/services/batches/get-batch';
import { type CreateBatchOptions, createBatchJobs } from './create-batch-jobs';
import { type ExecutionResult, executeBatchJobs } from './execute-batch-jobs';
import type { HandlerOptions } from './handle-rows';
import type { OnProgress } from './progress';
import type { Session } from './session';
import { type BatchSummary, toSummary } from './views';

export interface StartBatchOptions extends CreateBatchOptions, HandlerOptions {
  /** False makes the batch and runs nothing. Default true. */
  readonly executeImmediately?: boolean;
  readonly onProgress?: OnProgress;
}

export interface StartedBatch {
  readonly batchId: string;
  readonly summary: BatchSummary;
  /** Null when nothing was executed. */
  readonly execution: ExecutionResult | null;
}

/** Makes a batch of a file and, unless told otherwise, runs it and waits for its end. */
export async function startBatch(
  session: Session,
  path: string,
  options: StartBatchOptions = {},
): Promise<StartedBatch> {
  const { executeImmediately = true, onProgress, handler, effect, baseUrl, browser } = options;
  const created = await createBatchJobs(session, path, options);
  const batchId = created.id;
  if (!executeImmediately) return { batchId, summary: toSummary(created), execution: null };
  const execution = await executeBatchJobs(session, batchId, {
    ...(onProgress && { onProgress }),
    ...(handler && { handler }),
    ...(effect && { effect }),
    ...(baseUrl !== undefined && { baseUrl }),
    ...(browser && { browser }),
  });
  const ended = await getBatch(await session.context(), { batchId });
  return { batchId, summary: toSummary(ended), execution };
}
