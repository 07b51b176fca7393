/** What the faults remember per key: how often it failed, and since when it is being held back. */
export type FaultMemory = {
  /** True while `key` still has failures left; each call uses one up. */
  readonly takeFailure: (key: string, failureCount: number) => boolean;
  /** True until `seconds` have passed since the first call for `key`. */
  readonly isHeldBack: (key: string, seconds: number) => boolean;
  readonly reset: () => void;
};

export function createFaultMemory(now: () => number = Date.now): FaultMemory {
  const failures = new Map<string, number>();
  const firstSeenAt = new Map<string, number>();
  return {
    takeFailure(key, failureCount) {
      const taken = failures.get(key) ?? 0;
      if (taken >= failureCount) return false;
      failures.set(key, taken + 1);
      return true;
    },
    isHeldBack(key, seconds) {
      const since = firstSeenAt.get(key) ?? now();
      firstSeenAt.set(key, since);
      return now() - since < seconds * 1000;
    },
    reset() {
      failures.clear();
      firstSeenAt.clear();
    },
  };
}
