import { makeBrowserFolder } from '../own-folder';
import { type BrowserHost, createBrowserHost, type RecyclePolicy } from './browser-host';
import { createBrowserPool } from './browser-pool';
import { type EgressGuard, startEgressGuard } from './egress-guard';
import type { FoundBrowser } from './find-browser';
import { launchBrowser } from './launch-browser';
import { connectBrowser, endpointHost } from './remote-browser';
import { startWatchdog, type Watchdog } from './watchdog';

export interface BrowsersOptions {
  /** The browser to start, or where browsers run on other hosts (FURROW_BROWSER_WS). */
  readonly found: FoundBrowser | readonly string[];
  /** False with FURROW_EGRESS=off. */
  readonly isGuarded: boolean;
  readonly allowHosts: readonly string[];
  readonly upstreamProxyUrl?: string | undefined;
  /** FURROW_EGRESS_LISTEN. */
  readonly listen?: string | undefined;
  readonly recycle?: RecyclePolicy;
  readonly isHeaded?: boolean;
  /** FURROW_PAGE_MEMORY_MB. */
  readonly pageMemoryMb?: number;
  /** Goes with the worker, whatever becomes of it. Absent: a folder for its browsers is made. */
  readonly ownFolder?: string | undefined;
  /** Told when a browser on another host does not answer. */
  readonly onRemoteFailure?: (host: string, error: unknown) => void;
}

export interface Browsers {
  readonly host: BrowserHost;
  readonly guard: EgressGuard | null;
  readonly watchdog: Watchdog;
  close(): Promise<void>;
}

/** Everything a worker needs to open pages: the guard, the watchdog, and a browser behind both. */
export async function openBrowsers(options: BrowsersOptions): Promise<Browsers> {
  const { isGuarded, allowHosts, upstreamProxyUrl, listen } = options;
  const guard = isGuarded ? await startEgressGuard({ allowHosts, upstreamProxyUrl, listen }) : null;
  const folder = options.ownFolder ?? makeBrowserFolder();
  const watchdog = startWatchdog(folder, options.pageMemoryMb);
  const host = isRemote(options.found)
    ? openRemote(options, options.found, { guard, watchdog })
    : openLocal(options, options.found, { guard, watchdog, folder });
  return {
    host,
    guard,
    watchdog,
    close: async () => {
      await host.close();
      await watchdog.stop();
      await guard?.close();
    },
  };
}

type Keepers = Pick<Browsers, 'guard' | 'watchdog'>;

function isRemote(found: BrowsersOptions['found']): found is readonly string[] {
  return Array.isArray(found);
}

function openLocal(
  options: BrowsersOptions,
  found: FoundBrowser,
  { guard, watchdog, folder }: Keepers & { readonly folder: string },
): BrowserHost {
  const { upstreamProxyUrl, isHeaded = false } = options;
  const launch = () => launchBrowser({ found, guard, upstreamProxyUrl, isHeaded, folder });
  return createBrowserHost(launch, watchdog, options.recycle);
}

function openRemote(
  options: BrowsersOptions,
  endpoints: readonly string[],
  { guard, watchdog }: Keepers,
): BrowserHost {
  const { upstreamProxyUrl, onRemoteFailure, recycle } = options;
  const members = endpoints.map((endpoint) => ({
    name: endpointHost(endpoint),
    host: createBrowserHost(() => connectBrowser({ endpoint, guard, upstreamProxyUrl }), watchdog, recycle),
  }));
  return createBrowserPool(members, onRemoteFailure);
}
