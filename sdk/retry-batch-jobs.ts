import type { JobState } from '../lib/domain/job-state';
import { getBatch } from '../lib/services/batches/get-batch';
import { retryBatch } from '../lib/services/batches/retry-batch';
import type { Context } from '../lib/services/context';
import { type RetryInForce, type RetryOptions, retryInForce, toSettings } from './settings';

/** What a retry put back, and the retry settings that are in force from now on. */
export interface RetryResult extends RetryInForce {
  readonly batchId: string;
  readonly totalRequested: number;
  readonly retried: number;
  /** Rows that had neither failed nor been stopped. */
  readonly skipped: number;
  /** The first 1,000. */
  readonly retryDetails: readonly {
    readonly jobId: string;
    readonly originalStatus: JobState;
    readonly originalError: string | null;
    readonly resetAt: Date;
  }[];
  readonly isDetailsTruncated: boolean;
}

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
