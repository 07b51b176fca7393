import { setTimeout as pause } from 'node:timers/promises';
import { html } from '../html/html';
import { dropConnection, type Exchange, hangUntilClientLeaves, pauseSeconds } from '../http/exchange';
import { page, type Reply } from '../http/reply';
import type { Fault } from './fault';
import type { FaultMemory } from './fault-memory';

type FaultRequest = {
  readonly exchange: Exchange;
  readonly memory: FaultMemory;
  readonly key: string;
  readonly fault: Fault | null;
  /** Records that the server took the submission; called at most once, only by faults that lose the answer. */
  readonly accept: () => void;
};

export const serve = 'serve';

/** Plays the fault of a row. `serve` means: answer as if nothing had happened (perhaps after a wait). */
export async function injectFault(request: FaultRequest): Promise<Reply | typeof serve> {
  const { exchange, fault, key, memory } = request;
  switch (fault?.kind) {
    case 'busy':
      return refusal(503, 'The shop is busy');
    case 'limited':
      return holdBack(request, fault.seconds);
    case 'flaky':
      return memory.takeFailure(key, fault.failureCount) ? refusal(500, 'Something went wrong') : serve;
    case 'hang':
      return await hangUntilClientLeaves(exchange);
    case 'drop':
      request.accept();
      return dropConnection(exchange);
    case 'late':
      acceptLater(request, fault.seconds);
      return dropConnection(exchange);
    case 'slow':
      await pauseSeconds(exchange, fault.seconds);
      return serve;
    default:
      return serve;
  }
}

function refusal(status: number, title: string, headers: Record<string, string> = {}): Reply {
  return page(title, html`<p role="alert">Please try again later.</p>`, status, headers);
}

/** Without a number it never lets go; with one it does when the client has waited as long as it was told. */
function holdBack({ memory, key }: FaultRequest, seconds: number | null): Reply | typeof serve {
  if (seconds !== null && !memory.isHeldBack(key, seconds)) return serve;
  return refusal(429, 'Too many requests', { 'retry-after': String(Math.ceil(seconds ?? 1)) });
}

function acceptLater({ exchange, accept }: FaultRequest, seconds: number): void {
  pause(seconds * 1000, undefined, { signal: exchange.stopping }).then(accept, () => {
    // The site stopped first: the submission is lost, as it would be on a real server.
  });
}
