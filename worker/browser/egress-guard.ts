import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { lookup } from 'node:dns';
import type { Agent } from 'node:http';
import { isIP, type LookupFunction, type Socket } from 'node:net';
import { type PrepareRequestFunctionOpts, RequestError, Server } from 'proxy-chain';
import { parseAllowList } from './allow-list';
import { createGuardDoors, type GuardDoor, type ProxyCredentials } from './guard-doors';
import { createTimelyAgent, readWhile } from './let-through-while';
import {
  createTargetResolver,
  type ResolveName,
  resolveWithSystem,
  type TargetAnswer,
} from './resolve-target';

/** Why the guard answered in place of the target. */
export type EgressRefusal = 'blocked' | 'unresolved';

export interface EgressGuard {
  /** Proxy address for the browser, `http://127.0.0.1:<port>`, or where it was told to listen. */
  readonly url: string;
  /** What a browser has to say to be let through; null on loopback. */
  readonly credentials: ProxyCredentials | null;
  /** An address that this guard answers itself: whoever gets that answer comes through it. */
  readonly probeUrl: string;
  /** The refusal that a response of the guard itself carries; null for every answer of a target. */
  readRefusal(headers: Readonly<Record<string, string>>): EgressRefusal | null;
  /** The refusal of a tunnel (https, websockets), which shows no headers to the page; null when none is known. */
  findRefusal(url: string): EgressRefusal | null;
  /**
   * From this moment on `performance.now()` nothing more leaves, until a later one is given; at first there is no such moment. A worker
   * that was stopped with a form in its guard must not send it when it goes on: its row may have been submitted by another since.
   * So a later one that comes too late ends every connection of before first, also those that wait to be accepted.
   */
  endAt(deadlineMs: number): void;
  /** A way in for one browser context. */
  openDoor(): Promise<GuardDoor>;
  close(): Promise<void>;
}

export interface EgressGuardOptions {
  /** FURROW_EGRESS_LISTEN, `host:port`: for browsers on other hosts. Then a password of this guard alone is asked for. */
  readonly listen?: string | undefined;
  /** FURROW_ALLOW_HOSTS. */
  readonly allowHosts: readonly string[];
  /** HTTPS_PROXY: all traffic but that to allowed private targets goes through it. */
  readonly upstreamProxyUrl?: string | undefined;
  readonly resolveName?: ResolveName;
}

const REFUSAL_MEMORY = 1000;
const REFUSAL_MESSAGES: Readonly<Record<EgressRefusal, string>> = {
  blocked:
    'Furrow does not open this address: it is not on the public internet. FURROW_ALLOW_HOSTS can allow it.',
  unresolved: 'This name does not resolve to an address.',
};
const NOT_AGAIN = 'This target closed the connection without an answer: it is not asked again.';

/**
 * A forward proxy on loopback that all browser traffic goes through. It resolves names itself and dials only addresses it
 * has judged, for every request: redirects, sub-resources, websockets and changed DNS answers included.
 */
