import { Agent } from 'node:http';
import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';

/**
 * Nothing more is read from the stream once the time is over, not even what arrived before and has waited since: a process that was
 * stopped finds it there when it goes on.
 */
export function readWhile(stream: Readable, mayPass: () => boolean): void {
  const push = stream.push.bind(stream);
  stream.push = (...chunk) => {
    if (mayPass()) return push(...chunk);
    stream.destroy();
    return false;
  };
}

/** Connections of its own for every request, as no two rows may share one; each is given up when it comes about too late. */
export function createTimelyAgent(mayPass: () => boolean): Agent {
  return new TimelyAgent(mayPass);
}

class TimelyAgent extends Agent {
  readonly #mayPass: () => boolean;

  constructor(mayPass: () => boolean) {
    super({ keepAlive: false });
    this.#mayPass = mayPass;
  }

  override createConnection(...args: Parameters<Agent['createConnection']>) {
    const socket = super.createConnection(...args) as Socket;
    // First of all that wait for it: what was written meanwhile is sent by the listeners after this one.
    socket.prependOnceListener('connect', () => {
      if (!this.#mayPass()) socket.destroy();
    });
    return socket;
  }
}
