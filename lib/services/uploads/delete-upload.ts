import { writeAudit } from '../../db/audit';
import { ConflictError } from '../../domain/errors';
import type { Context } from '../context';
import { removeTriesOf, tryRunning } from '../tries/remove-tries';
import { findUpload } from './find-upload';

/** Deletes a file that no batch uses. @throws NotFoundError, ConflictError `upload_in_use` */
export async function deleteUpload(context: Context, input: { uploadId: string }): Promise<void> {
  const upload = await findUpload(context.db, input.uploadId);
  const batches = await context.db.prisma.batch.count({ where: { uploadId: upload.id, kind: 'run' } });
  if (batches > 0) {
    throw new ConflictError(
      'upload_in_use',
      `${batches} ${batches === 1 ? 'batch uses' : 'batches use'} this file: delete them first.`,
      { batches },
    );
  }
  await refuseScheduled(context, upload.id);
  if ((await removeTriesOf(context, upload.id)) > 0) throw tryRunning();
  await context.db.prisma.upload.delete({ where: { id: upload.id } });
  await context.storage.delete(`${upload.storageKey}/`);
  await writeAudit(context.db, context.actor, {
    action: 'upload.delete',
    entity: 'upload',
    entityId: upload.id,
  });
}

/** A paused schedule may lose its file: it says so when somebody turns it on. */
async function refuseScheduled({ db }: Context, uploadId: string): Promise<void> {
  const schedule = await db.prisma.schedule.findFirst({ where: { uploadId, pauseCode: null } });
  if (!schedule) return;
  throw new ConflictError(
    'upload_in_use',
    `The schedule ${schedule.name} runs over this file: pause or delete the schedule first.`,
    { schedule: schedule.id },
  );
}
