import { getBatch } from '../lib/services/batches/get-batch';
import { retryBatch } from '../lib/services/batches/retry-batch';
import type { Context } from '../lib/services/context';
import type { RetryResult } from './results';
import { type RetryOptions, retryInForce, toSettings } from './settings';

/**
 * Puts failed and stopped rows back to pending, with a full budget of retries; `executeBatchJobs` then runs them.
 * Wrong input changes nothing.
 * @throws NotFoundError, ValidationError
 */
export async function retryBatchJobs(
  context: Context,
  batchId: string,
  jobIds: readonly string[],
  options: RetryOptions = {},
): Promise<RetryResult> {
  const result = await retryBatch(context, {
    batchId,
    jobIds,
    settings: toSettings(options),
    isStarted: false,
    isAtOnce: true,
  });
  const { totalRequested, retried, skipped, isDetailsTruncated, resetAt } = result;
  const { settings } = await getBatch(context, { batchId });
  return {
    ...{ batchId: result.batchId, totalRequested, retried, skipped, isDetailsTruncated },
    retryDetails: result.details.map(({ jobId, originalState, originalError }) => ({
      ...{ jobId, originalError, resetAt },
      originalStatus: originalState,
    })),
    ...retryInForce(settings),
  };
}
