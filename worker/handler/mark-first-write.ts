import type { APIRequestContext, BrowserContext } from 'playwright';
import type { CommitGate } from '../attempt/commit';

const READING_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Holds the first request that may change something until the durable mark is written, of pages and of `page.request`: for a handler
 * that does not say what it does. @param onRefused the mark was refused, and the request was not sent
 */
export async function markFirstWrite(
  context: BrowserContext,
  gate: CommitGate,
  onRefused: (error: unknown) => void,
): Promise<void> {
  let marking: Promise<void> | null = null;
  const mark = async () => {
    try {
      if (!gate.isPassed) marking ??= gate.pass(async () => undefined);
      await marking;
    } catch (error) {
      onRefused(error);
      throw error;
    }
  };
  await context.route('**/*', async (route) => {
    if (READING_METHODS.has(route.request().method())) return route.fallback();
    try {
      await mark();
    } catch {
      return route.abort();
    }
    return route.fallback();
  });
  holdRequests(context.request, mark);
}

/** What `page.request` sends goes past all routes; its `post`, `put` and the like call its `fetch`. */
function holdRequests(request: APIRequestContext, mark: () => Promise<void>): void {
  const fetch = request.fetch.bind(request);
  request.fetch = async (target, options) => {
    const method = options?.method ?? (typeof target === 'string' ? 'GET' : target.method());
    if (!READING_METHODS.has(method.toUpperCase())) await mark();
    return fetch(target, options);
  };
}
