import type { DoneKey } from '../../db/sql/find-done-keys';
import type { UploadRowItem } from '../../db/sql/read-upload-rows';
import type { NewCheckRow } from '../../db/sql/store-check-page';
import type { CheckGroups } from './check-groups';
import { fileProblem } from './file-problems';
import type { RowChecker, RowProblem } from './row-checker';
import { alreadyDone, type KeyColumn, keyProblems } from './row-keys';

/** What rows are asked: whether they can run, and whether their key says something about them. */
export interface RowQuestion {
  readonly checker: RowChecker;
  readonly key: KeyColumn | null;
  /** What reading the file noticed in rows that can be used all the same, by row index. */
  readonly warnings: ReadonlyMap<number, readonly RowProblem[]>;
}

/**
 * All that is wrong with a row as it is now, for a check and for an import alike. A row whose cells a person has
 * changed is judged by its new cells alone; one that the file damaged says only that, its cells may be shifted.
 */
export function judgeRow(row: UploadRowItem, { checker, key, warnings }: RowQuestion): RowProblem[] {
  if (row.problem !== null) return [fileProblem(row.problem, 'error')];
  const noticed = row.isEdited ? [] : (warnings.get(row.rowIndex) ?? []);
  return [...noticed, ...checker.check(row.cells), ...keyProblems(row.cells, key)];
}

export function isInvalid(problems: readonly RowProblem[]): boolean {
  return problems.some((problem) => problem.severity === 'error');
}

/** What a check keeps about a row, or null when there is nothing to see. */
export function toCheckRow(
  row: UploadRowItem,
  question: RowQuestion,
  groups: CheckGroups,
  done: DoneKey | undefined,
): NewCheckRow | null {
  const { rowIndex, isDropped } = row;
  // Nothing about it matters as long as it is left out.
  if (isDropped) return { rowIndex, groupNos: [], isInvalid: false, isDropped, doneIn: null };
  const problems = judgeRow(row, question);
  if (done && question.key !== null) problems.push(alreadyDone(question.key, done));
  if (problems.length === 0) return null;
  return {
    rowIndex,
    groupNos: problems.map((problem) => groups.numberOf(problem)),
    isInvalid: isInvalid(problems),
    isDropped,
    doneIn: done ? { batchId: done.batchId, rowIndex: done.doneRowIndex } : null,
  };
}
