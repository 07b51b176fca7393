import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { PostJson } from '../../lib/services/webhooks/send-delivery';
import type { EgressGuard } from '../browser/egress-guard';

const TIMEOUT_MS = 10_000;

/**
 * Sends requests through the guard that pages go through: it judges the address it dials. Redirects are not followed, and
 * nothing of the answer but its status is looked at, so that nobody can read an inner address by a webhook.
 */
export function createGuardedPost(guard: Pick<EgressGuard, 'url' | 'readRefusal'>): PostJson {
  return async (address, body, headers) => {
    const url = new URL(address);
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const socket = await openTunnel(guard, url, signal);
    try {
      return await post(url, socket, body, headers, signal);
    } finally {
      socket.destroy();
    }
  };
}

function openTunnel(
  guard: Pick<EgressGuard, 'url' | 'readRefusal'>,
  url: URL,
  signal: AbortSignal,
): Promise<Socket> {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  const { hostname, port: guardPort } = new URL(guard.url);
  return new Promise((resolve, reject) => {
    const path = `${url.hostname}:${port}`;
    const tunnel = httpRequest({
      ...{ host: hostname, port: guardPort, method: 'CONNECT', path, signal, agent: false },
    });
    tunnel.once('connect', (response, socket) => {
      if (response.statusCode === 200) return resolve(socket as Socket);
      socket.destroy();
      const refusal = guard.readRefusal(response.headers as Record<string, string>);
      reject(new Error(refusal === null ? 'the host cannot be reached' : REFUSED[refusal]));
    });
    tunnel.once('error', (error) => reject(signal.aborted ? new Error(NO_ANSWER) : error));
    tunnel.end();
  });
}

const NO_ANSWER = 'no answer within 10 s';
const REFUSED = {
  blocked: 'the address is not on the public internet; FURROW_ALLOW_HOSTS can allow it',
  unresolved: 'the name does not resolve to an address',
} as const;

function post(
  url: URL,
  socket: Socket,
  body: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<number> {
  const isSecure = url.protocol === 'https:';
  const connection = isSecure ? connectTls({ socket, servername: url.hostname }) : socket;
  const all = { ...headers, 'content-type': 'application/json', 'user-agent': 'Furrow' };
  return new Promise((resolve, reject) => {
    const sent = (isSecure ? httpsRequest : httpRequest)(
      url,
      {
        ...{ method: 'POST', signal, agent: false, createConnection: () => connection },
        headers: { ...all, 'content-length': String(Buffer.byteLength(body)), connection: 'close' },
      },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      },
    );
    sent.once('error', (error) => reject(signal.aborted ? new Error(NO_ANSWER) : error));
    sent.end(body);
  });
}
