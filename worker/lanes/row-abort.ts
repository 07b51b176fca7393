/** Why a running row is told to end: a person stopped it, the worker drains, or its lane belongs to another worker. */
export type AbortCause = 'stopped' | 'given_back' | 'lost';

/** The reason of a row's abort signal. */
export class RowAbort extends Error {
  override readonly cause: AbortCause;
  constructor(cause: AbortCause) {
    super(`The row was ended from outside: ${cause}`);
    this.name = 'RowAbort';
    this.cause = cause;
  }
}

/** The cause, or null while the signal has not fired. */
export function abortCause(signal: AbortSignal): AbortCause | null {
  if (!signal.aborted) return null;
  return signal.reason instanceof RowAbort ? signal.reason.cause : 'lost';
}
