import { automationInWords } from '../lib/domain/automation-words';
import { isWaitingForPerson } from '../lib/domain/batch-state';
import { endedJobs } from '../lib/domain/job-state';
import type { Waiting } from '../lib/domain/waiting';
import { toJobJson } from '../lib/domain/wire/job';
import { successRate, toSummaryJson } from '../lib/domain/wire/summary';
import type { BatchView } from '../lib/services/batches/batch-view';
import type { Context } from '../lib/services/context';
import { listJobs } from '../lib/services/jobs/list-jobs';
import { EXIT, type ExitCode, formatFields, type Output } from './output';

const PAGE_ROWS = 500;

/** The summary plus `id, url, status`; with `hasJobs` all jobs too. */
export async function batchOutput(
  context: Context,
  batch: BatchView,
  options: { hasJobs?: boolean | undefined; exitCode?: ExitCode } = {},
): Promise<Output> {
  const summary = {
    id: batch.id,
    url: batchUrl(context, batch),
    ...toSummaryJson(batch),
    ...waitingJson(batch),
    ...ageJson(batch),
  };
  const json = options.hasJobs ? { ...summary, jobs: await allJobs(context, batch) } : summary;
  return { json, text: batchText(context, batch), exitCode: options.exitCode ?? EXIT.ok };
}

export function batchUrl(context: Pick<Context, 'publicUrl'>, batch: Pick<BatchView, 'id'>): string {
  return `${context.publicUrl}/batches/${batch.id}`;
}

async function allJobs(context: Context, batch: BatchView): Promise<object[]> {
  const jobs: object[] = [];
  let cursor: string | undefined;
  do {
    const page = await listJobs(context, { batchId: batch.id, limit: PAGE_ROWS, cursor });
    for (const job of page.items) jobs.push(toJobJson(batch, job));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return jobs;
}

function batchText(context: Context, batch: BatchView): string {
  const { counts } = batch;
  const left = batch.excludedRows > 0 ? `${batch.excludedRows} of ${batch.fileRows} rows of the file` : null;
  const fields = formatFields({
    status: [batch.state, batch.outcome?.replace('_', ' '), batch.reasonText].filter(Boolean).join(', '),
    waiting: batch.state === 'running' && batch.waiting ? waitingText(batch.waiting) : null,
    automation: automationInWords(batch),
    rows: `${endedJobs(counts)} of ${batch.totalJobs} ended`,
    completed: counts.completed,
    failed: counts.failed || null,
    unconfirmed: counts.unconfirmed || null,
    stopped: counts.stopped || null,
    'left out': left,
    'success rate': `${(successRate(counts) * 100).toFixed(1)} %`,
    'kept since': batch.keptAt?.toISOString() ?? null,
    'deleted on': batch.deletesAt?.toISOString() ?? null,
    id: batch.id,
    url: batchUrl(context, batch),
  });
  return `${batch.name} (${batch.filename})\n${fields}`;
}

/** Only there when it says something: the summary is otherwise what it always was. */
function waitingJson({ waiting }: BatchView): object {
  return waiting ? { waiting: { ...waiting, until: waiting.until?.toISOString() ?? null } } : {};
}

/** The same, of a batch that is deleted for its age or kept from that. */
function ageJson({ keptAt, deletesAt }: BatchView): object {
  return {
    ...(keptAt && { kept_at: keptAt.toISOString() }),
    ...(deletesAt && { deletes_at: deletesAt.toISOString() }),
  };
}

function waitingText({ text, until }: Waiting): string {
  return until ? `${text} Goes on at ${until.toISOString()}.` : text;
}

/** The exit code of a batch that a command waited for. @param failOver share of the rows run that may go wrong, 0..1 */
export function batchExitCode(batch: BatchView, failOver = 0): ExitCode {
  const { completed, failed, unconfirmed, stopped, pending, running } = batch.counts;
  if (pending + running > 0) return isWaitingForPerson(batch) ? EXIT.waiting : EXIT.problems;
  if (stopped > 0 || batch.outcome === 'stopped') return EXIT.problems;
  const wrong = failed + unconfirmed;
  return wrong <= failOver * (completed + wrong) ? EXIT.ok : EXIT.problems;
}

/** How to go on with a batch that waits, for stderr. */
export function howToGoOn(batch: BatchView): string {
  const why = (batch.reasonText ?? `The batch is ${batch.state}`).replace(/\.$/, '');
  return `${why}. Go on with "furrow resume ${batch.id}", or end it with "furrow stop ${batch.id}".`;
}
