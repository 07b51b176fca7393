import { decodeCursor, encodeCursor } from '../../domain/cursor';
import type { UploadJson } from '../../domain/wire/upload';
import { actorUserId, type Context } from '../context';
import type { Page } from './list-rows';
import { type UploadView, viewUploads } from './view-upload';

export interface ListUploadsInput {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
  readonly state?: UploadJson['state'] | undefined;
  /** Only what the actor uploaded. */
  readonly isMine?: boolean | undefined;
}

/** One page of uploaded files, the newest first; half-arrived ones included, so that they can be resumed. */
export async function listUploads(context: Context, input: ListUploadsInput): Promise<Page<UploadView>> {
  const limit = Math.min(100, Math.max(1, input.limit ?? 25));
  const before = input.cursor === undefined ? undefined : String(decodeCursor(input.cursor, 1)[0]);
  const uploads = await context.db.prisma.upload.findMany({
    where: {
      deletedAt: null,
      ...(before === undefined ? {} : { id: { lt: before } }),
      ...(input.state === undefined ? {} : { state: input.state }),
      ...(input.isMine ? { ownerId: actorUserId(context.actor) } : {}),
    },
    orderBy: { id: 'desc' },
    take: limit + 1,
  });
  const items = await viewUploads(context, uploads.slice(0, limit));
  const last = items.at(-1);
  return { items, nextCursor: uploads.length > limit && last ? encodeCursor([last.id]) : null };
}
