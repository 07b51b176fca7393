import type { Database } from '../../db/connect';
import { NotFoundError } from '../../domain/errors';
import { parseJobId } from '../../domain/run-id';

export function jobNotFound(jobId: string): NotFoundError {
  return new NotFoundError('job_not_found', `Job not found: ${jobId}`);
}

/** Where a job is, by its `<run_id>_<NNNN>`; whether the batch has such a row is not looked at. @throws NotFoundError */
export async function findJob(db: Database, jobId: string): Promise<{ batchId: string; rowIndex: number }> {
  const parsed = parseJobId(jobId);
  const batch = parsed && (await db.prisma.batch.findUnique({ where: { runId: parsed.runId, kind: 'run' } }));
  if (!parsed || !batch) throw jobNotFound(jobId);
  return { batchId: batch.id, rowIndex: parsed.rowIndex };
}
