import type { Database } from '../../db/connect';
import type { UploadCheck } from '../../db/records';
import type { Bindings } from '../../domain/bindings';
import { NotFoundError } from '../../domain/errors';
import { requireValid } from '../automations/save-automation';
import { fileProblem } from './file-problems';
import type { FileWarnings } from './judge-row';
import { automationChecker, NO_CHECKER, type RowChecker, type RowProblem } from './row-checker';

/** The checker that a check asks for. @throws NotFoundError, ValidationError when its automation is not accepted. */
export async function checkerOf(db: Database, check: UploadCheck): Promise<RowChecker> {
  const { automationId, automationVersion: version } = check;
  if (automationId === null || version === null) return NO_CHECKER;
  const found = await db.prisma.automationVersion.findUnique({
    where: { automationId_version: { automationId, version } },
    include: { automation: { select: { name: true } } },
  });
  if (!found) throw new NotFoundError('automation_not_found', 'The automation is gone.');
  const { automation } = requireValid(found.source, found.automation.name);
  return automationChecker(automation, check.bindings as Bindings);
}

/** What reading the file noticed in rows that can be used all the same. At most as many as reading keeps. */
export async function readFileWarnings(
  db: Database,
  uploadId: string,
  rowIndex?: number,
): Promise<FileWarnings> {
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
