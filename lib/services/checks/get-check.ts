import { type ColumnReading, describeReading } from '../../automation/column-readings';
import type { CheckGroup } from '../../db/records';
import { readCheckSeconds } from '../../db/sql/read-check-seconds';
import type { CheckSource } from '../../domain/wire/check';
import type { Context } from '../context';
import { groupMessage, headerOf, severityOf } from './check-view';
import { type CheckRecord, findCheck, readGroups } from './find-check';

export type CheckView = CheckSource;

/** A check with its groups: errors first, then by the number of rows. @throws NotFoundError `check_not_found` */
export async function getCheck(
  context: Context,
  input: { uploadId: string; checkId: string },
): Promise<CheckView> {
  const check = await findCheck(context.db, input.checkId, input.uploadId);
  const groups = await readGroups(context.db, check.id);
  const { upload, invalidCount, warningCount, droppedCount, duplicateCount, doneCount } = check;
  const fileRows = upload.state === 'ready' ? upload.rowCount : 0;
  return {
    id: check.id,
    uploadId: upload.id,
    automation: await automationOf(context, check),
    keyColumn: check.keyColumn,
    state: check.state,
    error: check.error,
    fileRows,
    checkedRows: check.checkedRows,
    secondsLeft: await secondsLeft(context, check, fileRows),
    ...{ invalidCount, warningCount, droppedCount, duplicateCount, doneCount },
    runnableCount: check.state === 'done' ? fileRows - invalidCount - droppedCount : 0,
    readings: (check.readings as unknown as readonly ColumnReading[]).map((reading) => ({
      input: reading.input,
      column: reading.column + 1,
      header: headerOf(reading.column + 1, upload.headers),
      reading: reading.reading,
      message: describeReading(reading),
    })),
    groups: [...groups.values()]
      .filter(isCounted)
      .sort(worstFirst)
      .map((group) => ({
        no: group.no,
        code: group.code,
        severity: severityOf(group),
        column: group.columnNumber,
        header: headerOf(group.columnNumber, upload.headers),
        input: group.input,
        message: groupMessage(group),
        advice: group.advice,
        rowCount: group.rowCount,
        firstRow: group.firstRow === null ? null : group.firstRow + 1,
      })),
    createdAt: check.createdAt,
    endedAt: check.endedAt,
  };
}

async function automationOf(context: Context, check: CheckRecord): Promise<CheckView['automation']> {
  if (check.automationId === null || check.automationVersion === null) return null;
  const found = await context.db.prisma.automation.findUnique({ where: { id: check.automationId } });
  return found && { name: found.name, version: check.automationVersion };
}

/** From the pace so far; null before there is one. */
async function secondsLeft(context: Context, check: CheckRecord, fileRows: number): Promise<number | null> {
  if (check.state !== 'checking' || check.checkedRows === 0) return null;
  const seconds = await readCheckSeconds(context.db.pool, check.id);
  if (seconds === null) return null;
  return Math.max(0, ((fileRows - check.checkedRows) * seconds) / check.checkedRows);
}

/** Rows are counted at the end of a check: before, a group of rows says nothing that anybody can use. */
function isCounted(group: CheckGroup): boolean {
  return group.isOfFile || group.rowCount > 0;
}

function worstFirst(a: CheckGroup, b: CheckGroup): number {
  const rank = (group: CheckGroup) => (group.isOfFile ? 0 : 2) + (severityOf(group) === 'error' ? 0 : 1);
  return rank(a) - rank(b) || b.rowCount - a.rowCount || a.no - b.no;
}