export async function startEgressGuard(options: EgressGuardOptions): Promise<EgressGuard> {
  // Random, so that a target cannot answer with a header that reads like the guard's.
  const id = `furrow-${randomBytes(8).toString('hex')}`;
  const headerName = `x-${id}`;
  const probeHost = `${id}.invalid`;
  const { host, port } = listenOn(options.listen);
  const bareHost = host.replace(/^\[|\]$/g, '');
  const credentials = options.listen ? { username: id, password: randomBytes(24).toString('hex') } : null;
  const refusals = createRefusalMemory();
  const judge = createTargetResolver(
    parseAllowList(options.allowHosts),
    options.resolveName ?? resolveWithSystem,
  );
  let endsAtMs = Number.POSITIVE_INFINITY;
  let lapses = 0;
  const mayPass = () => performance.now() < endsAtMs;
  // No connection is shared between rows: what a target binds to a connection must not reach the next row.
  const httpAgent = createTimelyAgent(mayPass);
  const refuse = (refusal: EgressRefusal) =>
    new RequestError(REFUSAL_MESSAGES[refusal], refusal === 'blocked' ? 403 : 502, { [headerName]: refusal });
  const server = new Server({
    host: bareHost,
    port,
    prepareRequestFunction: async (request: PrepareRequestFunctionOpts) => {
      readWhile(request.request, mayPass);
      const lapsesBefore = lapses;
      if (!mayPass()) throw refuse('unresolved');
      if (credentials && !isPassword(request, credentials)) return { requestAuthentication: true };
      if (!doors.isOpen(request.username)) throw refuse('unresolved');
      const { hostname, port } = request;
      if (hostname === probeHost) throw refuse('unresolved');
      const answer = await judge(hostname, port);
      const refusal = refusalOf(answer, options.upstreamProxyUrl !== undefined);
      if (refusal) {
        refusals.add(hostname, port, refusal);
        throw refuse(refusal);
      }
      refusals.forget(hostname, port);
      if (!mayPass() || lapses !== lapsesBefore) throw refuse('unresolved');
      const isAdmitted =
        request.isHttp || doors.admit(request.request, request.username, `${hostname}:${port}`);
      if (!isAdmitted) throw new RequestError(NOT_AGAIN, 502);
      return routeTo(answer, options.upstreamProxyUrl, httpAgent);
    },
  });
  server.server.on('connection', (socket: Socket) => {
    if (mayPass()) readWhile(socket, mayPass);
    else socket.destroy();
  });
  await server.listen();
  const url = `http://${host}:${server.port}`;
  const doors = createGuardDoors(server.server, { url, host: bareHost, credentials });
  const endConnections = () => {
    lapses += 1;
    httpAgent.destroy();
    server.closeConnections();
    // What waits to be accepted ends with the socket it waits at.
    server.server.close();
    server.server.listen(server.port, server.host);
    // Browsers send again what was not answered; contexts of before have no way out any more.
    doors.closeAll();
  };
  return {
    url,
    credentials,
    probeUrl: `http://${probeHost}/`,
    readRefusal: (headers) => asRefusal(headers[headerName]),
    findRefusal: (url) => refusals.find(url),
    endAt: (deadlineMs) => {
      if (!mayPass() && performance.now() < deadlineMs) endConnections();
      endsAtMs = deadlineMs;
    },
    openDoor: () => doors.open(),
    close: async () => {
      httpAgent.destroy();
      doors.closeAll();
      await server.close(true);
    },
  };
}

function listenOn(listen = '127.0.0.1:0'): { host: string; port: number } {
  const colon = listen.lastIndexOf(':');
  return { host: listen.slice(0, colon), port: Number(listen.slice(colon + 1)) };
}

function isPassword(request: PrepareRequestFunctionOpts, expected: ProxyCredentials): boolean {
  const [given, wanted] = [request.password ?? '', expected.password].map((text) => Buffer.from(text));
  return given?.length === wanted?.length && timingSafeEqual(given as Buffer, wanted as Buffer);
}

/** Behind an upstream proxy names are often known only to it; what does resolve here is judged all the same. */
function refusalOf(answer: TargetAnswer, hasUpstream: boolean): EgressRefusal | null {
  if (answer.kind === 'refused') return 'blocked';
  return answer.kind === 'unresolved' && !hasUpstream ? 'unresolved' : null;
}

function routeTo(answer: TargetAnswer, upstreamProxyUrl: string | undefined, httpAgent: Agent) {
  const isPrivate = answer.kind === 'open' && answer.isPrivate;
  if (upstreamProxyUrl !== undefined && !isPrivate) return { upstreamProxyUrl };
  return { httpAgent, dnsLookup: lookupPinned(answer.kind === 'open' ? answer.addresses : []) };
}

/** Answers with the judged addresses whatever name is asked, so no second look-up can differ from the first. */
function lookupPinned(addresses: readonly string[]): LookupFunction & typeof lookup {
  const entries = addresses.map((address) => ({ address, family: isIP(address) }));
  const pinned: LookupFunction = (_hostname, lookupOptions, callback) => {
    const first = entries[0];
    if (!first) callback(new Error('No judged address'), []);
    else if (lookupOptions.all) callback(null, entries);
    else callback(null, first.address, first.family);
  };
  return pinned as LookupFunction & typeof lookup;
}

function createRefusalMemory() {
  const known = new Map<string, EgressRefusal>();
  const keyOf = (hostname: string, port: number) => `${hostname.toLowerCase()}:${port}`;
  return {
    add(hostname: string, port: number, refusal: EgressRefusal): void {
      known.delete(keyOf(hostname, port));
      known.set(keyOf(hostname, port), refusal);
      const oldest = known.keys().next().value;
      if (known.size > REFUSAL_MEMORY && oldest !== undefined) known.delete(oldest);
    },
    forget(hostname: string, port: number): void {
      known.delete(keyOf(hostname, port));
    },
    find(url: string): EgressRefusal | null {
      const parsed = URL.parse(url);
      if (!parsed) return null;
      const defaultPort = ['https:', 'wss:'].includes(parsed.protocol) ? 443 : 80;
      return known.get(keyOf(parsed.hostname, Number(parsed.port || defaultPort))) ?? null;
    },
  };
}

function asRefusal(value: string | undefined): EgressRefusal | null {
  return value === 'blocked' || value === 'unresolved' ? value : null;
}
