/** A point on the monotonic clock. */
export interface Deadline {
  remainingMs(): number;
  isOver(): boolean;
}

export function startDeadline(timeoutMs: number): Deadline {
  const endsAtMs = performance.now() + timeoutMs;
  return {
    remainingMs: () => Math.max(0, endsAtMs - performance.now()),
    isOver: () => performance.now() >= endsAtMs,
  };
}

/** A limit of ours ended the work; `phase` says which work. */
export class PhaseTimeout extends Error {
  readonly phase: string;
  readonly timeoutMs: number;
  constructor(phase: string, timeoutMs: number) {
    super(`${phase} took longer than ${timeoutMs / 1000} s`);
    this.name = 'PhaseTimeout';
    this.phase = phase;
    this.timeoutMs = timeoutMs;
  }
}

/**
 * The work's result, unless the limit passes or the signal fires first. The work itself cannot be ended from here: the
 * page it runs in is closed by whoever called.
 * @throws PhaseTimeout, or the signal's reason.
 */
export async function runWithin<T>(
  work: Promise<T>,
  limit: { readonly timeoutMs: number; readonly phase: string; readonly signal: AbortSignal },
): Promise<T> {
  const { signal } = limit;
  // Whoever loses the race must not become an unhandled rejection.
  work.catch(() => undefined);
  signal.throwIfAborted();
  let end = () => {};
  const interruption = new Promise<never>((_resolve, reject) => {
    const timer = setTimeout(() => reject(new PhaseTimeout(limit.phase, limit.timeoutMs)), limit.timeoutMs);
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    };
  });
  try {
    return await Promise.race([work, interruption]);
  } finally {
    end();
  }
}
