import { JOB_STATES, type JobCounts, NO_JOBS } from './job-state';

const MAX_BUCKETS = 512;

/** Rows per bucket, so that a batch has at most 512 buckets and a small one has one bucket a row. */
export function bucketSize(fileRows: number): number {
  return Math.max(1, Math.ceil(fileRows / MAX_BUCKETS));
}

/** The counts of all buckets of a batch together. */
export function sumBuckets(buckets: readonly JobCounts[]): JobCounts {
  const sum: Record<keyof JobCounts, number> = { ...NO_JOBS };
  for (const bucket of buckets) {
    for (const state of JOB_STATES) sum[state] += bucket[state];
  }
  return sum;
}
