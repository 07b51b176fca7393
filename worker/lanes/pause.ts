/** Waits, but no longer than until the signal fires. */
export function pause(durationMs: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, durationMs);
    signal.addEventListener('abort', end, { once: true });
  });
}

/** Runs a task again and again with jittered pauses until the signal fires; an error is reported and the loop goes on. */
export async function repeat(
  task: () => Promise<unknown>,
  intervalMs: number,
  signal: AbortSignal,
  onError: (error: unknown) => void,
): Promise<void> {
  while (!signal.aborted) {
    await task().catch(onError);
    await pause(intervalMs * (0.8 + Math.random() * 0.4), signal);
  }
}
