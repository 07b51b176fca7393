import { isDeepStrictEqual } from 'node:util';
import type { Upload } from '../../db/records';
import { ConflictError } from '../../domain/errors';
import type { Context } from '../context';
import { removeTriesOf, tryRunning } from '../tries/remove-tries';
import { overReadOptions } from './csv-options';
import { findUpload } from './find-upload';
import type { UploadReadOptions } from './receive-upload';

/**
 * Has a file read again with other read options; the same choice as before changes nothing.
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
  // What was tried rests on the present reading as well.
  if ((await removeTriesOf(context, upload.id)) > 0) throw tryRunning();
  const { count } = await context.db.prisma.upload.updateMany({
    where: { id: upload.id, state: { in: ['received', 'ready', 'rejected'] } },
    data: {
      state: 'received',
      readOptions: { ...next },
      ...{ headers: [], columns: [], keyColumn: null, problemGroups: [] },
      ...{ rejectCode: null, rejectMessage: null },
    },
  });
  if (count === 0) {
    throw new ConflictError(
      'upload_not_read',
      'The file is being read at the moment: try again when that is done.',
    );
  }
  // Both are about cells that will not be there any more.
  await context.db.prisma.uploadCheck.deleteMany({ where: { uploadId: upload.id } });
  await context.db.prisma.rowEdit.deleteMany({ where: { uploadId: upload.id } });
  await context.queue.send('read-upload', { uploadId: upload.id });
  return findUpload(context.db, upload.id);
}
