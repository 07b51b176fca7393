import { getBatch } from '../lib/services/batches/get-batch';
import { createBatchJobs } from './create-batch-jobs';
import { executeBatchJobs } from './execute-batch-jobs';
import type { StartBatchOptions } from './options';
import type { StartedBatch } from './results';
import type { Session } from './session';
import { toSummary } from './views';

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
