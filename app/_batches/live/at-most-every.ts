export interface Throttle {
  /** Acts at once, or, when it did so less than the time ago, at the end of that time. */
  ask(): void;
  /** Forgets what was asked for; asking again is allowed. */
  stop(): void;
}

/** Acts at most once every `ms`, and always once more after it was last asked to. */
export function atMostEvery(ms: number, act: () => void): Throttle {
  let actedAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const actNow = () => {
    timer = undefined;
    actedAt = performance.now();
    act();
  };
  return {
    ask: () => {
      const leftMs = actedAt + ms - performance.now();
      if (leftMs <= 0) actNow();
      else timer ??= setTimeout(actNow, leftMs);
    },
    stop: () => {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
