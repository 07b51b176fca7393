import { type BrowserHost, createBrowserHost, type RecyclePolicy } from './browser-host';
import { type EgressGuard, startEgressGuard } from './egress-guard';
import type { FoundBrowser } from './find-browser';
import { launchBrowser } from './launch-browser';
import { startWatchdog, type Watchdog } from './watchdog';

export interface BrowsersOptions {
  readonly found: FoundBrowser;
  /** False with FURROW_EGRESS=off. */
  readonly isGuarded: boolean;
  readonly allowHosts: readonly string[];
  readonly upstreamProxyUrl?: string | undefined;
  readonly recycle?: RecyclePolicy;
  readonly isHeaded?: boolean;
}

export interface Browsers {
  readonly host: BrowserHost;
  readonly guard: EgressGuard | null;
  readonly watchdog: Watchdog;
  close(): Promise<void>;
}

/** Everything a worker needs to open pages: the guard, the watchdog, and a browser behind both. */
export async function openBrowsers(options: BrowsersOptions): Promise<Browsers> {
  const { found, isGuarded, allowHosts, upstreamProxyUrl, isHeaded = false } = options;
  const guard = isGuarded ? await startEgressGuard({ allowHosts, upstreamProxyUrl }) : null;
  const watchdog = startWatchdog();
  const proxyUrl = guard?.url ?? upstreamProxyUrl ?? null;
  const host = createBrowserHost(
    () => launchBrowser({ found, proxyUrl, isGuarded, isHeaded }),
    watchdog,
    options.recycle,
  );
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
