import { deleteAbandonedUploads } from '../../db/sql/delete-abandoned-uploads';
import type { Context } from '../context';

/** As long as somebody may take to go on with a file that arrived half. */
const ABANDONED_AFTER_HOURS = 24;
const AT_ONCE = 100;

/** Clears away uploads that stopped half-way a day ago, with their bytes. @returns how many */
export async function removeAbandonedUploads(context: Context): Promise<number> {
  let count = 0;
  for (;;) {
    const input = { hours: ABANDONED_AFTER_HOURS, limit: AT_ONCE };
    const removed = await deleteAbandonedUploads(context.db.pool, input);
    for (const { storageKey } of removed) await context.storage.delete(`${storageKey}/`);
    count += removed.length;
    if (removed.length < AT_ONCE) return count;
  }
}
