import type { JobJson } from '@/lib/domain/wire/job';
import type { ChosenRowsJson } from '@/lib/domain/wire/verification';
import { ALL_ROWS, isRowSelected, NO_ROWS, type RowSelection } from '../job-table/row-selection';

/** All unconfirmed rows of a batch as they were counted once. */
export interface AllRows {
  readonly count: number;
  /** ISO time: a row that became unconfirmed later is none of them. */
  readonly until: string;
}

/** Rows chosen one by one, or all of the batch but some. */
export interface Choice {
  readonly selection: RowSelection;
  /** Set where all are chosen. */
  readonly all: AllRows | null;
}

/** What a decision is about. */
export interface ChosenRows {
  readonly count: number;
  /** Whether the site can be asked about one of them, as far as that is seen. */
  readonly canAsk: boolean;
  /** All rows of the batch: also such as nobody has looked at one by one. */
  readonly isAll: boolean;
  readonly request: ChosenRowsJson;
}

export const NO_CHOICE: Choice = { selection: NO_ROWS, all: null };

export function chooseAll(all: AllRows): Choice {
  return { selection: ALL_ROWS, all };
}

export function isChosen({ selection, all }: Choice, job: JobJson): boolean {
  if (!isRowSelected(selection, job.row_index)) return false;
  return all === null || job.completed_at === null || job.completed_at <= all.until;
}

export function toChosenRows({ selection, all }: Choice, jobs: readonly JobJson[]): ChosenRows {
  const chosen = jobs.filter((job) => isChosen({ selection, all }, job));
  if (all === null) return chosenJobs(chosen);
  const except = [...selection.rows];
  return {
    count: Math.max(0, all.count - except.length),
    canAsk: chosen.some(isAskable),
    isAll: true,
    request: { rows: 'all', until: all.until, ...(except.length === 0 ? {} : { except_rows: except }) },
  };
}

/** These rows, each of which somebody sees. */
export function chosenJobs(jobs: readonly JobJson[]): ChosenRows {
  return {
    count: jobs.length,
    canAsk: jobs.some(isAskable),
    isAll: false,
    request: { row_indexes: jobs.map((job) => job.row_index) },
  };
}

function isAskable({ verification }: JobJson): boolean {
  return verification !== null;
}
