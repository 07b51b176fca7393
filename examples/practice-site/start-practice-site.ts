import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { html } from './html/html';
import { BodyTooLargeError } from './http/read-form';
import { notFound, page, type Reply } from './http/reply';
import { findRoute, type Route } from './http/route';
import { catalogueRoutes } from './pages/catalogue';
import { customerRoutes } from './pages/customers';
import { documentRoutes } from './pages/documents';
import { faultRoutes } from './pages/faults';
import { homeRoutes } from './pages/home';
import { hostileRoutes } from './pages/hostile';
import { loginRoutes } from './pages/login';
import { oddityRoutes } from './pages/oddities';
import { orderRoutes } from './pages/orders';
import { pointerRoutes } from './pages/pointer';
import { recordRoutes } from './pages/records';
import { addWeight, weightRoutes } from './pages/weight';
import { createSite, type Site } from './site';

type PracticeSiteOptions = {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host?: string;
  /** Keeps the ledger over restarts: one line of JSON per accepted submission is appended here. */
  readonly ledgerFile?: string;
  /** Every page comes with thousands of elements, scripts, styles and pictures. */
  readonly isHeavy?: boolean;
  /** Every answer takes this much longer, as one from far away. */
  readonly latencyMs?: number;
};

export type PracticeSite = {
  readonly url: string;
  readonly port: number;
  /** Ends hanging answers and idle connections too, so it never takes long. */
  readonly close: () => Promise<void>;
};

/** Serves the practice site until `close`. Rejects when the port is taken. */
export async function startPracticeSite(options: PracticeSiteOptions): Promise<PracticeSite> {
  const site = createSite(options.ledgerFile);
  const routes = allRoutes(site);
  const stopping = new AbortController();
  const serving = { routes, stopping: stopping.signal, options };
  const server = createServer((request, response) => void answer(serving, request, response));
  const host = options.host ?? '127.0.0.1';
  server.listen(options.port, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  async function close(): Promise<void> {
    stopping.abort();
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
    site.ledger.close();
  }
  return { url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`, port, close };
}

function allRoutes(site: Site): Route[] {
  return [
    ...homeRoutes(),
    ...orderRoutes(site),
    ...customerRoutes(site),
    ...catalogueRoutes(),
    ...loginRoutes(site),
    ...documentRoutes(site),
    ...oddityRoutes(),
    ...pointerRoutes(),
    ...faultRoutes(site),
    ...recordRoutes(site),
    ...weightRoutes(),
    ...hostileRoutes(),
  ];
}

type Serving = {
  readonly routes: readonly Route[];
  readonly stopping: AbortSignal;
  readonly options: PracticeSiteOptions;
};

async function answer(
  { routes, stopping, options: { isHeavy = false, latencyMs = 0 } }: Serving,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    if (latencyMs > 0) await pause(latencyMs, undefined, { signal: stopping });
    const url = new URL(request.url ?? '/', 'http://practice.invalid');
    const found = findRoute(routes, request.method ?? 'GET', url.pathname);
    const exchange = { request, response, url, params: found?.params ?? {}, stopping };
    const reply = found ? await found.route.handle(exchange) : notFound();
    send(response, isHeavy ? addWeight(reply) : reply);
  } catch (error) {
    if (stopping.aborted || response.closed) response.destroy();
    else send(response, failurePage(error));
  }
}

function failurePage(error: unknown): Reply {
  if (error instanceof BodyTooLargeError)
    return page('Too large', html`<p role="alert">${error.message}</p>`, 413);
  // The only other thing a request can do wrong here is a body that is not the form it claims to be.
  const reason = error instanceof Error ? error.message : String(error);
  return page(
    'Bad request',
    html`<p role="alert">The practice site could not read this request: ${reason}</p>`,
    400,
  );
}

function send(response: ServerResponse, reply: Reply): void {
  if (reply === null || response.destroyed) return;
  response.writeHead(reply.status, { ...reply.headers, 'content-length': Buffer.byteLength(reply.body) });
  response.end(reply.body);
}
