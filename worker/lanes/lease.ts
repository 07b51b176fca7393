/** The worker's right to act, on its own monotonic clock; extended by every renewal that the database confirms. */
export interface Lease {
  isHeld(): boolean;
  /** @param sentAtMs `performance.now()` just before the renewal was sent: the database may have seen it then. */
  extend(sentAtMs: number): void;
  end(): void;
}

/** @param onLost is called once each time the lease runs out, so that everything running is ended. */
export function createLease(leaseMs: number, onLost: () => void): Lease {
  let deadlineMs = 0;
  let timer: NodeJS.Timeout | undefined;
  return {
    isHeld: () => performance.now() < deadlineMs,
    extend(sentAtMs) {
      deadlineMs = sentAtMs + leaseMs;
      clearTimeout(timer);
      timer = setTimeout(onLost, deadlineMs - performance.now());
    },
    end() {
      deadlineMs = 0;
      clearTimeout(timer);
    },
  };
}
