import { isDeepStrictEqual } from 'node:util';
import type { JsonInput, Upload } from '../../db/records';
import { ConflictError } from '../../domain/errors';
import type { Context } from '../context';
import { removeTriesOf, tryRunning } from '../tries/remove-tries';
import { overReadOptions } from './csv-options';
import { findUpload } from './find-upload';
import type { UploadReadOptions } from './receive-upload';

/**
 * Has a file read again with other read options; the same choice as before changes nothing. Edits and checks of the
 * former rows go: the rows they speak of are others now.
 * @throws NotFoundError, ConflictError `upload_in_use` when batches rest on the present reading.
 */
export async function rereadUpload(
  context: Context,
  input: { uploadId: string; readOptions: UploadReadOptions },
): Promise<Upload> {
  const upload = await findUpload(context.db, input.uploadId);
  const current = upload.readOptions as UploadReadOptions;
  const next = overReadOptions(current, input.readOptions);
  if (isDeepStrictEqual(next, overReadOptions(current, {}))) return upload;
  const batches = await context.db.prisma.batch.count({ where: { uploadId: upload.id, kind: 'run' } });
  if (batches > 0) {
    throw new ConflictError(
      'upload_in_use',
      'A batch already uses this file as it was read: upload it again to read it in another way.',
    );
  }
  if ((await context.db.prisma.schedule.count({ where: { uploadId: upload.id } })) > 0) {
    throw new ConflictError(
      'upload_in_use',
      'A schedule already uses this file as it was read: upload it again to read it in another way.',
    );
  }
  // What was tried rests on the present reading as well.
  if ((await removeTriesOf(context, upload.id)) > 0) throw tryRunning();
  if (!(await resetUpload(context, upload, next))) {
    throw new ConflictError(
      'upload_not_read',
      'The file is being read at the moment: try again when that is done.',
    );
  }
  await context.queue.send('read-upload', { uploadId: upload.id });
  return findUpload(context.db, upload.id);
}

/** Back to `received`, as if it had just arrived. @returns false when the file is being read at the moment, or was chosen to be */
async function resetUpload(context: Context, upload: Upload, next: UploadReadOptions): Promise<boolean> {
  const { id: uploadId, readOptions } = upload;
  return context.db.prisma.$transaction(async (tx) => {
    const { count } = await tx.upload.updateMany({
      where: {
        ...{ id: uploadId, state: { in: ['received', 'ready', 'rejected'] } },
        // Whoever chose at the same moment has won: their choice is not lost under this one.
        readOptions: { equals: readOptions as JsonInput },
      },
      data: {
        state: 'received',
        readOptions: { ...next },
        ...{ headers: [], columns: [], keyColumn: null, problemGroups: [], readBytes: 0 },
        ...{ rejectCode: null, rejectMessage: null },
        ...{ rowCount: 0, emptyCount: 0, invalidCount: 0, problemCount: 0 },
      },
    });
    if (count === 0) return false;
    // Both are about cells that will not be there any more.
    await tx.rowEdit.deleteMany({ where: { uploadId } });
    await tx.uploadCheck.deleteMany({ where: { uploadId } });
    return true;
  });
}
