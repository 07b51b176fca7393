import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Reply } from './reply';

/** One request on its way to an answer. `stopping` fires when the site shuts down. */
export type Exchange = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly params: Readonly<Record<string, string>>;
  readonly stopping: AbortSignal;
};

/** Resolves after `seconds` even if the client has left; rejects with AbortError when the site stops. */
export async function pauseSeconds(exchange: Exchange, seconds: number): Promise<void> {
  await pause(seconds * 1000, undefined, { signal: exchange.stopping });
}

/** Closes the connection without an answer. */
export function dropConnection(exchange: Exchange): Reply {
  exchange.request.socket.destroy();
  return null;
}

/** Never answers: waits until the client gives up or the site stops. */
export async function hangUntilClientLeaves(exchange: Exchange): Promise<Reply> {
  if (!exchange.response.closed) await once(exchange.response, 'close', { signal: exchange.stopping });
  return null;
}

/** The value of a cookie the client sent, or null. */
export function readCookie(exchange: Exchange, name: string): string | null {
  for (const pair of (exchange.request.headers.cookie ?? '').split(';')) {
    const [key, value] = pair.trim().split('=', 2);
    if (key === name && value) return value;
  }
  return null;
}
