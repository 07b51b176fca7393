import { startDeadline } from '../attempt/deadline';

/** What is left of a step's time: a step may try one way after the other. @returns ms, at least 1: 0 is no limit to Playwright */
export function timeLeft(timeoutMs: number): () => number {
  const deadline = startDeadline(timeoutMs);
  return () => Math.max(1, deadline.remainingMs());
}
