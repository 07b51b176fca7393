import type { BrowserContext } from 'playwright';
import type { CommitGate } from '../attempt/commit';

const READING_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Holds the first request that may change something until the durable mark is written: for a handler that does not say
 * what it does. @param onRefused the mark was refused, and the request was not sent
 */
export async function markFirstWrite(
  context: BrowserContext,
  gate: CommitGate,
  onRefused: (error: unknown) => void,
): Promise<void> {
  let marking: Promise<void> | null = null;
  await context.route('**/*', async (route) => {
    if (READING_METHODS.has(route.request().method())) return route.fallback();
    try {
      if (!gate.isPassed) marking ??= gate.pass(async () => undefined);
      await marking;
    } catch (error) {
      onRefused(error);
      return route.abort();
    }
    return route.fallback();
  });
}
