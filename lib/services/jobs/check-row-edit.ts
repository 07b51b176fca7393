import { readUploadRow } from '../../db/sql/read-upload-row';
import type { Bindings } from '../../domain/bindings';
import { NotFoundError } from '../../domain/errors';
import { resolvedSource } from '../automations/get-automation';
import { requireValid } from '../automations/save-automation';
import { unknownColumns } from '../batches/check-batch-input';
import { choicesAnew } from '../batches/choose-anew';
import { type BatchRecord, findBatch } from '../batches/find-batch';
import { automationChecker, NO_CHECKER, type RowChecker, type RowProblem } from '../checks/row-checker';
import { rowChoiceChecker } from '../checks/row-choice-checker';
import type { Context } from '../context';
import { changeCells } from '../uploads/lay-row-edit';
import type { EditRowInput } from './edit-row';

export interface RowEditCheck {
  readonly headers: readonly string[];
  /** Empty when the row could run with these values. */
  readonly problems: readonly RowProblem[];
}

/**
 * What would be wrong with a row after an edit, for the version of the automation that the batch runs, judged as an
 * import judges it. Changes nothing. @throws NotFoundError, ValidationError `unknown_columns`
 */
export async function checkRowEdit(context: Context, input: EditRowInput): Promise<RowEditCheck> {
  const batch = await findBatch(context.db, input.batchId);
  const { headers } = batch.upload;
  const unknown = Object.keys(input.rowData).filter((header) => !headers.includes(header));
  if (unknown.length > 0) throw unknownColumns(unknown, headers);
  const row = await readUploadRow(context.db.pool, batch.uploadId, input.rowIndex);
  if (!row) throw new NotFoundError('row_not_found', `The file has no row ${input.rowIndex + 1}.`);
  const checker = await checkerOf(context, batch);
  return { headers, problems: checker.check(changeCells(headers, row.cells, input.rowData)) };
}

async function checkerOf(context: Context, batch: BatchRecord): Promise<RowChecker> {
  if (batch.perRow.length > 0) return rowChoiceChecker(await choicesAnew(context, batch));
  const { automationId, automationVersion: version } = batch;
  if (automationId === null || version === null) return NO_CHECKER;
  const ofBatch = await context.db.prisma.automationVersion.findUniqueOrThrow({
    where: { automationId_version: { automationId, version } },
  });
  const { automation } = requireValid(resolvedSource(ofBatch), batch.version?.automation.name);
  return automationChecker(automationId, automation, batch.bindings as Bindings);
}
