const MAX_BUCKETS = 512;

/** Rows per bucket, so that a batch has at most 512 buckets and a small one has one bucket a row. */
export function bucketSize(fileRows: number): number {
  return Math.max(1, Math.ceil(fileRows / MAX_BUCKETS));
}
