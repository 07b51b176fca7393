import { listNotificationRows, type NotificationRows } from '../../db/sql/list-notifications';
import { readAllNotifications, readSomeNotifications } from '../../db/sql/read-notifications';
import { decodeCursor, encodeCursor, invalidCursor } from '../../domain/cursor';
import { NotFoundError } from '../../domain/errors';
import { actorUserId, type Context } from '../context';

/** Of the newest events over all batches; older ones are not looked at. */
const LOOKED_AT = 1000;

export interface NotificationPage extends NotificationRows {
  readonly nextCursor: string | null;
}

/**
 * What somebody is told of, the newest first, with how much of it they have not read.
 * @throws NotFoundError `no_reader` for who is no person; ValidationError `cursor_invalid`
 */
export async function listNotifications(
  context: Context,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<NotificationPage> {
  const before = cursor === undefined ? null : String(decodeCursor(cursor, 1)[0]);
  if (before !== null && !/^\d{1,18}$/.test(before)) throw invalidCursor();
  const found = await listNotificationRows(context.db.pool, readerId(context), {
    ...{ before, limit: limit + 1, within: LOOKED_AT },
  });
  const items = found.items.slice(0, limit);
  const last = items.at(-1);
  return { ...found, items, nextCursor: found.items.length > limit && last ? encodeCursor([last.id]) : null };
}

/** @param ids `all`: everything that the list could show now */
export async function markNotificationsRead(
  context: Context,
  { ids }: { readonly ids: readonly string[] | 'all' },
): Promise<void> {
  const { pool } = context.db;
  if (ids === 'all') await readAllNotifications(pool, readerId(context), LOOKED_AT);
  else await readSomeNotifications(pool, readerId(context), ids);
}

export interface NotificationPreference {
  /** To be told of one's own batches only. */
  readonly onlyOwn?: boolean | undefined;
  /** To be told by mail too. */
  readonly byMail?: boolean | undefined;
}

/** What is left out stays as it is. */
export async function setNotificationPreference(
  context: Context,
  { onlyOwn, byMail }: NotificationPreference,
): Promise<void> {
  const userId = readerId(context);
  const change = {
    ...(onlyOwn === undefined ? {} : { onlyOwn }),
    ...(byMail === undefined ? {} : { byMail }),
  };
  await context.db.prisma.notificationPreference.upsert({
    where: { userId },
    create: { userId, ...change },
    update: change,
  });
}

function readerId({ actor }: Context): string {
  const id = actorUserId(actor);
  if (id === null) throw new NotFoundError('no_reader', 'Only people have notifications.');
  return id;
}
