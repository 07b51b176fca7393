import { decodeCursor, encodeCursor } from '../../domain/cursor';
import type { Context } from '../context';

export interface AuditItem {
  readonly id: bigint;
  readonly at: Date;
  readonly actorType: string;
  readonly actorName: string;
  readonly action: string;
  readonly entity: string;
  readonly entityId: string;
  readonly batchId: string | null;
  readonly rowIndex: number | null;
  readonly details: unknown;
}

export interface AuditRequest {
  readonly batchId?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** One page of what people and programs did, the newest first. */
export async function listAuditEvents(
  context: Context,
  request: AuditRequest,
): Promise<{ items: AuditItem[]; nextCursor: string | null }> {
  const { batchId, limit, cursor } = request;
  const before = cursor ? eventId(cursor) : null;
  const events = await context.db.prisma.auditEvent.findMany({
    where: { ...(batchId ? { batchId } : {}), ...(before === null ? {} : { id: { lt: before } }) },
    orderBy: { id: 'desc' },
    take: limit + 1,
  });
  const items = events.slice(0, limit);
  const last = events.length > limit ? items.at(-1) : undefined;
  return { items, nextCursor: last ? encodeCursor([Number(last.id)]) : null };
}

function eventId(cursor: string): bigint {
  const [id] = decodeCursor(cursor, 1);
  return Number.isSafeInteger(id) ? BigInt(id as number) : 0n;
}
