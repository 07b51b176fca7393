import { chromium, type Page } from 'playwright';
import { readEnvironment } from '@/lib/config/env';
import { type BrowserHost, createBrowserHost, type RecyclePolicy } from '@/worker/browser/browser-host';
import { type EgressGuard, type EgressGuardOptions, startEgressGuard } from '@/worker/browser/egress-guard';
import { type FoundBrowser, findBrowser } from '@/worker/browser/find-browser';
import { type LaunchedBrowser, launchBrowser } from '@/worker/browser/launch-browser';
import { startWatchdog, type Watchdog } from '@/worker/browser/watchdog';
import { makeBrowserFolder } from '@/worker/own-folder';

export interface TestBrowser {
  readonly host: BrowserHost;
  readonly guard: EgressGuard;
  readonly watchdog: Watchdog;
  /** Every browser launched so far, the newest last. */
  readonly launched: LaunchedBrowser[];
  close(): Promise<void>;
}

export async function requireBrowser(): Promise<FoundBrowser> {
  const found = await findBrowser(readEnvironment().FURROW_CHROMIUM);
  if (!found) throw new Error('These tests need a browser: run `npx tsx worker/install-browser-main.ts`.');
  return found;
}

/** A page of a browser without guard, for what is told of a page alone. */
export async function openBarePage(): Promise<{ readonly page: Page; close(): Promise<void> }> {
  const { path, needsNoSandbox } = await requireBrowser();
  const browser = await chromium.launch({ executablePath: path, chromiumSandbox: !needsNoSandbox });
  return { page: await browser.newPage(), close: () => browser.close() };
}

/** The worker's own browser behind its own guard, which allows loopback unless told otherwise. */
export async function startTestBrowser(
  guardOptions: Partial<EgressGuardOptions> = {},
  policy?: RecyclePolicy,
  pageMemoryMb?: number,
): Promise<TestBrowser> {
  const found = await requireBrowser();
  const guard = await startEgressGuard({ allowHosts: ['127.0.0.1'], ...guardOptions });
  const watchdog = startWatchdog(makeBrowserFolder(), pageMemoryMb);
  const launched: LaunchedBrowser[] = [];
  const launch = async () => {
    const browser = await launchBrowser({ found, guard });
    launched.push(browser);
    return browser;
  };
  const host = createBrowserHost(launch, watchdog, policy);
  return {
    host,
    guard,
    watchdog,
    launched,
    close: async () => {
      await host.close();
      await watchdog.stop();
      await guard.close();
    },
  };
}
