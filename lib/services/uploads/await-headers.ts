import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../../db/connect';
import type { Upload } from '../../db/records';
import { ConflictError, FileProcessingError } from '../../domain/errors';
import { findUpload } from './find-upload';

const POLL_MS = 100;
const PATIENCE_MS = 60_000;

/**
 * Waits until a file's headers are known, which is long before a large one is read.
 * @throws FileProcessingError with the reason when the file is no table, ConflictError `upload_not_read` after a minute.
 */
export async function awaitHeaders(db: Database, uploadId: string): Promise<Upload> {
  return awaitUpload(db, uploadId, (upload) => upload.state === 'ready' || upload.headers.length > 0);
}

/** Waits until the whole file is read. Throws as awaitHeaders. */
export async function awaitReady(db: Database, uploadId: string): Promise<Upload> {
  return awaitUpload(db, uploadId, (upload) => upload.state === 'ready');
}

async function awaitUpload(
  db: Database,
  uploadId: string,
  isDone: (upload: Upload) => boolean,
): Promise<Upload> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const upload = await findUpload(db, uploadId);
    if (upload.state === 'rejected') throw rejection(upload);
    if (isDone(upload)) return upload;
    if (upload.state === 'receiving') {
      throw new ConflictError(
        'upload_incomplete',
        'The file has not arrived completely: finish the upload first.',
      );
    }
    if (performance.now() > deadline) {
      throw new ConflictError(
        'upload_not_read',
        'The file is still waiting to be read: is a worker running? Try again in a moment.',
      );
    }
    await sleep(POLL_MS);
  }
}

/** The reason why a file was rejected, as the error that reading it gave. */
export function rejection(upload: Upload): FileProcessingError {
  return new FileProcessingError(
    upload.rejectCode ?? 'file_rejected',
    upload.rejectMessage ?? 'The file could not be read as CSV.',
  );
}
