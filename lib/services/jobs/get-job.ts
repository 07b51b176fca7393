import type { Attempt, AttemptDetail, AuditEvent } from '../../db/records';
import type { JobItem } from '../../db/sql/job-row';
import { readJobItem } from '../../db/sql/read-job-item';
import { NotFoundError } from '../../domain/errors';
import type { PageError, StepRecord } from '../../domain/lane';
import { makeJobId } from '../../domain/run-id';
import { findBatch } from '../batches/find-batch';
import type { Context } from '../context';

export interface AttemptView extends Omit<Attempt, 'batchId' | 'rowIndex' | 'epoch'> {
  readonly steps: readonly StepRecord[];
  readonly warnings: readonly string[];
  readonly pageText: string | null;
  readonly pageUrl: string | null;
  readonly pageTitle: string | null;
  readonly pageErrors: readonly PageError[];
}

export interface JobView extends JobItem {
  readonly jobId: string;
  readonly headers: readonly string[];
  /** Oldest first. */
  readonly attempts: readonly AttemptView[];
  readonly history: readonly AuditEvent[];
}

/** One job with all its attempts, their steps, and what people did to it. @throws NotFoundError */
export async function getJob(
  context: Context,
  input: { batchId: string; rowIndex: number },
): Promise<JobView> {
  const batch = await findBatch(context.db, input.batchId);
  const item = await findItem(context, batch.id, input.rowIndex);
  const where = { batchId: batch.id, rowIndex: input.rowIndex };
  const [attempts, history] = await Promise.all([
    context.db.prisma.attempt.findMany({
      // Number 0 only carries files that were attached before the first.
      where: { ...where, attemptNo: { gt: 0 } },
      orderBy: { attemptNo: 'asc' },
      include: { detail: true },
    }),
    context.db.prisma.auditEvent.findMany({ where, orderBy: { id: 'asc' }, take: 200 }),
  ]);
  return {
    ...item,
    jobId: makeJobId(batch.runId, item.rowIndex),
    headers: batch.upload.headers,
    attempts: attempts.map(toAttemptView),
    history,
  };
}

async function findItem(context: Context, batchId: string, rowIndex: number): Promise<JobItem> {
  const isRow = Number.isInteger(rowIndex) && rowIndex >= 0 && rowIndex < 2 ** 31;
  const item = isRow ? await readJobItem(context.db.pool, batchId, rowIndex) : undefined;
  if (!item) throw new NotFoundError('job_not_found', `Row ${rowIndex + 1} has no job in this batch.`);
  return item;
}

function toAttemptView(attempt: Attempt & { detail: AttemptDetail | null }): AttemptView {
  const { batchId: _batch, rowIndex: _row, epoch: _epoch, detail, ...rest } = attempt;
  return {
    ...rest,
    steps: (detail?.steps ?? []) as unknown as StepRecord[],
    warnings: (detail?.warnings ?? []) as string[],
    pageText: detail?.pageText ?? null,
    pageUrl: detail?.pageUrl ?? null,
    pageTitle: detail?.pageTitle ?? null,
    pageErrors: (detail?.pageErrors ?? []) as unknown as PageError[],
  };
}
