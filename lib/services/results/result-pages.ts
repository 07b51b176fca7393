import {
  type ChosenRows,
  type ResultRow,
  type ResultsRequest,
  readResultPages,
} from '../../db/sql/read-results';
import { NotFoundError } from '../../domain/errors';
import type { OutcomeColumn } from '../../domain/export-format';
import { JOB_STATES } from '../../domain/job-state';
import type { BatchView } from '../batches/batch-view';
import type { Context } from '../context';
import { showRows } from '../shares/show-rows';

/** A batch to write results of; with `columns` its headers are theirs. */
export interface ResultsBatch extends BatchView {
  /** Positions of the file's columns that are written; absent: all. */
  readonly columns?: readonly number[];
  /** Which columns of the outcome are written; absent: all. */
  readonly outcomeColumns?: readonly OutcomeColumn[];
  /** Names of the outputs that are written; absent: all. */
  readonly outputNames?: readonly string[];
  /** Whether the other columns may not be seen: they are blotted out of messages and outputs too. */
  readonly hidesOthers?: boolean;
  /** Absent: all rows. */
  readonly chosen?: ChosenRows;
  readonly isOnlyRun?: boolean;
}

/**
 * All rows of a batch's file in order, page by page, with the columns that are written.
 * @throws NotFoundError `batch_not_found`, at the end, when the batch was deleted meanwhile
 */
export async function* resultPages(
  context: Pick<Context, 'db'>,
  batch: ResultsBatch,
  only: Pick<ResultsRequest, 'states'> = {},
): AsyncGenerator<ResultRow[]> {
  const { columns, chosen } = batch;
  // A row that the batch left out has no state.
  const run = batch.isOnlyRun && !chosen ? { states: JOB_STATES } : {};
  const request = { batchId: batch.id, ...(chosen && { chosen }), ...run, ...only };
  for await (const page of readResultPages(context.db.pool, request)) {
    if (!columns) yield page;
    else if (batch.hidesOthers) {
      const shown = await showRows(context, batch.id, page, columns);
      yield shown.map((row) => ({ ...row, exclusionDetail: null }));
    } else {
      yield page.map((row) => ({ ...row, cells: columns.map((column) => row.cells[column] ?? '') }));
    }
  }
  await refuseDeleted(context, batch.id);
}

/** Rows that went while they were read are missing in what was written: it must not look whole. */
async function refuseDeleted({ db }: Pick<Context, 'db'>, id: string): Promise<void> {
  if ((await db.prisma.batch.count({ where: { id, kind: { not: 'deleted' } } })) > 0) return;
  throw new NotFoundError('batch_not_found', 'The batch was deleted while its results were written.');
}
