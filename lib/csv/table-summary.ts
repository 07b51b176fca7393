import type { ColumnJson, ProblemGroupJson } from '../domain/wire/upload';
import { ColumnProfiler } from './column-profile';
import type { Problem } from './problem';
import { ProblemGroups } from './problem-groups';
import type { RowBlock } from './row-builder';
import { UniqueColumnFinder } from './unique-column';

export type TableFacts = {
  columns: ColumnJson[];
  /** The header of the column whose values all differ, by the rules for key columns; null when there is none. */
  keyColumn: string | null;
  problemGroups: ProblemGroupJson[];
};

/** Watches a table go by and tells what it holds. Memory does not grow with it: counters, and the first problems. */
export class TableSummary {
  rowCount = 0;
  emptyCount = 0;
  /** Rows that cannot be used. */
  invalidCount = 0;
  problemCount = 0;
  /** The first ones. */
  readonly problems: Problem[] = [];
  private readonly headers: readonly string[];
  private readonly keptProblems: number;
  private readonly profiler: ColumnProfiler;
  private readonly finder: UniqueColumnFinder;
  private readonly groups = new ProblemGroups();

  constructor(headers: readonly string[], options: { keptProblems: number }) {
    this.headers = headers;
    this.keptProblems = options.keptProblems;
    this.profiler = new ColumnProfiler(headers);
    this.finder = new UniqueColumnFinder(headers);
  }

  add(block: RowBlock): void {
    this.rowCount += block.rows.length;
    this.emptyCount += block.emptyCount;
    for (const problem of block.problems) this.addProblem(problem);
    for (const row of block.rows) {
      if (row.problem !== null) {
        this.invalidCount += 1;
        continue;
      }
      this.profiler.add(row.cells);
      this.finder.add(row.cells);
    }
  }

  addProblem(problem: Problem): void {
    this.problemCount += 1;
    this.groups.add(problem);
    if (this.problems.length < this.keptProblems) this.problems.push(problem);
  }

  facts(): TableFacts {
    const key = this.finder.result();
    return {
      columns: this.profiler.result(),
      keyColumn: key === null ? null : (this.headers[key] ?? null),
      problemGroups: this.groups.result(),
    };
  }
}
