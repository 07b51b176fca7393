import { writeAudit } from '../../db/audit';
import { addMetrics } from '../../db/sql/add-metrics';
import { findUploadUsers, type UploadUsers } from '../../db/sql/find-upload-users';
import { lockUpload } from '../../db/sql/lock-upload';
import { markUploadDeleted } from '../../db/sql/mark-uploads-deleted';
import { findDeletedUpload } from '../../db/sql/remove-upload';
import { inTransaction } from '../../db/transaction';
import { ConflictError } from '../../domain/errors';
import type { Context } from '../context';
import { removeDeletedUpload } from '../retention/remove-deleted';
import { removeTriesOf, tryRunning } from '../tries/remove-tries';
import { findUpload } from './find-upload';

/** As many rows are removed before the answer; more, in the background. */
const ROWS_AT_ONCE = 5000;

/** Deletes a file that no batch uses. @throws NotFoundError, ConflictError `upload_in_use` */
export async function deleteUpload(context: Context, input: { uploadId: string }): Promise<void> {
  const { pool } = context.db;
  const { id, filename } = await findUpload(context.db, input.uploadId);
  refuseUsed(await findUploadUsers(pool, id));
  await removeTriesOf(context, id);
  await inTransaction(pool, async (client) => {
    await lockUpload(client, id);
    // Once more: none can be added any longer.
    const users = await findUploadUsers(client, id);
    refuseUsed(users);
    if (users.tries > 0) throw tryRunning();
    await markUploadDeleted(client, id);
    await addMetrics(client, [{ name: 'uploads_deleted', labels: { cause: 'person' }, value: 1 }]);
  });
  await writeAudit(context.db, context.actor, {
    ...{ action: 'upload.delete', entity: 'upload', entityId: id },
    details: { name: filename },
  });
  await remove(context, id);
}

/** Should this process die before it is done, whoever looks after what is old finds the mark. */
async function remove(context: Context, uploadId: string): Promise<void> {
  const upload = await findDeletedUpload(context.db.pool, uploadId);
  if (upload && upload.rowCount <= ROWS_AT_ONCE) await removeDeletedUpload(context, upload);
  else await context.queue.send('remove-deleted', {});
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
