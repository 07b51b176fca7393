/** What the browser knows of its connection, and how to wait. */
export interface Connection {
  isOnline(): boolean;
  /** Settles when there is a connection again. @throws the signal's reason */
  untilOnline(signal: AbortSignal): Promise<void>;
  /** Settles after so long, or as soon as the connection comes back. @throws the signal's reason */
  pause(ms: number, signal: AbortSignal): Promise<void>;
}

export const browserConnection: Connection = {
  isOnline: () => navigator.onLine,
  untilOnline: (signal) => (navigator.onLine ? Promise.resolve() : untilEvent(signal, null)),
  pause: (ms, signal) => untilEvent(signal, ms),
};

function untilEvent(signal: AbortSignal, ms: number | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = ms === null ? undefined : setTimeout(done, ms);
    window.addEventListener('online', done);
    signal.addEventListener('abort', done);
    function done() {
      clearTimeout(timer);
      window.removeEventListener('online', done);
      signal.removeEventListener('abort', done);
      if (signal.aborted) reject(signal.reason as Error);
      else resolve();
    }
  });
}
