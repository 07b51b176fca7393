import { mayChangeReadings, type RowChange } from '../../automation/column-readings';
import type { Upload } from '../../db/records';
import { listDoneChecks, restartCheck } from '../../db/sql/list-done-checks';
import type { Queryable } from '../../db/transaction';
import { BatchEngineError } from '../../domain/errors';
import { rowKey } from '../../domain/row-key';
import type { Context } from '../context';
import { type CheckSubject, loadSubject } from './check-subject';
import { recheckRows } from './recheck-row';

export interface RowContent {
  readonly cells: readonly string[];
  readonly isDropped: boolean;
}

export interface CheckUpdate {
  /** Judges the row again in every finished check; inside the edit's transaction, after the edit. */
  update(client: Queryable, before: RowContent, after: RowContent): Promise<void>;
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
  const subjects = await loadSubjects(context, upload, rowIndex);
  const outdated: string[] = [];
  return {
    update: async (client, before, after) => {
      const change = { rowIndex, before: shownCells(before), after: shownCells(after) };
      for (const checkId of await listDoneChecks(client, upload.id)) {
        const subject = subjects.get(checkId);
        if (subject && !changesReadings(subject, change)) {
          await recheckRows(client, subject, [rowIndex], keysOf(subject, [before.cells, after.cells]));
          continue;
        }
        // All rows of a column may have to be read in another way now; or the automation is not accepted any more.
        await restartCheck(client, checkId);
        outdated.push(checkId);
      }
    },
    sendOutdated: async () => {
      for (const checkId of outdated) await context.queue.send('check-upload', { checkId });
    },
  };
}

/** What is left out tells nothing. */
function shownCells({ cells, isDropped }: RowContent): readonly string[] {
  return isDropped ? [] : cells;
}

function changesReadings({ inputs, bindings, readings }: CheckSubject, change: RowChange): boolean {
  return mayChangeReadings(inputs, bindings, readings, change);
}

function keysOf({ key }: CheckSubject, versions: readonly (readonly string[])[]): string[] {
  if (key === null) return [];
  const keys = new Set(versions.map((cells) => rowKey(cells[key.position])));
  return [...keys].filter((text) => text !== '');
}

async function loadSubjects(
  context: Context,
  upload: Upload,
  rowIndex: number,
): Promise<Map<string, CheckSubject>> {
  const subjects = new Map<string, CheckSubject>();
  const checks = await context.db.prisma.uploadCheck.findMany({
    where: { uploadId: upload.id, state: { in: ['waiting', 'checking', 'done'] } },
  });
  for (const check of checks) {
    try {
      subjects.set(check.id, await loadSubject(context.db, check, upload, rowIndex));
    } catch (error) {
      if (!(error instanceof BatchEngineError)) throw error;
    }
  }
  return subjects;
}
