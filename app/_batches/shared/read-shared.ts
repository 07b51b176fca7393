import { headers } from 'next/headers';
import { visitorOf } from '@/app/_http/visitor';
import { contextFor, webProcess } from '@/app/_server/web-process';
import type { Bucket } from '@/lib/db/sql/read-buckets';
import { ForbiddenError, NotFoundError, ValidationError } from '@/lib/domain/errors';
import { type JobJson, toSharedJobJson } from '@/lib/domain/wire/job';
import type { BatchView } from '@/lib/services/batches/batch-view';
import { getBatchBuckets } from '@/lib/services/batches/get-batch';
import { type EnteredShare, enterShare } from '@/lib/services/shares/enter-share';
import { countShareView, noteShareView } from '@/lib/services/shares/note-share-view';
import { getSharedBatch, listSharedJobs } from '@/lib/services/shares/read-shared-batch';
import type { SharedSearch } from './shared-search';

/** Rows on one page: enough to read and print, little enough for a phone. */
const PAGE_SIZE = 200;

export interface SharedView {
  readonly kind: 'open';
  readonly batch: BatchView;
  readonly buckets: readonly Bucket[];
  readonly jobs: readonly JobJson[];
  readonly nextCursor: string | null;
}

export type Shared =
  | SharedView
  | { readonly kind: 'closed'; readonly reason: string }
  | { readonly kind: 'locked'; readonly message: string | null };

interface ReadSharedInput {
  readonly token: string;
  readonly password: string | undefined;
  readonly search: SharedSearch;
}

/** What a link shows to whoever holds it, or why it shows nothing. */
export async function readShared(input: ReadSharedInput): Promise<Shared> {
  try {
    const share = await enter(input);
    if (await isVisit()) await countShareView(share);
    await noteShareView(share, visitorOf(await headers()));
    return await readView(share, input);
  } catch (error) {
    if (error instanceof ForbiddenError) return { kind: 'locked', message: lockText(error, input.password) };
    if (error instanceof NotFoundError || error instanceof ValidationError)
      return { kind: 'closed', reason: error.message };
    throw error;
  }
}

/** A page that renews itself while the batch runs is one visit: only what asks for a document counts. */
async function isVisit(): Promise<boolean> {
  return (await headers()).get('accept')?.includes('text/html') ?? false;
}

async function enter({ token, password }: ReadSharedInput): Promise<EnteredShare> {
  const web = await webProcess();
  const context = contextFor(web, { type: 'system', name: 'visitor' }, (await headers()).get('host'));
  return enterShare(context, { token, password });
}

async function readView(share: EnteredShare, { token, search }: ReadSharedInput): Promise<SharedView> {
  const [batch, buckets, page] = await Promise.all([
    getSharedBatch(share),
    getBatchBuckets(share.context, { batchId: share.batchId }),
    listSharedJobs(share, {
      limit: PAGE_SIZE,
      cursor: search.cursor ?? undefined,
      states: search.status === null ? undefined : [search.status],
    }),
  ]);
  const jobs = page.items.map((job) => toSharedJobJson(batch, job, token));
  return { kind: 'open', batch, buckets, jobs, nextCursor: page.nextCursor };
}

/** Nothing was typed yet: the form needs no reproach. */
function lockText(error: ForbiddenError, password: string | undefined): string | null {
  if (error.code === 'too_many_attempts') return error.message;
  return password === undefined ? null : 'That is not the password of this link.';
}
