import type { Upload } from '../../db/records';
import { listDoneChecks, restartCheck } from '../../db/sql/list-done-checks';
import { recountCheck } from '../../db/sql/recount-check';
import type { Queryable } from '../../db/transaction';
import { BatchEngineError } from '../../domain/errors';
import type { Context } from '../context';
import { checkerOf, readFileWarnings } from './check-subject';
import { type CheckSubject, recheckRows } from './recheck-row';

export interface CheckUpdate {
  /** Judges the row again in every finished check; inside the edit's transaction, after the edit. */
  update(client: Queryable): Promise<void>;
  /** Has checks made anew that could not be updated; after the transaction. */
  sendOutdated(): Promise<void>;
}

/**
 * Loads what it takes to bring a file's finished checks up to date for one row. Before the transaction, which must not
 * ask for a second connection.
 */
export async function keepChecksCurrent(
  context: Context,
  upload: Upload,
  rowIndex: number,
): Promise<CheckUpdate> {
  const subjects = await loadSubjects(context, upload.id, rowIndex);
  const outdated: string[] = [];
  return {
    update: async (client) => {
      for (const checkId of await listDoneChecks(client, upload.id)) {
        const subject = subjects.get(checkId);
        if (subject) {
          await recheckRows(client, subject, [rowIndex]);
          await recountCheck(client, checkId);
          continue;
        }
        // Its automation is not accepted any more, or it was asked for and made just now.
        await restartCheck(client, checkId);
        outdated.push(checkId);
      }
    },
    sendOutdated: async () => {
      for (const checkId of outdated) await context.queue.send('check-upload', { checkId });
    },
  };
}

async function loadSubjects(
  context: Context,
  uploadId: string,
  rowIndex: number,
): Promise<Map<string, CheckSubject>> {
  const subjects = new Map<string, CheckSubject>();
  const checks = await context.db.prisma.uploadCheck.findMany({
    where: { uploadId, state: { in: ['waiting', 'checking', 'done'] } },
  });
  const warnings = await readFileWarnings(context.db, uploadId, rowIndex);
  for (const check of checks) {
    try {
      const checker = await checkerOf(context.db, check);
      subjects.set(check.id, { checkId: check.id, uploadId, checker, warnings });
    } catch (error) {
      if (!(error instanceof BatchEngineError)) throw error;
    }
  }
  return subjects;
}
