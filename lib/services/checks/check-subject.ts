import type { Database } from '../../db/connect';
import type { Upload, UploadCheck } from '../../db/records';
import type { Bindings } from '../../domain/bindings';
import { NotFoundError } from '../../domain/errors';
import { requireValid } from '../automations/save-automation';
import { fileProblem } from './file-problems';
import type { RowQuestion } from './judge-row';
import { automationChecker, NO_CHECKER, type RowChecker, type RowProblem } from './row-checker';
import { keyColumnOf } from './row-keys';

/** A check with what it takes to judge a row; loaded before the transaction that judges. */
export interface CheckSubject extends RowQuestion {
  readonly checkId: string;
  readonly uploadId: string;
}

/**
 * @param rowIndex when only this row will be judged.
 * @throws NotFoundError, ValidationError when the automation of the check is gone or not accepted any more.
 */
export async function loadSubject(
  db: Database,
  check: UploadCheck,
  upload: Upload,
  rowIndex?: number,
): Promise<CheckSubject> {
  return {
    checkId: check.id,
    uploadId: upload.id,
    checker: await checkerOf(db, check),
    key: keyColumnOf(check.keyColumn, upload.headers),
    warnings: await readFileWarnings(db, upload.id, rowIndex),
  };
}

async function checkerOf(db: Database, check: UploadCheck): Promise<RowChecker> {
  const { automationId, automationVersion: version } = check;
  if (automationId === null || version === null) return NO_CHECKER;
  const found = await db.prisma.automationVersion.findUnique({
    where: { automationId_version: { automationId, version } },
    include: { automation: { select: { name: true } } },
  });
  if (!found) throw new NotFoundError('automation_not_found', 'The automation is gone.');
  const { automation } = requireValid(found.source, found.automation.name);
  return automationChecker(automationId, automation, check.bindings as Bindings);
}

/** At most as many as reading the file keeps. */
async function readFileWarnings(
  db: Database,
  uploadId: string,
  rowIndex?: number,
): Promise<RowQuestion['warnings']> {
  const found = await db.prisma.uploadProblem.findMany({
    where: { uploadId, severity: 'warning', rowIndex: rowIndex ?? { not: null } },
    select: { code: true, rowIndex: true, columnNumber: true },
  });
  const warnings = new Map<number, RowProblem[]>();
  for (const { code, rowIndex: index, columnNumber } of found) {
    if (index === null) continue;
    const problem = fileProblem(code, 'warning', columnNumber === null ? null : columnNumber - 1);
    warnings.set(index, [...(warnings.get(index) ?? []), problem]);
  }
  return warnings;
}
