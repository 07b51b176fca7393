import { type ColumnReading, withReadings } from '../../automation/column-readings';
import type { Automation } from '../../automation/schema';
import type { Database } from '../../db/connect';
import type { Upload, UploadCheck } from '../../db/records';
import { type Bindings, bindingChoicesSchema } from '../../domain/bindings';
import { NotFoundError } from '../../domain/errors';
import { resolvedSource } from '../automations/get-automation';
import { requireValid } from '../automations/save-automation';
import { offerAutomations } from '../batches/row-automations';
import { fileColumns } from '../uploads/file-columns';
import { fileProblem } from './file-problems';
import type { RowQuestion } from './judge-row';
import { automationChecker, NO_CHECKER, type RowChecker, type RowProblem } from './row-checker';
import { rowChoiceChecker } from './row-choice-checker';
import { keyColumnOf } from './row-keys';

/** A check with what it takes to judge a row; loaded before the transaction that judges. */
export interface CheckSubject extends RowQuestion {
  readonly checkId: string;
  readonly uploadId: string;
  /** Absent when the file is checked by itself. */
  readonly automationId?: string;
  readonly inputs: Automation['inputs'];
  /** As they were asked for; the checker knows the readings too. */
  readonly bindings: Bindings;
  readonly readings: readonly ColumnReading[];
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
  const automation = await loadAutomation(db, check);
  const subject = {
    checkId: check.id,
    uploadId: upload.id,
    inputs: automation?.inputs ?? {},
    bindings: check.chosenByRow ? {} : (check.bindings as Bindings),
    key: keyColumnOf(check.keyColumn, upload.headers),
    warnings: await readFileWarnings(db, upload.id, rowIndex),
    readings: [],
    checker: await choiceChecker(db, check, upload),
  };
  if (automation === null || check.automationId === null) return subject;
  const base = { ...subject, automationId: check.automationId };
  return readAs(base, check.readings as unknown as readonly ColumnReading[]);
}

/** The same subject with its columns read in this way. */
export function readAs(subject: CheckSubject, readings: readonly ColumnReading[]): CheckSubject {
  const { automationId, inputs, bindings } = subject;
  if (automationId === undefined) return subject;
  const checker = automationChecker(automationId, { inputs }, withReadings(bindings, readings));
  return { ...subject, readings, checker };
}

/** For a file whose rows choose their automation; each is checked against the newest version of what it names. */
async function choiceChecker(db: Database, check: UploadCheck, upload: Upload): Promise<RowChecker> {
  if (!check.chosenByRow) return NO_CHECKER;
  const bindings = bindingChoicesSchema.parse(check.bindings);
  const choices = await offerAutomations(db, fileColumns(upload), { bindings });
  return choices ? rowChoiceChecker(choices) : NO_CHECKER;
}

async function loadAutomation(db: Database, check: UploadCheck): Promise<Automation | null> {
  const { automationId, automationVersion: version } = check;
  if (automationId === null || version === null) return null;
  const found = await db.prisma.automationVersion.findUnique({
    where: { automationId_version: { automationId, version } },
    include: { automation: { select: { name: true } } },
  });
  if (!found) throw new NotFoundError('automation_not_found', 'The automation is gone.');
  return requireValid(resolvedSource(found), found.automation.name).automation;
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
