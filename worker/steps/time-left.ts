/** What is left of a step's time: a step may try one way after the other. @returns ms, at least 1 */
export function timeLeft(timeoutMs: number): () => number {
  const endsAtMs = performance.now() + timeoutMs;
  return () => Math.max(1, endsAtMs - performance.now());
}
