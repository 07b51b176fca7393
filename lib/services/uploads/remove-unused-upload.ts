import { ConflictError } from '../../domain/errors';
import type { Context } from '../context';
import { deleteUpload } from './delete-upload';

/** Deletes a file that no batch uses; one that is used stays. */
export async function removeUnusedUpload(context: Context, uploadId: string): Promise<void> {
  try {
    await deleteUpload(context, { uploadId });
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
  }
}
