import { countUnconfirmed, listUnconfirmed, type UnconfirmedTotals } from '../../db/sql/list-unconfirmed';
import { readNow } from '../../db/sql/read-now';
import { decodeCursor, encodeCursor, invalidCursor } from '../../domain/cursor';
import type { Context } from '../context';
import { type BatchHead, toBatchHead } from './batch-view';
import { BATCH_INCLUDE, isId } from './find-batch';

export interface ListUnconfirmedInput {
  /** Only of this batch. */
  readonly batchId?: string | undefined;
  readonly cursor?: string | undefined;
  /** 1..50, default 10. */
  readonly limit?: number | undefined;
}

export interface UnconfirmedItem extends BatchHead {
  readonly unconfirmedCount: number;
  /** Of them, those about which the site is still to be asked; the others wait for a person. */
  readonly askedCount: number;
  /** Since when its oldest unconfirmed row waits. */
  readonly oldestAt: Date;
}

export interface UnconfirmedPage {
  readonly items: readonly UnconfirmedItem[];
  readonly nextCursor: string | null;
  /** Over all batches. */
  readonly totals: UnconfirmedTotals;
  /** When this was looked at, by the database's clock. */
  readonly readAt: Date;
}

/**
 * One page of the batches with unconfirmed rows, the one whose oldest row waits longest first.
 * @throws ValidationError `cursor_invalid`
 */
export async function listUnconfirmedBatches(
  { db }: Context,
  input: ListUnconfirmedInput,
): Promise<UnconfirmedPage> {
  const limit = Math.min(50, Math.max(1, input.limit ?? 10));
  const readAt = await readNow(db.pool);
  const batchId = input.batchId ?? null;
  const isPossible = batchId === null || isId(batchId);
  const request = { batchId, after: readCursor(input.cursor), limit: limit + 1 };
  const [found, totals] = await Promise.all([
    isPossible ? listUnconfirmed(db.pool, request) : [],
    countUnconfirmed(db.pool),
  ]);
  const page = found.slice(0, limit);
  const ids = page.map((item) => item.batchId);
  const batches = await db.prisma.batch.findMany({ where: { id: { in: ids } }, include: BATCH_INCLUDE });
  const heads = new Map(batches.map((batch) => [batch.id, toBatchHead(batch)]));
  const items = page.flatMap(({ batchId: id, oldestKey: _key, ...counts }) => {
    const head = heads.get(id);
    // Deleted between the two looks.
    return head ? [{ ...head, ...counts }] : [];
  });
  const last = page.at(-1);
  const nextCursor =
    found.length > limit && last !== undefined ? encodeCursor([last.oldestKey, last.batchId]) : null;
  return { items, nextCursor, totals, readAt };
}

/** As PostgreSQL writes it. */
const MOMENT = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/;

function readCursor(cursor: string | undefined) {
  if (cursor === undefined) return null;
  const [oldestKey, batchId] = decodeCursor(cursor, 2);
  if (typeof oldestKey !== 'string' || typeof batchId !== 'string') throw invalidCursor();
  if (!isId(batchId) || !MOMENT.test(oldestKey)) throw invalidCursor();
  return { oldestKey, batchId };
}
