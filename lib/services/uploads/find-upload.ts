import type { Database } from '../../db/connect';
import type { Upload } from '../../db/records';
import { NotFoundError } from '../../domain/errors';
import { isId } from '../batches/find-batch';
import type { Context } from '../context';
import { type UploadView, viewUpload } from './view-upload';

/** @throws NotFoundError `upload_not_found` */
export async function findUpload(db: Database, uploadId: string): Promise<Upload> {
  const where = { id: uploadId, deletedAt: null };
  const upload = isId(uploadId) ? await db.prisma.upload.findUnique({ where }) : null;
  if (!upload) throw new NotFoundError('upload_not_found', `Upload not found: ${uploadId}`);
  return upload;
}

/** One upload with its state and, once it is read, what the file contains. @throws NotFoundError */
export async function getUpload(context: Context, input: { uploadId: string }): Promise<UploadView> {
  return viewUpload(context, await findUpload(context.db, input.uploadId));
}
