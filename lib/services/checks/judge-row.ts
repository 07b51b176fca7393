import type { UploadRowItem } from '../../db/sql/read-upload-rows';
import type { NewCheckRow } from '../../db/sql/store-check-page';
import type { CheckGroups } from './check-groups';
import { fileProblem } from './file-problems';
import type { RowChecker, RowProblem } from './row-checker';

/** Warnings that reading the file gave, by row index. */
export type FileWarnings = ReadonlyMap<number, readonly RowProblem[]>;

/**
 * All that is wrong with a row as it is now, for a check and for an import alike. A row whose cells a person has
 * changed is judged by its new cells alone; one that the file damaged says only that, its cells may be shifted.
 */
export function judgeRow(
  row: UploadRowItem,
  checker: RowChecker,
  warnings: FileWarnings = new Map(),
): readonly RowProblem[] {
  if (row.problem !== null) return [fileProblem(row.problem, 'error')];
  const found = checker.check(row.cells);
  const noticed = row.isEdited ? undefined : warnings.get(row.rowIndex);
  return noticed ? [...noticed, ...found] : found;
}

/** What a check keeps about a row, or null when there is nothing to see. */
export function toCheckRow(
  row: UploadRowItem,
  problems: readonly RowProblem[],
  groups: CheckGroups,
  doneIn: NewCheckRow['doneIn'] = null,
): NewCheckRow | null {
  const { rowIndex, isDropped } = row;
  // Nothing about it matters as long as it is left out.
  if (isDropped) return { rowIndex, groupNos: [], isInvalid: false, isDropped, doneIn: null };
  if (problems.length === 0 && doneIn === null) return null;
  return {
    rowIndex,
    groupNos: problems.map((problem) => groups.numberOf(problem)),
    isInvalid: problems.some((problem) => problem.severity === 'error'),
    isDropped,
    doneIn,
  };
}
