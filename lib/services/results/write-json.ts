import type { ResultRow } from '../../db/sql/read-results';
import type { OutcomeColumn } from '../../domain/export-format';
import { makeJobId } from '../../domain/run-id';
import { toJobJson, toRowData } from '../../domain/wire/job';
import { toManifestHead, toSummaryJson } from '../../domain/wire/summary';
import type { BatchView } from '../batches/batch-view';
import type { Context } from '../context';
import { listJobs } from '../jobs/list-jobs';
import { isWritten } from './result-columns';
import { type ResultsBatch, resultPages } from './result-pages';
import { automationOf } from './result-values';

const PAGE_ROWS = 500;

/** One JSON object a line and row of the file, excluded rows with their reason. */
export async function* resultsJsonLines(context: Context, batch: ResultsBatch): AsyncGenerator<string> {
  for await (const page of resultPages(context, batch)) {
    const lines = page.map((row) => JSON.stringify(resultObject(batch, row)));
    yield `${lines.join('\n')}\n`;
  }
}

/** What was not asked for is undefined, and so no key of the JSON. */
function resultObject(batch: ResultsBatch, row: ResultRow): object {
  const fact = <T>(column: OutcomeColumn, value: T) => (isWritten(batch, column) ? value : undefined);
  return {
    row_index: row.rowIndex,
    line_number: row.lineNumber,
    job_id: row.state === null ? null : makeJobId(batch.runId, row.rowIndex),
    row_data: toRowData(batch.headers, row.cells),
    automation: fact('automation', automationOf(batch, row)),
    status: row.state ?? 'excluded',
    error_code: fact('error_code', row.errorCode ?? row.exclusionReason),
    error_message: fact('error_message', row.errorMessage ?? row.exclusionDetail),
    attempts: fact('attempts', row.attemptCount),
    started_at: fact('started_at', row.startedAt?.toISOString() ?? null),
    completed_at: fact('ended_at', row.endedAt?.toISOString() ?? null),
    duration_ms: fact('duration_ms', row.durationMs),
    output: outputOf(batch, row),
  };
}

function outputOf({ outputNames: names }: ResultsBatch, { output }: ResultRow): object {
  const all = output ?? {};
  return names ? Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name))) : all;
}

/** The same objects as one JSON array. */
export async function* resultsJson(context: Context, batch: ResultsBatch): AsyncGenerator<string> {
  let before = '[\n';
  for await (const lines of resultsJsonLines(context, batch)) {
    yield before + lines.trimEnd().replaceAll('\n', ',\n');
    before = ',\n';
  }
  yield before === ',\n' ? '\n]\n' : '[]\n';
}

/** The manifest: the batch and all its jobs with their artifacts. */
export function manifestJson(context: Context, batch: BatchView): AsyncGenerator<string> {
  return withJobs(context, batch, toManifestHead(batch));
}

/** The summary, with all jobs when asked for. */
export function summaryJson(context: Context, batch: BatchView, hasJobs: boolean): AsyncGenerator<string> {
  return hasJobs ? withJobs(context, batch, toSummaryJson(batch)) : whole(toSummaryJson(batch));
}

async function* whole(value: object): AsyncGenerator<string> {
  yield `${JSON.stringify(value, null, 2)}\n`;
}

async function* withJobs(context: Context, batch: BatchView, head: object): AsyncGenerator<string> {
  yield `${JSON.stringify(head, null, 2).replace(/\n\}$/, '')},\n  "jobs": [`;
  let cursor: string | undefined;
  let before = '\n';
  do {
    const page = await listJobs(context, { batchId: batch.id, limit: PAGE_ROWS, cursor });
    if (page.items.length > 0) {
      yield before + page.items.map((job) => `    ${JSON.stringify(toJobJson(batch, job))}`).join(',\n');
      before = ',\n';
    }
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  yield '\n  ]\n}\n';
}
