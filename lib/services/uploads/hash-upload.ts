import { createHash } from 'node:crypto';
import type { Context } from '../context';
import { openUpload } from './upload-content';

/**
 * Computes the SHA-256 of a file whose chunks no single process has seen (a restart, several web servers), from what is
 * stored. The chunk that completed the file need not wait for it.
 */
export async function hashUpload(context: Context, input: { uploadId: string }): Promise<void> {
  const upload = await context.db.prisma.upload.findUnique({ where: { id: input.uploadId } });
  // Deleted meanwhile: nothing is left to do.
  if (!upload || upload.state === 'receiving' || upload.sha256 !== null) return;
  const hash = createHash('sha256');
  for await (const chunk of openUpload(context.storage, upload)) hash.update(chunk);
  await context.db.prisma.upload.updateMany({
    where: { id: upload.id, sha256: null },
    data: { sha256: hash.digest('hex') },
  });
}
