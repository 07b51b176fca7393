import { describeGroups, type FailureGroup } from '../../db/sql/list-groups';
import type { Context } from '../context';
import { findBatch } from './find-batch';
import { knownGroups } from './known-groups';

/** Failures of a batch grouped by what they have in common, the largest first. @throws NotFoundError */
export async function listBatchGroups(context: Context, input: { batchId: string }): Promise<FailureGroup[]> {
  const batch = await findBatch(context.db, input.batchId);
  return describeGroups(context.db.pool, batch.id, await knownGroups(context.db, batch.id));
}
