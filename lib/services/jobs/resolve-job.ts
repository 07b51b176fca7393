import type { Resolution } from '../../domain/resolution';
import type { Context } from '../context';
import { getJob, type JobView } from './get-job';
import { resolveJobs } from './resolve-jobs';

export interface ResolveJobInput {
  readonly batchId: string;
  readonly rowIndex: number;
  readonly status: Resolution;
}

/** Decides an unconfirmed row. @throws NotFoundError, ConflictError when the row is not unconfirmed. */
export async function resolveJob(context: Context, input: ResolveJobInput): Promise<JobView> {
  const { batchId, rowIndex, status } = input;
  await getJob(context, input);
  await resolveJobs(context, { batchId, rowIndexes: [rowIndex], status });
  return getJob(context, input);
}
