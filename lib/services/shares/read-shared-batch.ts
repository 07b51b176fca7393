import { NotFoundError } from '../../domain/errors';
import type { JobFilter } from '../../domain/job-filter';
import { shownColumns } from '../../domain/shown-columns';
import { type ArtifactFile, getArtifact } from '../artifacts/get-artifact';
import type { BatchView } from '../batches/batch-view';
import { getBatch } from '../batches/get-batch';
import { type JobPage, type ListJobsInput, listJobs } from '../jobs/list-jobs';
import type { EnteredShare } from './enter-share';
import { showRows } from './show-rows';

/** Traces hold whole pages with everything typed into them: no link shows them. */
const NEVER_SHOWN = ['trace'];

/** The shared batch with the headers that may be seen. */
export async function getSharedBatch(share: EnteredShare): Promise<BatchView> {
  // Tags are words of the team, and a reason names people or quotes rows.
  const batch = { ...(await getBatch(share.context, share)), tags: [], reasonText: null };
  if (share.columns === null) return batch;
  return { ...batch, headers: shownColumns(batch.headers, share.columns).headers, bindings: {} };
}

export type SharedJobsInput = Pick<ListJobsInput, 'sort' | 'cursor' | 'limit'> & {
  readonly states?: JobFilter['states'] | undefined;
};

/** One page of the shared batch's jobs. There is no search: it would find hidden cells. */
export async function listSharedJobs(share: EnteredShare, input: SharedJobsInput): Promise<JobPage> {
  const { states, ...page } = input;
  const { headers } = await getBatch(share.context, share);
  const columns = share.columns === null ? null : shownColumns(headers, share.columns).columns;
  const filter = states ? { states } : {};
  const jobs = await listJobs(share.context, { ...page, batchId: share.batchId, filter });
  const shown =
    columns === null ? jobs.items : await showRows(share.context, share.batchId, jobs.items, columns);
  const items = shown.map((job) => ({
    ...job,
    artifacts: job.artifacts.filter((file) => isShown(share, file)),
  }));
  return { ...jobs, items };
}

/** A stored file of the shared batch. @throws NotFoundError, also for one that the link does not show */
export async function getSharedArtifact(share: EnteredShare, artifactId: string): Promise<ArtifactFile> {
  const artifact = await getArtifact(share.context, { artifactId });
  if (artifact.batchId === share.batchId && isShown(share, artifact)) return artifact;
  throw new NotFoundError('artifact_not_found', 'There is no such file.');
}

/** Pictures and page texts show hidden columns as the page did: a link that hides a column shows no files. */
function isShown({ share, columns }: EnteredShare, { type }: { readonly type: string }): boolean {
  return share.withArtifacts && columns === null && !NEVER_SHOWN.includes(type);
}
