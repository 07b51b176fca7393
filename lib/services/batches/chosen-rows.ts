import type { UploadRowItem } from '../../db/sql/read-upload-rows';
import type { RowChoiceChecker } from '../checks/row-choice-checker';

/** Which automation each row of a file chose: two bytes a row, whatever the file's size. */
export class ChosenRows {
  /** By row index; -1 for a row that chose none. */
  readonly numbers: Int16Array;
  private readonly checker: RowChoiceChecker;

  constructor(checker: RowChoiceChecker, rowCount: number) {
    this.checker = checker;
    this.numbers = new Int16Array(rowCount).fill(-1);
  }

  /** Looks at rows as they are now; a row that was edited meanwhile may be noted again. */
  note(rows: readonly UploadRowItem[]): void {
    for (const { rowIndex, cells } of rows) this.numbers[rowIndex] = this.checker.automationNo(cells) ?? -1;
  }
}
