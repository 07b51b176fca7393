import { countExistingJobs } from '../../db/sql/count-existing-jobs';
import type { LockedBatch } from '../../db/sql/lock-batch';
import type { Queryable } from '../../db/transaction';
import { NotFoundError, ValidationError } from '../../domain/errors';
import { parseJobId } from '../../domain/run-id';

/** Gives the rows that ids name in a locked batch; null when nobody named any. @throws NotFoundError */
export type RowIndexesOf = (client: Queryable, batch: LockedBatch) => Promise<number[] | null>;

/** Checks ids of jobs as far as that needs no database. @throws ValidationError when there are none, or one twice */
export function checkJobIds(jobIds: readonly string[] | undefined): RowIndexesOf {
  if (jobIds === undefined) return async () => null;
  if (jobIds.length === 0) {
    throw new ValidationError('job_ids_empty', 'job_ids must be a non-empty list');
  }
  if (new Set(jobIds).size !== jobIds.length) {
    throw new ValidationError('job_ids_repeated', 'job_ids must not contain duplicates');
  }
  return async (client, batch) => {
    const rows = jobIds.map((id) => ({ id, parsed: parseJobId(id) }));
    const foreign = rows.filter(({ parsed }) => parsed?.runId !== batch.runId).map(({ id }) => id);
    const indexes = rows.flatMap(({ parsed }) => (parsed ? [parsed.rowIndex] : []));
    const isComplete =
      foreign.length === 0 && (await countExistingJobs(client, batch.id, indexes)) === indexes.length;
    if (!isComplete) {
      const names = foreign.slice(0, 5).join(', ');
      throw new NotFoundError('jobs_not_found', `Jobs not found in batch${names ? `: ${names}` : ''}`, {
        jobIds: foreign,
      });
    }
    return indexes;
  };
}
