import { actorColumns } from '../../db/audit';
import { addMetrics } from '../../db/sql/add-metrics';
import { type Deletion, insertDeletions } from '../../db/sql/insert-deletions';
import type { Queryable } from '../../db/transaction';
import type { Actor } from '../../domain/role';

interface Deleting {
  readonly actor: Actor;
  readonly entity: 'batch' | 'upload';
  readonly cause: 'person' | 'retention';
}

const COUNTERS = { batch: 'batches_deleted', upload: 'uploads_deleted' } as const;

/** Notes in the audit and the metrics what a transaction has marked as deleted: all of it or nothing. */
export async function noteDeletions(
  client: Queryable,
  { actor, entity, cause }: Deleting,
  deletions: readonly Deletion[],
): Promise<void> {
  if (deletions.length === 0) return;
  await insertDeletions(client, actorColumns(actor), entity, deletions);
  await addMetrics(client, [{ name: COUNTERS[entity], labels: { cause }, value: deletions.length }]);
}
