import type { Context } from '../lib/services/context';
import type { BegunOperation } from '../lib/services/operations/begin-operation';
import { getOperation } from '../lib/services/operations/get-operation';
import { workOffOperation } from '../lib/services/operations/work-off-operation';

/**
 * Makes a change of very many rows here, so that the command ends when it is made, with a worker or without; one that
 * works on it as well only shares the work.
 * @returns how many rows were changed
 */
export async function finishOperation(context: Context, { id }: BegunOperation): Promise<number> {
  await workOffOperation(context, { operationId: id });
  return (await getOperation(context, { operationId: id })).done;
}
