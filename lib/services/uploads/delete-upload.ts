import { findUploadUsers, type UploadUsers } from '../../db/sql/find-upload-users';
import { lockUpload } from '../../db/sql/lock-upload';
import { markUploadDeleted } from '../../db/sql/mark-uploads-deleted';
import { findDeletedUpload } from '../../db/sql/remove-upload';
import { inTransaction } from '../../db/transaction';
import { ConflictError } from '../../domain/errors';
import type { Context } from '../context';
import { noteDeletions } from '../retention/note-deletions';
import { removeDeletedUpload } from '../retention/remove-deleted';
import { removeSoon } from '../retention/remove-soon';
import { removeTriesOf, tryRunning } from '../tries/remove-tries';
import { findUpload } from './find-upload';

/** Deletes a file that no batch uses. @throws NotFoundError, ConflictError `upload_in_use` */
export async function deleteUpload(context: Context, input: { uploadId: string }): Promise<void> {
  const { actor, db } = context;
  const { pool } = db;
  const { id, filename } = await findUpload(db, input.uploadId);
  refuseUsed(await findUploadUsers(pool, id));
  await removeTriesOf(context, id);
  await inTransaction(pool, async (client) => {
    await lockUpload(client, id);
    // Once more: none can be added any longer.
    const users = await findUploadUsers(client, id);
    refuseUsed(users);
    if (users.tries > 0) throw tryRunning();
    await markUploadDeleted(client, id);
    const deletion = { id, details: { name: filename } };
    await noteDeletions(client, { actor, entity: 'upload', cause: 'person' }, [deletion]);
  });
  await removeSoon(context, await findDeletedUpload(pool, id), removeDeletedUpload);
}

function refuseUsed({ batches, schedule }: UploadUsers): void {
  if (batches > 0) {
    throw new ConflictError(
      'upload_in_use',
      `${batches} ${batches === 1 ? 'batch uses' : 'batches use'} this file: delete them first.`,
      { batches },
    );
  }
  if (schedule === null) return;
  throw new ConflictError(
    'upload_in_use',
    `The schedule ${schedule.name} runs over this file: pause or delete the schedule first.`,
    { schedule: schedule.id },
  );
}
