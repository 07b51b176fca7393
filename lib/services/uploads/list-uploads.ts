import type { Upload } from '../../db/records';
import { decodeCursor, encodeCursor } from '../../domain/cursor';
import type { Context } from '../context';
import type { Page } from './list-rows';

/** One page of uploaded files, the newest first; half-arrived ones included, so that they can be resumed. */
export async function listUploads(
  context: Context,
  input: { cursor?: string | undefined; limit?: number | undefined },
): Promise<Page<Upload>> {
  const limit = Math.min(100, Math.max(1, input.limit ?? 25));
  const before = input.cursor === undefined ? undefined : String(decodeCursor(input.cursor, 1)[0]);
  const uploads = await context.db.prisma.upload.findMany({
    where: before === undefined ? {} : { id: { lt: before } },
    orderBy: { id: 'desc' },
    take: limit + 1,
  });
  const items = uploads.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: uploads.length > limit && last ? encodeCursor([last.id]) : null };
}
