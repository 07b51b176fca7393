import { NotFoundError } from '../../domain/errors';
import type { Operation } from '../../domain/operation';
import { isId } from '../batches/find-batch';
import type { Context } from '../context';

/** A change of very many rows, and how far it has come. @throws NotFoundError `operation_not_found` */
export async function getOperation(
  { db }: Context,
  { operationId }: { operationId: string },
): Promise<Operation> {
  const found = isId(operationId)
    ? await db.prisma.batchOperation.findUnique({
        where: { id: operationId, batch: { kind: { not: 'deleted' } } },
      })
    : null;
  if (!found) throw new NotFoundError('operation_not_found', `Operation not found: ${operationId}`);
  return found;
}
