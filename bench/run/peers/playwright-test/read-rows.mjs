/** The rows of this run, as the benchmark asked for them. */
export function readRows() {
  return JSON.parse(process.env.FURROW_BENCH_ROWS ?? '{}');
}
