import {
  type DeletedBatch,
  nextDeletedBatch,
  type RowStretch,
  removeBatch,
  removeRows,
  rowsWithFiles,
} from '../../db/sql/remove-batch';
import {
  type DeletedUpload,
  nextDeletedUpload,
  removeUpload,
  removeUploadRows,
} from '../../db/sql/remove-upload';
import { inTransaction } from '../../db/transaction';
import type { Context } from '../context';

/** Rows removed in one transaction: what it locks nobody asks for, and it is over in a fraction of a second. */
const STRETCH_ROWS = 1000;
/** Stored files removed at the same time. */
const FILES_AT_ONCE = 16;

/** The signal ends the work between two stretches, by an error. */
export type RemovalContext = Pick<Context, 'db' | 'storage'> & { readonly signal?: AbortSignal };

export interface RemovedCounts {
  readonly batches: number;
  readonly rows: number;
  readonly uploads: number;
}

/**
 * Removes all that was deleted: batches first, for they hold their files. What was deleted is marked, and nothing shows it; so a process
 * that dies half-way leaves no half of anything to be seen, and whoever comes next finds the mark and goes on. The row with the mark
 * goes last, after the stored files, so that none is left behind that nothing names. One that cannot be removed keeps no other.
 * @throws the first error, at the end
 */
export async function removeDeleted(context: RemovalContext): Promise<RemovedCounts> {
  const { signal, db } = context;
  const { pool } = db;
  const rowCounts: number[] = [];
  const errors: unknown[] = [];
  const batches = await each(
    { errors, signal, next: (after) => nextDeletedBatch(pool, after) },
    async (batch) => rowCounts.push(await removeDeletedBatch(context, batch)),
  );
  const uploads = await each({ errors, signal, next: (after) => nextDeletedUpload(pool, after) }, (upload) =>
    removeDeletedUpload(context, upload),
  );
  if (errors.length > 0) throw errors[0];
  return { batches, uploads, rows: rowCounts.reduce((sum, count) => sum + count, 0) };
}

interface Deleted<T> {
  readonly next: (after: string | null) => Promise<T | null>;
  readonly signal: AbortSignal | undefined;
  /** Of those that could not be removed. */
  readonly errors: unknown[];
}

/** @returns how many went through */
async function each<T extends { readonly id: string }>(
  { next, signal, errors }: Deleted<T>,
  remove: (item: T) => Promise<unknown>,
): Promise<number> {
  let count = 0;
  for (let item = await next(null); item !== null; item = await next(item.id)) {
    try {
      await remove(item);
      count += 1;
    } catch (error) {
      signal?.throwIfAborted();
      errors.push(error);
    }
  }
  return count;
}

/** Removes a batch that is marked. @returns how many jobs it still had */
export async function removeDeletedBatch(
  { db, storage, signal }: RemovalContext,
  { id, rowCount }: DeletedBatch,
): Promise<number> {
  let jobs = 0;
  for (const stretch of stretches(rowCount, signal)) {
    const rows = await rowsWithFiles(db.pool, id, stretch);
    for (let at = 0; at < rows.length; at += FILES_AT_ONCE) {
      const some = rows.slice(at, at + FILES_AT_ONCE);
      await Promise.all(some.map((row) => storage.delete(`artifacts/${id}/${row}/`)));
    }
    jobs += await inTransaction(db.pool, (client) => removeRows(client, id, stretch));
  }
  // What attempts stored that never recorded it.
  await storage.delete(`artifacts/${id}/`);
  await inTransaction(db.pool, (client) => removeBatch(client, id));
  return jobs;
}

/** Removes a file that is marked and that no batch holds. */
export async function removeDeletedUpload(
  { db, storage, signal }: RemovalContext,
  { id, storageKey, rowCount }: DeletedUpload,
): Promise<void> {
  for (const stretch of stretches(rowCount, signal)) {
    await inTransaction(db.pool, (client) => removeUploadRows(client, id, stretch));
  }
  await storage.delete(`${storageKey}/`);
  await removeUpload(db.pool, id);
}

function* stretches(rowCount: number, signal: AbortSignal | undefined): Generator<RowStretch> {
  for (let from = 0; from < rowCount; from += STRETCH_ROWS) {
    signal?.throwIfAborted();
    yield { from, to: from + STRETCH_ROWS };
  }
}
