import type { DoneKey } from '../../db/sql/find-done-keys';
import type { Exclusion } from '../../db/sql/import-jobs';
import type { UploadRowItem } from '../../db/sql/read-upload-rows';
import type { Queryable } from '../../db/transaction';
import type { Bindings } from '../../domain/bindings';
import { isInvalid, judgeRow, type RowQuestion } from '../checks/judge-row';
import { findDoneRows } from '../checks/row-keys';
import type { ChosenRows } from './chosen-rows';

export interface ImportQuestion extends RowQuestion {
  /** Leave out what an earlier batch completed, or may have submitted, under the same key. */
  readonly skipsDone: boolean;
  /** Where it is noted what rows chose to run; null when they do not choose. */
  readonly chosen: ChosenRows | null;
  /** With the reading of every column, which the batch keeps: its rows run as they were checked. */
  readonly bindings: Bindings;
}

/** The rows of a page that a batch leaves out, judged exactly as a check of the file judges them. */
export async function excludedRows(
  db: Queryable,
  rows: readonly UploadRowItem[],
  question: ImportQuestion,
): Promise<Exclusion[]> {
  const done = question.skipsDone ? await findDoneRows(db, rows, question) : new Map<number, DoneKey>();
  return rows.flatMap((row): Exclusion[] => {
    const { rowIndex } = row;
    if (row.isDropped) return [{ rowIndex, reason: 'dropped', detail: null }];
    const problems = judgeRow(row, question).filter((problem) => problem.severity === 'error');
    if (isInvalid(problems)) {
      return [{ rowIndex, reason: 'invalid', detail: problems.map((problem) => problem.message).join('; ') }];
    }
    const earlier = done.get(rowIndex);
    if (!earlier) return [];
    const how = earlier.isConfirmed ? 'completed' : 'unconfirmed, so perhaps submitted,';
    const where = earlier.batchName === null ? 'a batch that was deleted since' : `"${earlier.batchName}"`;
    const detail = `${how} in ${where}, row ${earlier.doneRowIndex + 1}`;
    return [{ rowIndex, reason: 'already_completed', detail }];
  });
}
