import type { Database } from '../../db/connect';
import { areKeysFew, isGroupSmall } from '../../db/sql/count-few';
import type { JobWalk } from '../../db/sql/walk-jobs';
import type { BatchSettings } from '../../domain/batch-settings';
import { ValidationError } from '../../domain/errors';
import type { JobFilter } from '../../domain/job-filter';
import type { JobSort } from '../../domain/job-sort';
import { JOB_STATES, type JobState } from '../../domain/job-state';
import { type BatchRecord, isId } from '../batches/find-batch';

/** Rows that are fetched and sorted rather than walked past. */
const FEW_ROWS = 20_000;

/** @throws ValidationError `no_key_column` when keys are asked for that the batch does not have */
export function checkFilter(batch: Pick<BatchRecord, 'settings'>, { keyPrefix }: JobFilter): void {
  const { key_column } = batch.settings as unknown as BatchSettings;
  if (keyPrefix === undefined || key_column) return;
  throw new ValidationError(
    'no_key_column',
    'This batch has no key column, so its rows cannot be found by key: use the text search.',
  );
}

/** The states that a filter lets through; only rows that went wrong belong to a failure group. */
export function filteredStates({ states = JOB_STATES, fingerprint }: JobFilter): readonly JobState[] {
  if (fingerprint === undefined) return states;
  return states.filter((state) => state === 'failed' || state === 'unconfirmed');
}

/** Which part of a filter lets so few rows through that all of them can be sorted for every page. The batch need not exist. */
export async function findFew(
  db: Database,
  batchId: string,
  filter: JobFilter,
  sort: JobSort,
): Promise<JobWalk['few']> {
  if (!isId(batchId)) return null;
  const { keyPrefix, fingerprint, fromRow = 0, toRow = Number.POSITIVE_INFINITY } = filter;
  if (keyPrefix !== undefined && (await areKeysFew(db.pool, batchId, keyPrefix, FEW_ROWS))) return 'key';
  if (sort === 'row' || sort === '-row') return null;
  if (toRow - fromRow < FEW_ROWS) return 'rows';
  const isSmall = fingerprint !== undefined && (await isGroupSmall(db.pool, batchId, fingerprint, FEW_ROWS));
  return isSmall ? 'group' : null;
}
