import { StorageError } from '../../storage/storage-error';
import type { Context } from '../context';

/** As many rows are removed before the answer; more, in the background. */
const ROWS_AT_ONCE = 5000;

/**
 * Removes what a person has just deleted: at once when it is small, else in the background, where a file also waits for batches that are
 * being removed and everything for a file storage that is away. Should this process die before it is done, whoever looks after what is
 * old finds the mark.
 * @param item null: it cannot be removed yet, or is gone already
 */
export async function removeSoon<T extends { readonly rowCount: number }>(
  context: Context,
  item: T | null,
  remove: (context: Context, item: T) => Promise<unknown>,
): Promise<void> {
  try {
    if (item && item.rowCount <= ROWS_AT_ONCE) return void (await remove(context, item));
  } catch (error) {
    // It is deleted all the same, and the answer says so.
    if (!(error instanceof StorageError)) throw error;
  }
  await context.queue.send('remove-deleted', {});
}
