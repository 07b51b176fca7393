import type { NewCheckGroup } from '../../db/sql/store-check-page';
import type { RowProblem } from './row-checker';

/** The groups of a check by what they say: equal problems of one column are one group with one number. */
export class CheckGroups {
  private readonly numbers = new Map<string, number>();
  private unsaved: NewCheckGroup[] = [];
  private next = 1;

  constructor(stored: readonly Omit<NewCheckGroup, 'isOfFile' | 'isSecret'>[] = []) {
    for (const group of stored) {
      this.numbers.set(keyOf(group), group.no);
      this.next = Math.max(this.next, group.no + 1);
    }
  }

  /** The number of a problem's group; a new group is kept for `takeUnsaved`. */
  numberOf(problem: RowProblem, isOfFile = false): number {
    const { code, severity, input, message, advice, isSecret = false } = problem;
    const column = problem.column === null ? null : problem.column + 1;
    const key = keyOf({ code, column, input, message });
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const no = this.next++;
    this.numbers.set(key, no);
    this.unsaved.push({ no, code, severity, column, input, message, advice, isOfFile, isSecret });
    return no;
  }

  /** Groups that the database does not know yet. */
  takeUnsaved(): NewCheckGroup[] {
    const groups = this.unsaved;
    this.unsaved = [];
    return groups;
  }
}

function keyOf(group: Pick<NewCheckGroup, 'code' | 'column' | 'input' | 'message'>): string {
  return JSON.stringify([group.code, group.column, group.input, group.message]);
}
