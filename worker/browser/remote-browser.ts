import { connect as connectSocket, isIPv6 } from 'node:net';
import { type Browser, chromium } from 'playwright';
import { BatchEngineError } from '../../lib/domain/errors';
import { type ContextRoute, DIRECT_ROUTE, routeThrough } from './context-route';
import type { EgressGuard } from './egress-guard';
import type { OpenedBrowser } from './launch-browser';
import { settleWithin } from './settle-within';

export interface RemoteBrowserOptions {
  /** One of FURROW_BROWSER_WS: a Playwright server (`ws://`), or a CDP endpoint (`http://`, or a path with `/devtools/`). */
  readonly endpoint: string;
  readonly guard: EgressGuard | null;
  /** The way out when there is no guard. */
  readonly upstreamProxyUrl?: string | undefined;
}

const CONNECT_TIMEOUT_MS = 10_000;
const CLOSE_TIMEOUT_MS = 5000;

/**
 * Connects to a browser that somebody else runs and makes sure that its pages come through the guard. Its process is not
 * ours: it cannot be killed or measured from here, only left.
 * @throws BatchEngineError `remote_browser_unreachable`, `egress_unreachable`; neither repeats more of the address than its host
 */
export async function connectBrowser(options: RemoteBrowserOptions): Promise<OpenedBrowser> {
  const browser = await connect(options.endpoint);
  try {
    const openRoute = await findRoute(options);
    if (options.guard) await requireGuard(browser, openRoute, options.guard, options.endpoint);
    return {
      browser,
      openRoute,
      groupId: null,
      folders: [],
      memoryMb: async () => 0,
      kill: () => undefined,
      close: async () => void (await settleWithin(browser.close(), CLOSE_TIMEOUT_MS)),
    };
  } catch (error) {
    await settleWithin(browser.close(), CLOSE_TIMEOUT_MS);
    throw error;
  }
}

/** Host and port of an endpoint; path and query may hold its password. */
export function endpointHost(endpoint: string): string {
  return new URL(endpoint).host;
}

async function connect(endpoint: string): Promise<Browser> {
  const { protocol, pathname } = new URL(endpoint);
  const isCdp = protocol.startsWith('http') || pathname.includes('/devtools/');
  try {
    const options = { timeout: CONNECT_TIMEOUT_MS };
    return await (isCdp ? chromium.connectOverCDP(endpoint, options) : chromium.connect(endpoint, options));
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw new BatchEngineError(
      'remote_browser_unreachable',
      `The browser at ${endpointHost(endpoint)} does not answer: ${reason.replaceAll(endpoint, endpointHost(endpoint))}`,
    );
  }
}

async function findRoute(options: RemoteBrowserOptions): Promise<() => Promise<ContextRoute>> {
  const { guard, endpoint, upstreamProxyUrl } = options;
  if (!guard) {
    const contextOptions = upstreamProxyUrl ? { proxy: { server: upstreamProxyUrl } } : {};
    return async () => ({ ...DIRECT_ROUTE, contextOptions });
  }
  const { hostname, port } = new URL(guard.url);
  const isEverywhere = ['0.0.0.0', '[::]'].includes(hostname);
  const host = isEverywhere ? await addressTowards(endpoint) : hostname;
  return async () => routeThrough(await guard.openDoor(), `http://${host}:${port}`);
}

/** The address of this machine that the browser's machine sees, so that nobody has to configure it worker by worker. */
function addressTowards(endpoint: string): Promise<string> {
  const { hostname, port, protocol } = new URL(endpoint);
  const defaultPort = ['wss:', 'https:'].includes(protocol) ? 443 : 80;
  return new Promise((resolve, reject) => {
    const target = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || defaultPort) };
    const socket = connectSocket({ ...target, timeout: CONNECT_TIMEOUT_MS }, () => {
      const address = socket.localAddress ?? '';
      socket.destroy();
      resolve(isIPv6(address) ? `[${address}]` : address);
    });
    socket.once('error', reject).once('timeout', () => socket.destroy(new Error('timeout')));
  });
}

/** Asks for an address that only this guard answers: a browser that cannot reach it is found out here, not row by row. */
async function requireGuard(
  browser: Browser,
  openRoute: () => Promise<ContextRoute>,
  guard: EgressGuard,
  endpoint: string,
): Promise<void> {
  const { contextOptions, close } = await openRoute();
  const context = await browser.newContext(contextOptions);
  try {
    const page = await context.newPage();
    const answer = await page.goto(guard.probeUrl, { timeout: CONNECT_TIMEOUT_MS }).catch(() => null);
    if (answer && guard.readRefusal(answer.headers()) !== null) return;
  } finally {
    await settleWithin(context.close(), CLOSE_TIMEOUT_MS);
    close();
  }
  const proxy = contextOptions.proxy?.server ?? '';
  throw new BatchEngineError(
    'egress_unreachable',
    `The browser at ${endpointHost(endpoint)} does not reach the egress guard of this worker at ${proxy}: set FURROW_EGRESS_LISTEN to an address and port that it reaches.`,
  );
}
