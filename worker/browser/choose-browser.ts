import type { Environment } from '../../lib/config/env';
import { BatchEngineError } from '../../lib/domain/errors';
import type { BrowserHost } from './browser-host';
import { type FoundBrowser, findBrowser } from './find-browser';
import { endpointHost } from './remote-browser';

/** A browser of this machine, or the endpoints of those on other hosts. */
export type ChosenBrowser = FoundBrowser | readonly string[];

/** @throws BatchEngineError `browser_missing`; ConfigurationError when FURROW_CHROMIUM names none that starts */
export async function chooseBrowser(env: Environment): Promise<ChosenBrowser> {
  if (env.FURROW_BROWSER_WS.length > 0) return env.FURROW_BROWSER_WS;
  const found = await findBrowser(env.FURROW_CHROMIUM);
  if (found) return found;
  throw new BatchEngineError(
    'browser_missing',
    'No browser found. Run `npx tsx worker/install-browser-main.ts`, or set FURROW_CHROMIUM to the path of Chrome or Chromium.',
  );
}

/**
 * A browser that does not start is told at once, not row by row.
 * @returns what the worker says of its browser
 * @throws BatchEngineError `browser_failed`, `remote_browsers_unavailable`
 */
export async function warmUp(host: BrowserHost, chosen: ChosenBrowser): Promise<FoundBrowser> {
  try {
    const { context, release } = await host.openContext({});
    const version = context.browser()?.version() ?? '';
    await release();
    return 'path' in chosen ? chosen : describeRemote(chosen, version);
  } catch (error) {
    if (!('path' in chosen)) throw error;
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new BatchEngineError(
      'browser_failed',
      `The browser at ${chosen.path} does not start: ${reason} In a container it may lack user namespaces for its sandbox.`,
    );
  }
}

function describeRemote(endpoints: readonly string[], version: string): FoundBrowser {
  return { path: endpoints.map(endpointHost).join(', '), kind: 'remote', version, needsNoSandbox: false };
}
