import { type ResultRow, type ResultsRequest, readResultPages } from '../../db/sql/read-results';
import { JOB_STATES } from '../../domain/job-state';
import type { ShownColumns } from '../../domain/shown-columns';
import type { BatchView } from '../batches/batch-view';
import type { Context } from '../context';
import { showRows } from '../shares/show-rows';

/** A batch to write results of: with `columns`, only those of the file are written, and its headers are theirs. */
export type ResultsBatch = BatchView &
  Partial<Pick<ShownColumns, 'columns'>> & { readonly isOnlyRun?: boolean };

/** All rows of a batch's file in order, page by page, with the columns that may be seen. */
export async function* resultPages(
  context: Pick<Context, 'db'>,
  batch: ResultsBatch,
  only: Pick<ResultsRequest, 'states'> = {},
): AsyncGenerator<ResultRow[]> {
  const { columns } = batch;
  // A row that the batch left out has no state.
  const request = { batchId: batch.id, ...(batch.isOnlyRun ? { states: JOB_STATES } : {}), ...only };
  for await (const page of readResultPages(context.db.pool, request)) {
    if (!columns) yield page;
    else {
      const shown = await showRows(context, batch.id, page, columns);
      yield shown.map((row) => ({ ...row, exclusionDetail: null }));
    }
  }
}
