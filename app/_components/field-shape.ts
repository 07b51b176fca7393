import { JOB_STATES, type JobCounts, type JobState, totalJobs } from '@/lib/domain/job-state';

/** Counts of one stretch of rows; `from` and `to` are row indexes, both included. */
export type FieldBucket = JobCounts & { readonly from: number; readonly to: number };

export const FIELD_HEIGHT = 100;

/** From the bottom up: what is done lies low, what needs a person stands on top. */
const STACK = [
  'completed',
  'pending',
  'running',
  'stopped',
  'unconfirmed',
  'failed',
] as const satisfies JobState[];

/** One failed row among two thousand must still be seen: the least height of a problem or of work in progress. */
const LEAST_HEIGHT = 18;
const ALWAYS_SEEN: readonly JobState[] = ['running', 'stopped', 'unconfirmed', 'failed'];

/** With few cells a gap separates the rows; with many the strip is one surface. */
const MOST_CELLS_WITH_GAPS = 160;
const MOST_GAP = 0.12;
/** Of the whole width, for each cell: so that the gaps of a short batch are no wider than a line. */
const GAP_SHARE = 0.0015;

interface Share {
  readonly state: JobState;
  readonly height: number;
}

/** Heights of a bucket's states, summing up to FIELD_HEIGHT. */
function sharesOf(bucket: FieldBucket): Share[] {
  const total = totalJobs(bucket);
  if (total === 0) return [];
  const present = STACK.filter((state) => bucket[state] > 0);
  const wished = present.map((state) => {
    const height = (bucket[state] / total) * FIELD_HEIGHT;
    return ALWAYS_SEEN.includes(state) ? Math.max(height, LEAST_HEIGHT) : height;
  });
  const sum = wished.reduce((whole, height) => whole + height, 0);
  return present.map((state, index) => ({ state, height: ((wished[index] ?? 0) / sum) * FIELD_HEIGHT }));
}

/**
 * One SVG path per state, in a box as wide as there are buckets and FIELD_HEIGHT high: six elements for any batch, drawn
 * on the server too.
 */
export function fieldPaths(buckets: readonly FieldBucket[]): Readonly<Record<JobState, string>> {
  const paths: Record<JobState, string> = {
    pending: '',
    running: '',
    completed: '',
    failed: '',
    stopped: '',
    unconfirmed: '',
  };
  const width =
    buckets.length > MOST_CELLS_WITH_GAPS ? 1 : 1 - Math.min(MOST_GAP, buckets.length * GAP_SHARE);
  buckets.forEach((bucket, column) => {
    let bottom = FIELD_HEIGHT;
    for (const { state, height } of sharesOf(bucket)) {
      bottom -= height;
      paths[state] += `M${column} ${bottom.toFixed(1)}h${width}v${height.toFixed(1)}h-${width}z`;
    }
  });
  return paths;
}

/** The bucket under a point, 0 at the left edge and 1 at the right. */
export function bucketAt(buckets: readonly FieldBucket[], position: number): FieldBucket | undefined {
  return buckets[Math.min(buckets.length - 1, Math.max(0, Math.floor(position * buckets.length)))];
}

/** "rows 1,201 to 1,206", 1-based as people count. */
export function rowsOf(bucket: Pick<FieldBucket, 'from' | 'to'>): string {
  const first = (bucket.from + 1).toLocaleString('en-GB');
  return bucket.to > bucket.from
    ? `rows ${first} to ${(bucket.to + 1).toLocaleString('en-GB')}`
    : `row ${first}`;
}

/** "4 completed, 2 failed"; states without rows are left out. */
export function countsText(counts: JobCounts): string {
  const parts = JOB_STATES.filter((state) => counts[state] > 0).map(
    (state) => `${counts[state].toLocaleString('en-GB')} ${state}`,
  );
  return parts.join(', ') || 'no rows to run';
}

/** Where the failures lie, as the picture shows it to those who cannot see it. */
export function fieldText(buckets: readonly FieldBucket[]): string {
  const sum = (state: JobState) => buckets.reduce((whole, bucket) => whole + bucket[state], 0);
  const counts = Object.fromEntries(JOB_STATES.map((state) => [state, sum(state)])) as Record<
    JobState,
    number
  >;
  const first = buckets.find((bucket) => bucket.failed > 0);
  const last = buckets.findLast((bucket) => bucket.failed > 0);
  const where = first && last ? `; failures between row ${first.from + 1} and row ${last.to + 1}` : '';
  return `All rows in file order: ${countsText(counts)}${where}.`;
}
