import { insertOperation, type OperationOrder } from '../../db/sql/operations';
import type { Queryable } from '../../db/transaction';
import type { JobState } from '../../domain/job-state';
import type { Context } from '../context';

/** What a caller is told of a change that goes on after the answer. */
export interface BegunOperation {
  readonly id: string;
  /** Rows chosen, by the state they are in. */
  readonly counts: Partial<Record<JobState, number>>;
}

/** Notes a change of very many rows, and hands it to a worker when the transaction commits. */
export async function beginOperation(
  { queue }: Context,
  client: Queryable,
  order: OperationOrder,
  counts: BegunOperation['counts'],
): Promise<BegunOperation> {
  const id = await insertOperation(client, { ...order, total: sumOf(counts) });
  await queue.send('change-rows', { operationId: id }, client);
  return { id, counts };
}

export function sumOf(counts: BegunOperation['counts']): number {
  return Object.values(counts).reduce((sum, n) => sum + n, 0);
}
