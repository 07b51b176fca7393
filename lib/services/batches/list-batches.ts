import type { BatchFilter } from '../../db/records';
import { type BatchChoices, readBatchChoices } from '../../db/sql/read-batch-choices';
import type { Bucket } from '../../db/sql/read-buckets';
import { readManyBuckets } from '../../db/sql/read-many-buckets';
import type { Archived, BatchState } from '../../domain/batch-state';
import { sumBuckets } from '../../domain/buckets';
import { decodeCursor, encodeCursor } from '../../domain/cursor';
import type { Context } from '../context';
import { readRecentPaces } from './batch-pace';
import { type BatchView, toBatchView } from './batch-view';
import { BATCH_INCLUDE } from './find-batch';

export interface ListBatchesInput {
  readonly status?: readonly BatchState[] | undefined;
  /** Part of the batch's name, its file's name or its automation's name. */
  readonly search?: string | undefined;
  /** Name of the automation of all rows, or of some. */
  readonly automation?: string | undefined;
  readonly owner?: string | undefined;
  readonly tag?: string | undefined;
  /** Only those with rows whose outcome nobody knows. */
  readonly unconfirmed?: boolean | undefined;
  /** Default: those not archived. */
  readonly archived?: Archived | undefined;
  readonly cursor?: string | undefined;
  /** 1..100, default 25. */
  readonly limit?: number | undefined;
}

export interface BatchListItem extends BatchView {
  /** At most 512, in file order: the field, one line high. */
  readonly buckets: readonly Bucket[];
}

export interface BatchPage {
  readonly items: readonly BatchListItem[];
  readonly nextCursor: string | null;
}

/** One page of batches, the newest first. @throws ValidationError `cursor_invalid` */
export async function listBatches(context: Context, input: ListBatchesInput): Promise<BatchPage> {
  const limit = Math.min(100, Math.max(1, input.limit ?? 25));
  const batches = await context.db.prisma.batch.findMany({
    where: {
      AND: [
        { kind: 'run' },
        ...archivedFilter(input.archived),
        stateFilter(input),
        choiceFilter(input),
        searchFilter(input.search),
        cursorFilter(input.cursor),
      ],
    },
    orderBy: { id: 'desc' },
    take: limit + 1,
    include: BATCH_INCLUDE,
  });
  const page = batches.slice(0, limit);
  const ids = page.map((batch) => batch.id);
  const [buckets, paces] = await Promise.all([
    readManyBuckets(context.db.pool, ids),
    readRecentPaces(context.db, page),
  ]);
  const items = page.map((batch) => {
    const own = buckets.get(batch.id) ?? [];
    const beside = { recent: paces.get(batch.id), retentionDays: context.retentionDays };
    return { ...toBatchView(batch, sumBuckets(own), beside), buckets: own };
  });
  const last = page.at(-1);
  const hasMore = batches.length > limit && last !== undefined;
  return { items, nextCursor: hasMore ? encodeCursor([last.id]) : null };
}

/** What the batches that are there can be filtered by. */
export function listBatchChoices(context: Context): Promise<BatchChoices> {
  return readBatchChoices(context.db.pool);
}

function archivedFilter(archived: Archived = 'exclude'): BatchFilter[] {
  if (archived === 'include') return [];
  return [{ archivedAt: archived === 'only' ? { not: null } : null }];
}

function choiceFilter({ automation, owner, tag, unconfirmed }: ListBatchesInput): BatchFilter {
  return {
    ...(owner === undefined ? {} : { ownerName: owner }),
    ...(tag === undefined ? {} : { tags: { has: tag } }),
    ...(unconfirmed ? { buckets: { some: { unconfirmed: { gt: 0 } } } } : {}),
    ...(automation === undefined ? {} : ofAutomation(automation)),
  };
}

function ofAutomation(name: string): BatchFilter {
  const version = { automation: { name } };
  return { OR: [{ version }, { perRow: { some: { ofVersion: version } } }] };
}

function stateFilter(input: ListBatchesInput): BatchFilter {
  return input.status?.length ? { state: { in: [...input.status] } } : {};
}

function searchFilter(search: string | undefined): BatchFilter {
  if (!search) return {};
  const contains = { contains: search, mode: 'insensitive' } as const;
  return {
    OR: [
      { name: contains },
      { upload: { filename: contains } },
      { version: { automation: { name: contains } } },
      { perRow: { some: { ofVersion: { automation: { name: contains } } } } },
    ],
  };
}

function cursorFilter(cursor: string | undefined): BatchFilter {
  if (cursor === undefined) return {};
  return { id: { lt: String(decodeCursor(cursor, 1)[0]) } };
}
