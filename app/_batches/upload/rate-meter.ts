const WINDOW_MS = 15_000;
const LEAST_MS = 1000;

/** How fast bytes arrive, over the last seconds. */
export interface RateMeter {
  /** Notes that so many bytes have arrived in all. */
  note(atMs: number, bytes: number): void;
  /** Null until there is something to go by. */
  bytesPerSecond(): number | null;
}

export function createRateMeter(): RateMeter {
  let seen: { atMs: number; bytes: number }[] = [];
  return {
    note: (atMs, bytes) => {
      const last = seen.at(-1);
      // Fewer bytes than before: a chunk broke off and is sent again.
      if (last && bytes < last.bytes) seen = [];
      seen = [...seen.filter((point) => atMs - point.atMs <= WINDOW_MS), { atMs, bytes }];
    },
    bytesPerSecond: () => {
      const [first, last] = [seen[0], seen.at(-1)];
      if (!first || !last || last.atMs - first.atMs < LEAST_MS) return null;
      return ((last.bytes - first.bytes) * 1000) / (last.atMs - first.atMs);
    },
  };
}
