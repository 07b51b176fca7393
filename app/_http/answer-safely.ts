import { randomUUID } from 'node:crypto';
import { log } from '@/app/_server/log';
import { maskPath } from '@/lib/log/mask-path';
import { problemResponse, statusOf } from './problem';

/** Answers a request, whatever happens: every error becomes a problem document. The only place of the API that catches. */
export async function answerSafely(request: Request, work: () => Promise<Response>): Promise<Response> {
  const requestId = randomUUID();
  try {
    const response = await work();
    response.headers.set('X-Request-Id', requestId);
    return response;
  } catch (error) {
    // A client that went away half-way is no fault of ours.
    if (statusOf(error) >= 500 && !request.signal.aborted) {
      const path = `${request.method} ${maskPath(request.url)}`;
      log.error({ err: error, requestId, path }, 'request failed');
    }
    return problemResponse(error, requestId);
  }
}
