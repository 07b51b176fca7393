import type { JobItem } from '../../db/sql/job-row';
import { isMatched, type JobListRequest, type ListedJob, type ListedJobs } from '../../db/sql/list-jobs';
import type { JobPlace, JobWalk } from '../../db/sql/walk-jobs';
import type { JobStretch } from '../../domain/job-sort';
import type { ListPlace } from './job-list-place';

/** Rows that one page looks at, at most. */
const MOST_SEARCHED = 100_000;
/** Most searches find enough early, so that they begin with little. */
const FIRST_CHUNK = 1000;
const CHUNK_GROWTH = 4;

type Found = ListedJob & { readonly at: ListPlace; readonly searched: number };

type WalkParts = Pick<JobWalk, 'batchId' | 'bucketSize' | 'filter' | 'few'>;
type ListChunk = (request: JobListRequest) => Promise<ListedJobs>;

/** Fills one page, stretch by stretch; where rows must be looked at one by one, in chunks up to the bound. */
export class PageWalk {
  private readonly found: Found[] = [];
  private searched: number | null = null;
  /** Where a search stopped at its bound. */
  private end: ListPlace | null = null;

  private readonly parts: WalkParts;
  private readonly limit: number;
  private readonly list: ListChunk;

  constructor(parts: WalkParts, limit: number, list: ListChunk) {
    this.parts = parts;
    this.limit = limit;
    this.list = list;
  }

  async walk(stretches: readonly JobStretch[], start: ListPlace | null): Promise<void> {
    for (const [no, stretch] of stretches.entries()) {
      if (this.isOver() || (start && no < start.stretch)) continue;
      await this.walkStretch(no, stretch, no === start?.stretch ? start.place : undefined);
    }
  }

  result(): { items: readonly JobItem[]; next: ListPlace | null; searchedRows: number | null } {
    const { found, limit } = this;
    const last = found.length > limit ? found[limit - 1] : undefined;
    return {
      items: found
        .slice(0, limit)
        .map(({ at: _at, no: _no, place: _place, searched: _searched, ...item }) => item),
      next: last?.at ?? this.end,
      searchedRows: this.searched === null ? null : (last?.searched ?? this.searched),
    };
  }

  /** The first row there is, of a walk with the limit 0; without one, how many rows were looked at before the bound. */
  first(): { rowIndex: number | null; searchedRows: number | null } {
    return {
      rowIndex: this.found[0]?.rowIndex ?? null,
      searchedRows: this.end === null ? null : this.searched,
    };
  }

  /** One row more than the page holds tells that there is a next page. */
  private isOver(): boolean {
    return this.found.length > this.limit || this.end !== null;
  }

  private async walkStretch(no: number, stretch: JobStretch, from: JobPlace | undefined): Promise<void> {
    const isSearch = isMatched({ ...this.parts, stretch });
    let after = from;
    for (let chunk = FIRST_CHUNK; !this.isOver(); chunk *= CHUNK_GROWTH) {
      const before = this.searched ?? 0;
      const wanted = this.limit + 1 - this.found.length;
      const most = isSearch ? Math.min(chunk, MOST_SEARCHED - before) : wanted;
      const request = { ...this.parts, stretch, wanted, limit: most, ...(after && { after }) };
      const { items, walked, last } = await this.list(request);
      for (const item of items) {
        this.found.push({ ...item, at: { stretch: no, place: item.place }, searched: before + item.no });
      }
      if (isSearch) this.searched = before + walked;
      if (walked < most || last === null) return;
      after = last;
      const isBound = isSearch && before + walked >= MOST_SEARCHED && this.found.length <= this.limit;
      if (isBound) this.end = { stretch: no, place: last };
    }
  }
}
