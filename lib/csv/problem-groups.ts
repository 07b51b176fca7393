import type { ProblemGroupJson } from '../domain/wire/upload';
import type { Problem } from './problem';

/** What the rows of a group have in common, as the end of "1,204 rows: ...". */
const MEANINGS: Readonly<Record<string, string>> = {
  too_few_cells: 'fewer cells than columns; the missing ones are read as empty',
  too_many_cells: 'more cells than columns',
  nul_character: 'a cell with a NUL character, which cannot be stored',
  control_character: 'a cell with an invisible control character',
  quote_malformed: 'a quote inside a quoted cell',
  cell_too_long: 'a cell that is too long',
  too_many_columns: 'too many cells',
  row_too_long: 'too long',
  duplicate_key: 'the same key as an earlier row',
};

/** Counts problems by code, exactly, however many there are. */
export class ProblemGroups {
  private readonly groups = new Map<string, { first: Problem; count: number }>();

  add(problem: Problem): void {
    const key = `${problem.severity} ${problem.code}`;
    const group = this.groups.get(key);
    if (group) group.count += 1;
    else this.groups.set(key, { first: problem, count: 1 });
  }

  /** Errors first, then the larger ones. */
  result(): ProblemGroupJson[] {
    const groups = [...this.groups.values()].map(({ first, count }) => toGroup(first, count));
    const rank = (group: ProblemGroupJson): number => (group.severity === 'error' ? 0 : 1);
    return groups.sort((a, b) => rank(a) - rank(b) || b.count - a.count);
  }
}

function toGroup(first: Problem, count: number): ProblemGroupJson {
  const { code, severity, line, row, column } = first;
  const meaning = MEANINGS[code];
  const noun = count === 1 ? 'row' : 'rows';
  const isOfRows = row !== undefined && meaning !== undefined;
  return {
    code,
    severity,
    count,
    message: isOfRows ? `${count.toLocaleString('en')} ${noun}: ${meaning}` : first.message,
    advice: first.advice ?? null,
    first_row: row ?? null,
    first_line: line ?? null,
    first_column: column ?? null,
  };
}
